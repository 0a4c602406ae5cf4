import Datasets
import Files
import Foundation
import Imaging
import TestSupport
import Testing

/// Training on the real data sets, where they are installed.
@Suite struct CaptionedRunTests {
  static let isInstalled =
    fileExists(NotoEmoji.defaultFont) && fileExists(NotoEmoji.defaultList)

  /// The spec of a tiny training on a data set that is installed.
  private func spec(_ dataset: String) -> String {
    spec(dataset: "{\"name\": \"\(dataset)\", \"size\": 16}", text: "")
  }

  /// The spec of a tiny training on a folder of few words.
  private func spec(folder: String) -> String {
    spec(
      dataset: "{\"name\": \"folder\", \"path\": \"\(folder)\", \"size\": 16}",
      text: ", \"vocabularySize\": 64")
  }

  private func spec(dataset: String, text: String) -> String {
    """
    {"kind": "train", "name": "tiny", "recipe": "gan-cls",
     "dataset": \(dataset),
     "textEncoder": {"width": 16, "heads": 2, "layers": 1, "length": 16\(text),
       "pretraining": {"steps": 2, "batchSize": 4}},
     "generator": {"channels": 4},
     "training": {"steps": 3, "batchSize": 2, "sampleEvery": 2, "evaluateEvery": 2},
     "evaluation": {"promptsPerTag": 2, "finalPromptsPerTag": 3, "finalSeeds": 1}}
    """
  }

  private func json(_ path: String) throws -> JSONValue {
    try JSONValue.parse(readFile(path), path: path)
  }

  @Test(.enabled(if: isInstalled)) func emojiTrainAndAreCheckedBeforeTheyAreDrawnAgain() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(spec("emoji").utf8), to: "\(folder)/tiny.json")
      let run = try limn("run", "tiny.json", "--keep", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("limn: score at step 4: 0."))
      let path = "\(folder)/runs/00000-tiny"
      #expect(fileExists("\(path)/samples/00000004.png"))
      let scores = try json("\(path)/scores.json")
      #expect(scores["metric"]?["name"] == "r-precision-by-own-encoders")
      #expect(scores["ceiling"]?["unseen"]?["mean"]?.double != nil)
      let record = try json("\(path)/run.json")
      #expect(record["dataset"]?["name"] == "emoji")
      let count = try #require(record["dataset"]?["pictures"]?.int)
      #expect(count > 1000)
      let drawn = try limn(
        "generate", "a cat face", "--model", "\(path)/model.safetensors", "-o", "cat.png",
        in: folder)
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(drawn.errors.isEmpty)
      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.status == 0, "\(rerun.errors)")
      #expect(rerun.output == "runs/00001-tiny\nidentical\n")

      let hash = try #require(record["dataset"]?["sha256"]?.string)
      for file in ["runs/00000-tiny/run.json", "record.json"] {
        let text = String(decoding: try readFile("\(folder)/\(file)"), as: UTF8.self)
        let edited = text.replacingOccurrences(of: hash, with: "0123")
          .replacingOccurrences(of: #""status": "completed""#, with: #""status": "interrupted""#)
        try writeFile(Array(edited.utf8), to: "\(folder)/\(file)")
      }
      let fault =
        "data set emoji: expected the recorded data, \(count) pictures of SHA-256 0123"
      let changed = try limn("rerun", "record.json", in: folder)
      #expect(changed.status == 102)
      #expect(changed.errors.contains(fault))
      let resumed = try limn("resume", "0", in: folder)
      #expect(resumed.status == 102)
      #expect(
        resumed.errors.hasPrefix("limn: \(fault), found \(count) pictures of SHA-256 \(hash)"))
    }
  }

  @Test func aFolderTrainsWithoutItsDamagedPicture() throws {
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/pets")
      for (index, name) in ["cat", "dog", "hen", "pig", "cow", "fox"].enumerated() {
        let picture = RGBImage(
          width: 20, height: 20, color: RGBColor(red: UInt8(index * 30), green: 8, blue: 90))
        var bytes = try PNG.encode(picture)
        // Its header is whole, so it is found out only when it is read.
        if name == "dog" { bytes.removeLast(30) }
        try writeFile(bytes, to: "\(folder)/pets/\(name).png")
        try writeFile(
          "a \(name)\nthe picture of a \(name)\n".utf8, to: "\(folder)/pets/\(name).txt")
      }
      try writeFile(spec(folder: "pets").utf8, to: "\(folder)/tiny.json")
      let run = try limn("run", "tiny.json", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == "runs/00000-tiny\n")
      let fault = "left out: pets/dog.png: expected a whole PNG picture"
      #expect(run.errors.components(separatedBy: fault).count == 2, "\(run.errors)")
      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.output == "runs/00001-tiny\nidentical\n", "\(rerun.errors)")
      // The recorded path of the folder counts from where the run was.
      let path = "\(folder)/runs/00000-tiny"
      let elsewhere = try limn("rerun", path)
      #expect(elsewhere.output == "\(folder)/runs/00002-tiny\nidentical\n", "\(elsewhere.errors)")

      let untaught = try limn(
        "run", "tiny.json", "--set", "textEncoder.pretraining.steps=0", in: folder)
      #expect(untaught.errors.contains("scores by the run's own encoders tell nothing"))
      #expect(!run.errors.contains("tell nothing"))

      try writeFile("an old cat\n".utf8, to: "\(folder)/pets/cat.txt")
      let advice = "; go by the recorded spec all the same with --despite-changes\n"
      let changed = try limn("rerun", "0", in: folder)
      #expect(changed.status == 102)
      #expect(changed.errors.hasSuffix(advice), "\(changed.errors)")
      let other = try limn("rerun", "0", "--despite-changes", in: folder)
      #expect(other.status == 104)
      #expect(other.errors.contains("limn: guarantee: tolerance (dataset: "), "\(other.errors)")
      // Without data there is nothing to go on with.
      try FileManager.default.removeItem(atPath: "\(folder)/pets")
      let gone = try limn("rerun", "0", in: folder)
      #expect(gone.status == 102)
      #expect(!gone.errors.contains(advice), "\(gone.errors)")
    }
  }

  @Test func aClassThatIsNeverSeenIsWarnedOf() throws {
    try withTemporaryFolder { folder in
      for name in ["cats/1", "cats/2", "dogs/1", "dogs/2", "hens/1", "hens/2"] {
        try makeFolder(folderName("\(folder)/pets/\(name)"))
        try PNG.write(RGBImage(width: 20, height: 20), to: "\(folder)/pets/\(name).png")
        try writeFile("one of \(name)\n".utf8, to: "\(folder)/pets/\(name).txt")
      }
      try writeFile(spec(folder: "pets").utf8, to: "\(folder)/tiny.json")
      let run = try limn("run", "tiny.json", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        run.errors.contains(
          "limn: warning: training never sees a picture of dogs: pets gives no "),
        "\(run.errors)")
    }
  }

  /// A folder of flat red and blue pictures, eight to train on and four held out of each, and the
  /// spec of a training on them with the given figures.
  private func writeSwatches(figures: String, in folder: String) throws {
    try makeFolder("\(folder)/swatches")
    var lines: [String] = []
    for index in 0..<24 {
      let shade = UInt8(4 * index)
      let color =
        index % 2 == 0
        ? RGBColor(red: 255 - shade, green: shade, blue: 0)
        : RGBColor(red: 0, green: shade, blue: 255 - shade)
      try PNG.write(
        RGBImage(width: 20, height: 20, color: color), to: "\(folder)/swatches/\(index).png")
      let concept = index % 2 == 0 ? "red" : "blue"
      lines.append(
        """
        {"file_name": "\(index).png", "captions": ["a \(concept) square", "\(concept)"], \
        "concept": "\(concept)", "split": "\(index < 16 ? "train" : "test")"}
        """)
    }
    try writeFile(lines.joined(separator: "\n").utf8, to: "\(folder)/swatches/metadata.jsonl")
    let text = spec(folder: "swatches")
      .replacingOccurrences(of: #""finalSeeds": 1"#, with: "\"finalSeeds\": 1, \(figures)")
    try writeFile(text.utf8, to: "\(folder)/tiny.json")
  }

  /// `limn` with a network for features that is too narrow to mean anything, or another.
  private func limnWithFeatures(
    _ arguments: String..., features: String? = nil, in folder: String
  ) throws -> Outcome {
    return try CommandLineTests.run(
      program: "/usr/bin/env",
      ["LIMN_FEATURES=\(features ?? narrowFeatures)", programPath()] + arguments, input: "",
      in: folder)
  }

  @Test func figuresOverSetsOfPicturesGoIntoTheRecord() throws {
    try withTemporaryFolder { folder in
      try writeSwatches(
        figures: #""figures": ["kid", "diversity", "classification"], "pictures": 12"#, in: folder)
      let run = try limnWithFeatures("run", "tiny.json", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let path = "\(folder)/runs/00000-tiny"
      let scores = try json("\(path)/scores.json")
      let figures = try #require(scores["figures"]?.elements)
      let names: [JSONValue] = ["kid", "diversity", "classification", "classification-real"]
      #expect(figures.map { $0["name"] } == names)
      #expect(figures[0]["deviation"]?.double != nil)
      #expect(figures[2]["low"]?.double != nil)
      #expect(figures[3]["value"] == 1)
      let record = try json("\(path)/run.json")
      let metrics = try #require(record["metrics"]?.elements)
      #expect(metrics.suffix(4).map { $0["name"] } == names)
      #expect(metrics.suffix(4).map { $0["value"]?.double } == figures.map { $0["value"]?.double })
      let hash = try #require(record["dataset"]?["sha256"]?.string)
      let signature = try #require(metrics.last?["signature"]?.string)
      #expect(signature.hasPrefix("classification/1|features:narrow-"))
      #expect(
        signature.hasSuffix(
          "|n:12/8|seeds:0+1n|classes:2|classifier:ridge-0.1|training:12, "
            + "swatches \(hash.prefix(12)), held out"), "\(signature)")
      let shown = try limn("runs", "show", "0", in: folder).output
      #expect(shown.contains("classification-real  1.000  "))
      let rerun = try limnWithFeatures("rerun", "0", in: folder)
      #expect(rerun.output == "runs/00001-tiny\nidentical\n", "\(rerun.errors)")
    }
  }

  @Test func figuresThatCannotBeComputedLeaveNoRun() throws {
    try withTemporaryFolder { folder in
      try writeSwatches(figures: #""figures": ["kid"]"#, in: folder)
      let missing = try limnWithFeatures("run", "tiny.json", features: "none", in: folder)
      #expect(missing.status == 66)
      #expect(
        missing.errors
          == "limn: none: expected the features that LIMN_FEATURES names, found no such file; "
          + "make it: scripts/setup-features\n")
      try writeSwatches(figures: #""figures": ["fid"], "pictures": 1000"#, in: folder)
      let few = try limnWithFeatures("run", "tiny.json", in: folder)
      #expect(few.status == 65)
      #expect(few.errors.contains("expected at least 2048 pictures for fid, found 1000"))
      let sweep = #"{"kind": "sweep", "name": "s", "base": "tiny.json", "seeds": [0]}"#
      try writeFile(sweep.utf8, to: "\(folder)/sweep.json")
      let swept = try limnWithFeatures("run", "sweep.json", in: folder)
      #expect(swept.status == 65)
      #expect(!fileExists("\(folder)/runs"))
    }
  }

  @Test(arguments: ["fashion-mnist", "emoji"]) func previewsShowWhatIsInstalled(
    _ name: String
  ) throws {
    let isThere = name == "emoji" ? Self.isInstalled : fileExists(FashionMNIST.defaultFolder)
    try withTemporaryFolder { folder in
      let outcome = try limn(
        "dataset", "preview", "--name", name, "-n", "2", "--size", "32", in: folder)
      if isThere {
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "\(name).png\n")
      } else {
        #expect(outcome.status == 66)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasSuffix("install it with: scripts/setup-data \(name)\n"))
      }
    }
  }

  @Test(.enabled(if: !isInstalled)) func anAbsentDataSetLeavesNoRun() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(spec("emoji").utf8), to: "\(folder)/tiny.json")
      let run = try limn("run", "tiny.json", in: folder)
      #expect(run.status == 66)
      #expect(run.errors.hasSuffix("install it with: scripts/setup-data emoji\n"))
      #expect(!fileExists("\(folder)/runs"))
    }
  }
}
