import Adversarial
import Datasets
import Experiments
import Files
import Imaging
import Language
import TestSupport
import Testing

/// Plain squares of colour; the last concept is held out.
struct Swatches: CaptionedPictures {
  let name = "swatches"
  var hash = "0123"
  /// The entries whose pictures cannot be read.
  var broken: Set<Int> = []
  let entries = ["red", "green", "blue", "gray"].enumerated().flatMap { number, color in
    (0..<3).map { shade in
      CaptionedEntry(
        id: "\(color)-\(shade)", captions: ["a \(color) square", "\(color) number \(shade)"],
        concept: color, isHeldOut: number == 3)
    }
  }

  func picture(_ index: Int, side: Int) throws -> RGBImage {
    guard !broken.contains(index) else {
      throw InputError(
        .invalid, path: entries[index].id, expected: "a picture", found: "nothing")
    }
    let color = RGBColor(red: UInt8(index * 20), green: 0, blue: 0)
    return RGBImage(width: side, height: side, color: color)
  }
}

@Suite struct CaptionedTrainingTests {
  private let data = TrainingData(pictures: Swatches())

  private func batches(
    seed: UInt64 = 1, broken: Set<Int> = []
  ) throws -> CaptionedBatches {
    let tokenizer = try Tokenizer.train(
      captions: data.captions(count: 1000, seed: 0), vocabularySize: 100)
    return try CaptionedBatches(
      Swatches(broken: broken), tokenizer: tokenizer, length: 8, side: 16, seed: seed)
  }

  @Test func picturesThatCannotBeReadAreNamedOnceAndOthersDrawn() throws {
    let whole = try batches().batch(stage: .adversarial, step: 0, size: 24)
    let holed = try batches(broken: [1, 4])
    let batch = try holed.batch(stage: .adversarial, step: 0, size: 24)
    #expect(
      Set(holed.leftOut) == [
        "red-1: expected a picture, found nothing", "green-1: expected a picture, found nothing",
      ])
    #expect(holed.leftOut.count == 2)
    // Only the places of the two are filled otherwise.
    let same = zip(whole.captions, batch.captions).count { $0 == $1 }
    #expect((12..<24).contains(same))
    let colors = Set(
      batch.pictures.elements.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
    for index in [1, 4] {
      let red = Float(index * 20) / 127.5 - 1
      #expect(colors.allSatisfy { abs($0 - red) > 0.01 })
    }
    #expect(throws: InputError.self) {
      try batches(broken: Set(0..<12)).batch(stage: .adversarial, step: 0, size: 1)
    }
  }

  @Test func batchesDependOnTheirStepAlone() throws {
    let straight = try batches()
    let first = try (0..<3).map { try straight.batch(stage: .adversarial, step: $0, size: 4) }
    let other = try batches()
    for step in [2, 0, 1] {
      let batch = try other.batch(stage: .adversarial, step: step, size: 4)
      #expect(batch.captions == first[step].captions)
      #expect(batch.wrongCaptions == first[step].wrongCaptions)
      #expect(batch.pictures.elements == first[step].pictures.elements)
      // A smaller batch is the beginning of a larger one.
      let part = try other.batch(stage: .adversarial, step: step, size: 2)
      #expect(part.captions == Array(first[step].captions.prefix(2)))
    }
    #expect(try other.batch(stage: .pretraining, step: 0, size: 4).captions != first[0].captions)
    #expect(
      try batches(seed: 2).batch(stage: .adversarial, step: 0, size: 4).captions
        != first[0].captions)
    #expect(first[0].scene == nil)
    #expect(first[0].isTrue == nil)
  }

  @Test func captionsAreTrueOfThePicturesThatHaveThem() throws {
    let batch = try batches().batch(stage: .pretraining, step: 0, size: 24)
    let isTrue = try #require(batch.isTrue)
    let captions = batch.captions + batch.wrongCaptions
    #expect(batch.pictures.shape == [24, 16, 16, 3])
    for (place, row) in isTrue.enumerated() {
      #expect(row.count == 48)
      #expect(row[place])
      #expect(!row[24 + place])
      for other in 0..<24 where captions[other] == captions[place] { #expect(row[other]) }
    }
    // 24 of 9 pictures: some captions are true of several.
    #expect(isTrue.joined().count { $0 } > 24)
  }

  @Test func theTokenizerLearnsFromTrainingCaptionsAlone() {
    let captions = data.captions(count: 1000, seed: 0)
    #expect(captions.count == 12)
    #expect(!captions.contains { $0.contains("gray") })
    #expect(
      data.captions(count: 4, seed: 0) == [captions[0], captions[3], captions[6], captions[9]])
    #expect(TrainingData.shapes.captions(count: 5, seed: 7).count == 5)
  }

  @Test func aResumedTrainingGivesTheSameBits() throws {
    let spec = try spec(#""name": "emoji""#)
    let straight = try Trainer(spec, on: data)
    #expect(try straight.run(Watcher()))
    try withTemporaryFolder { folder in
      let first = try Trainer(spec, on: data)
      #expect(try !first.run(Watcher(stoppingAfter: 3)))
      try writeFile(first.serializedState(), to: "\(folder)/state.safetensors")
      let second = try Trainer(spec, on: data, resuming: "\(folder)/state.safetensors")
      #expect(try second.run(Watcher()))
      #expect(second.serializedState() == straight.serializedState())
    }
  }

  @Test func specsSayWhatDoesNotGoTogether() throws {
    #expect(try spec(#""name": "folder", "path": "pictures""#).dataset.path == "pictures")
    for (dataset, fault) in [
      (#""name": "folder""#, "$.dataset.path: expected the folder's path, found none"),
      (#""name": "emoji", "path": "x""#, "$.dataset.path: expected no path with emoji, found x"),
      (#""name": "emojis""#, #"$.dataset.name: expected one of "shapes", "fashion-mnist""#),
    ] {
      let error = #expect(throws: SpecError.self) { try spec(dataset) }
      #expect(error?.description.contains(fault) == true, "\(error?.description ?? "")")
    }
    let misplacing = #expect(throws: SpecError.self) {
      try spec(#""name": "emoji""#, pretraining: #", "misplacingCaptions": true"#)
    }
    #expect(
      misplacing?.problems.map(\.path) == ["$.textEncoder.pretraining.misplacingCaptions"])
    let slots = #expect(throws: SpecError.self) { try spec(#""name": "emoji""#, recipe: "slots") }
    #expect(slots?.problems.first?.path == "$.recipe")
    #expect(slots?.problems.first?.expected.contains("slots learn from layouts") == true)
  }

  @Test func pathsOfFoldersCountFromTheSpec() throws {
    try withTemporaryFolder { folder in
      let train = text(#""name": "folder", "path": "pictures""#, recipe: "gan-cls")
      try makeFolder("\(folder)/specs")
      try writeFile(Array(train.utf8), to: "\(folder)/specs/train.json")
      let sweep = """
        {"kind": "sweep", "name": "s", "base": "specs/train.json"}
        """
      try writeFile(Array(sweep.utf8), to: "\(folder)/sweep.json")
      let swept = try LoadedExperiment(spec: "\(folder)/sweep.json").experiment.config
      #expect(swept["base"]?["dataset"]?["path"] == .string("\(folder)/specs/pictures"))
      let arms = """
        {"kind": "sweep", "name": "s", "base": "specs/train.json",
         "arms": [{"name": "a", "set": {"dataset.path": "other", "training.steps": 3}},
                  {"name": "b", "set": {"$.dataset.path": "third"}}],
         "grid": [{"path": "dataset.path", "values": ["one", "/two"]},
                  {"path": "dataset", "values": [{"name": "folder", "path": "four"}]}]}
        """
      try writeFile(Array(arms.utf8), to: "\(folder)/arms.json")
      let set = try LoadedExperiment(spec: "\(folder)/arms.json").experiment.config
      #expect(
        set["arms"]?.elements?.first?["set"]
          == ["dataset.path": .string("\(folder)/other"), "training.steps": 3])
      #expect(set["grid"]?.elements?.first?["values"] == [.string("\(folder)/one"), "/two"])
      #expect(
        set["arms"]?.elements?.last?["set"] == ["$.dataset.path": .string("\(folder)/third")])
      #expect(
        set["grid"]?.elements?.last?["values"]
          == [["name": "folder", "path": .string("\(folder)/four")]])
      let laidOver = try LoadedExperiment(
        spec: "\(folder)/sweep.json", overrides: ["base.dataset.path=five"]
      ).experiment.config
      #expect(laidOver["base"]?["dataset"]?["path"] == .string("\(folder)/five"))
      let loaded = try LoadedExperiment(spec: "\(folder)/specs/train.json")
      #expect(loaded.experiment.config["dataset"]?["path"] == .string("\(folder)/specs/pictures"))
      let moved = try LoadedExperiment(
        spec: "\(folder)/specs/train.json", overrides: ["dataset.path=/elsewhere"])
      #expect(moved.experiment.config["dataset"]?["path"] == "/elsewhere")
    }
  }

  @Test func aFolderIsOpenedUnlessItHasNothingToTrainOn() throws {
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/pets")
      let spec = DatasetSpec(name: .folder, path: "\(folder)/pets")
      let error = try #require(throws: InputError.self) { try captionedPictures(for: spec) }
      #expect(error.kind == .invalid)
      for (name, side) in [("cat", 20), ("dog", 30)] {
        let picture = RGBImage(
          width: side, height: 20, color: RGBColor(red: 9, green: 8, blue: 7))
        try PNG.write(picture, to: "\(folder)/pets/\(name).png")
        try writeFile("a \(name)\n".utf8, to: "\(folder)/pets/\(name).txt")
      }
      #expect(try captionedPictures(for: spec)?.entries.flatMap(\.captions) == ["a cat", "a dog"])
    }
    #expect(try captionedPictures(for: DatasetSpec(name: .shapes)) == nil)
  }

  private func spec(
    _ dataset: String, recipe: String = "gan-cls", pretraining: String = ""
  ) throws -> TrainingSpec {
    let text = text(dataset, recipe: recipe)
      .replacing(#""batchSize": 2}},"#, with: #""batchSize": 2\#(pretraining)}},"#)
    let json = try JSONValue.parse(Array(text.utf8), path: "tiny.json")
    return try readSpec(TrainingSpec.self, from: json, path: "tiny.json").spec
  }

  private func text(_ dataset: String, recipe: String) -> String {
    """
    {"kind": "train", "name": "tiny", "recipe": "\(recipe)", "dataset": {\(dataset), "size": 16},
     "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 64, "length": 8,
       "pretraining": {"steps": 2, "batchSize": 2}},
     "generator": {"channels": 4}, "training": {"steps": 3, "batchSize": 2}}
    """
  }
}
