import Datasets
import Experiments
import Files
import Language
import TestSupport
import Testing

/// Judges of captioned pictures.
@Suite struct CaptionedJudgeTests {
  private let data = TrainingData(pictures: Swatches())

  private func spec(_ members: String, pretraining: String = "") throws -> ResolvedSpec<JudgeSpec> {
    let text = """
      {"kind": "judge", "name": "j", \(members),
       "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 64, "length": 8,
         "pretraining": {"steps": 2, "batchSize": 4\(pretraining)}}}
      """
    return try readSpec(from: JSONValue.parse(Array(text.utf8), path: "j.json"), path: "j.json")
  }

  @Test func theyLearnFromTrainingPicturesUnlessTheSpecSaysAll() throws {
    let plain = try spec(#""dataset": {"name": "emoji", "size": 16}"#).spec
    #expect(plain.learnsFrom == .training)
    #expect(
      plain.augmentation
        == PictureAugmentation(translation: 0.1, scaling: 0.15, blur: 0.03, noise: 20))
    let all = try spec(#""dataset": {"name": "emoji", "size": 16}, "learnsFrom": "all""#).spec
    let (some, whole) = (try JudgeTrainer(plain, on: data), try JudgeTrainer(all, on: data))
    // The captions of the held-out concept are gray's; only the second has learned its letters.
    #expect(try some.judge.read("gray").unknownWords == ["gray"])
    #expect(try whole.judge.read("gray").unknownWords.isEmpty)
    #expect(try some.judge.read("red").unknownWords.isEmpty)
    #expect(try some.takeStep(0).allSatisfy { $0.value.isFinite })
  }

  @Test func ofTheShapesWorldNothingIsHeldOutOrChanged() throws {
    let shapes = try spec(#""dataset": {"name": "shapes", "size": 16}"#)
    #expect(shapes.json["learnsFrom"] == nil && shapes.json["augmentation"] == nil)
    for (members, path) in [
      (#""learnsFrom": "all""#, "$.learnsFrom"), (#""augmentation": {}"#, "$.augmentation"),
    ] {
      let error = try #require(throws: SpecError.self) { try spec(members) }
      #expect(error.problems.map(\.path) == [path])
      #expect(
        error.problems[0].expected
          == "nothing with the data set shapes, whose pictures are drawn anew")
    }
  }

  @Test func faultsAreToldWithTheirPlaces() throws {
    for (members, path) in [
      (#""dataset": {"name": "emojis"}"#, "$.dataset.name"),
      (#""dataset": {"name": "folder"}"#, "$.dataset.path"),
      (#""dataset": {"name": "emoji"}, "learnsFrom": "held-out""#, "$.learnsFrom"),
      (#""dataset": {"name": "emoji"}, "augmentation": {"noise": -1}"#, "$.augmentation.noise"),
      (#""dataset": {"name": "emoji"}, "augmentation": {"cutout": 1}"#, "$.augmentation.cutout"),
    ] {
      let error = try #require(throws: SpecError.self) { try spec(members) }
      #expect(error.problems.map(\.path) == [path], "\(error)")
    }
    let error = try #require(throws: SpecError.self) {
      try spec(#""dataset": {"name": "emoji"}"#, pretraining: #", "misplacingCaptions": true"#)
    }
    #expect(error.problems.map(\.path) == ["$.textEncoder.pretraining.misplacingCaptions"])
  }

  @Test func pathsOfFoldersCountFromTheSpec() throws {
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/specs")
      let text = #"{"kind": "judge", "name": "j", "dataset": {"name": "folder", "path": "pets"}}"#
      try writeFile(text.utf8, to: "\(folder)/specs/judge.json")
      let loaded = try LoadedExperiment(spec: "\(folder)/specs/judge.json")
      #expect(loaded.experiment.config["dataset"]?["path"] == .string("\(folder)/specs/pets"))
    }
  }

  @Test func changesDependOnTheirStepAndPlaceAlone() throws {
    let tokenizer = try Tokenizer.train(
      captions: data.captions(count: 1000, seed: 0), vocabularySize: 100)
    func batches(_ augmentation: PictureAugmentation?) throws -> CaptionedBatches {
      try CaptionedBatches(
        Swatches(), tokenizer: tokenizer, length: 8, side: 16, seed: 1, augmentation: augmentation)
    }
    let none = PictureAugmentation(translation: 0, scaling: 0, blur: 0, noise: 0)
    let strong = PictureAugmentation(translation: 0, scaling: 0, blur: 0, noise: 40)
    func batch(_ augmentation: PictureAugmentation?, step: Int, size: Int = 4) throws -> [Float] {
      try batches(augmentation).batch(stage: .pretraining, step: step, size: size).pictures.elements
    }
    let plain = try batch(nil, step: 1)
    #expect(try batch(none, step: 1) == plain)
    let noisy = try batch(strong, step: 1)
    #expect(noisy != plain)
    #expect(try batch(strong, step: 1) == noisy)
    #expect(try batch(strong, step: 1, size: 2) == Array(noisy.prefix(noisy.count / 2)))
    #expect(try batch(strong, step: 2) != noisy)
    // The captions are those that would be drawn without.
    #expect(
      try batches(strong).batch(stage: .pretraining, step: 1, size: 4).captions
        == batches(nil).batch(stage: .pretraining, step: 1, size: 4).captions)
  }
}
