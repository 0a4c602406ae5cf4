import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import TestSupport
import Testing
import TextToImage

/// Judges of a folder of captioned pictures, and `limn evaluate --judge`.
@Suite struct JudgedRetrievalTests {
  private static let names = ["cat", "dog", "hen", "pig", "cow", "fox"]

  /// A folder with the pictures "pets", six equal ones of which two are held out, and the spec of
  /// a tiny judge of them.
  private func withPets(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/pets")
      let picture = RGBImage(
        width: 20, height: 20, color: RGBColor(red: 200, green: 60, blue: 20))
      let lines = try Self.names.enumerated().map { index, name in
        try PNG.write(picture, to: "\(folder)/pets/\(name).png")
        return """
          {"file_name": "\(name).png", "text": "the picture of a \(name)", "concept": "\(name)", \
          "split": "\(index < 4 ? "train" : "test")"}
          """
      }
      try writeFile(lines.joined(separator: "\n").utf8, to: "\(folder)/pets/metadata.jsonl")
      let spec = """
        {"kind": "judge", "name": "judge", "learnsFrom": "all",
         "dataset": {"name": "folder", "path": "pets", "size": 16},
         "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 64, "length": 16,
           "pretraining": {"steps": 3, "batchSize": 4}}, "logEvery": 3}
        """
      try writeFile(spec.utf8, to: "\(folder)/judge.json")
      try body(folder)
    }
  }

  /// The model that draws a square whatever its caption says, as if trained on the pets.
  private func writeSquareModel(seed: Int = 0, in folder: String) throws {
    let pets = try FolderPictures(folder: "\(folder)/pets")
    let provenance: JSONValue = [
      "name": "square",
      "spec": [
        "seed": .integer(seed), "dataset": ["name": "folder", "path": "pets", "size": 64],
      ],
      "dataset": [
        "name": "pets", "pictures": .integer(pets.entries.count), "sha256": .string(pets.hash),
      ],
    ]
    try writeFile(squareModel(provenance: provenance), to: "\(folder)/square.safetensors")
  }

  private func evaluate(
    _ more: String..., judge: String = "judge.safetensors", in folder: String
  ) throws -> Outcome {
    try run(
      program: programPath(),
      ["evaluate", "--judge", judge, "--model", "square.safetensors"] + more, input: "", in: folder)
  }

  @Test func theOracleRefusesAModelOfCaptionedPictures() throws {
    try withPets { folder in
      try writeSquareModel(in: folder)
      let outcome = try limn("evaluate", "--model", "square.safetensors", in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "limn: square.safetensors: expected a model of the Shapes world, which the built-in "
          + "prompts are of, found one that learned from pets; score it with --judge JUDGE, or with "
          + "--against and a data set or folder\n")
    }
  }

  @Test func aJudgeOfAFolderTrainsAndRerunsIdentical() throws {
    try withPets { folder in
      let run = try limn("run", "judge.json", "--keep", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == "runs/00000-judge\n")
      #expect(
        run.errors.contains("limn: own caption first, pictures blurred: training 0."),
        "\(run.errors)")
      let record = try JSONValue.parse(
        readFile("\(folder)/record.json"), path: "record.json")
      #expect(record["dataset"]?["name"] == "pets")
      #expect(record["scores"]?["captions"] == 6)
      let plain = record["scores"]?["scores"]?["plain"]
      #expect(plain?["seen"]?["images"] == 4)
      #expect(plain?["unseen"]?["images"] == 2)
      // All pictures are alike, so one of all captions is nearest to each.
      let seen = try #require(plain?["seen"]?["mean"]?.double)
      let unseen = try #require(plain?["unseen"]?["mean"]?.double)
      #expect(4 * seen + 2 * unseen == 1)
      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.output == "runs/00001-judge\nidentical\n", "\(rerun.errors)")
      let kept = try limn("rerun", "record.json", in: folder)
      #expect(kept.output == "runs/00002-judge\nidentical\n", "\(kept.errors)")
      try FileManager.default.removeItem(atPath: "\(folder)/pets/fox.png")
      #expect(try limn("rerun", "0", in: folder).status == 102)
    }
  }

  /// How many of three pictures of each question, drawn with seeds of its own, lie nearest to its
  /// caption.
  private func rightPictures(in folder: String) throws -> Int {
    let model = try Model.load("\(folder)/square.safetensors")
    let judge = try StoredJudge("\(folder)/judge.safetensors").judge
    let test = CaptionRetrieval(
      try FolderPictures(folder: "\(folder)/pets"), perSide: 500, choices: 100, seed: 0)
    return try test.questions.enumerated().reduce(0) { right, numbered in
      let (number, question) = numbered
      return try right
        + (0..<3).count { seed in
          let picture = judge.vector(
            of: model.picture(
              of: try model.read(question.caption).text, seed: UInt64(1000 * number + seed)))
          return try question.isFirst { try picture.cosine(with: judge.read($0).vector) }
        }
    }
  }

  @Test func eachCaptionHasPicturesOfItsOwn() throws {
    try withPets { folder in
      #expect(try limn("run", "judge.json", "--keep", in: folder).status == 0)
      try writeSquareModel(in: folder)
      let hash = sha256(try readFile("\(folder)/judge.safetensors"))
      let outcome = try evaluate("--seed", "0-2", "--json", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let json = try JSONValue.parse(outcome.output.utf8, path: "output")
      let data = try #require(json["dataset"]?["sha256"]?.string)
      #expect(json["judge"]?["sha256"] == .string(hash))
      #expect(
        json["signature"]
          == .string(
            "r-precision-of-captions-by-judge-\(hash.prefix(8))/1|pets \(data.prefix(12))"
              + "|captions:4+2 among 6.0|seeds:0-2+1000n|side:64"))
      let near = try evaluate("--seed", "0-2", "--truncation", "0.5", "--json", in: folder)
      #expect(near.output.contains("|seeds:0-2+1000n|truncation:0.5|side:64"), "\(near.errors)")
      let right = try Double(rightPictures(in: folder))
      for (part, right) in [("scores", right), ("ceiling", 1)] {
        func shares(_ side: String) throws -> Double {
          let scores = try #require(json[part]?[side])
          let mean = try #require(scores["mean"]?.double)
          let images = try #require(scores["images"]?.double)
          #expect(scores["prompts"] == (side == "seen" ? 4 : 2))
          return mean * images
        }
        #expect(abs(try shares("seen") + shares("unseen") - right) < 1e-9, "\(part)")
      }
      let table = try evaluate("--seed", "0-2", in: folder)
      let lines = table.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(
        lines[0].split(separator: " ").joined(separator: " ")
          == "r-precision 95% interval ceiling floor captions pictures")
      #expect(lines[1].hasPrefix("training  ") && lines[1].hasSuffix("  12"))
      #expect(lines[2].hasPrefix("held out  ") && lines[2].hasSuffix("  6"))
      #expect(lines[3].hasPrefix("overall   ") && lines[3].hasSuffix("  18"))
      #expect(lines[5].hasPrefix("r-precision-of-captions-by-judge-\(hash.prefix(8))/1|pets "))

      // The pictures may lie elsewhere, but must be the same.
      try FileManager.default.moveItem(
        atPath: "\(folder)/pets", toPath: "\(folder)/moved")
      #expect(try evaluate(in: folder).status == 66)
      let moved = try evaluate("--seed", "0-2", "--json", "--folder", "moved", in: folder)
      #expect(moved.output == outcome.output, "\(moved.errors)")
      try FileManager.default.removeItem(atPath: "\(folder)/moved/fox.png")
      let fewer = try evaluate("--folder", "moved", in: folder)
      #expect(fewer.status == 102)
      #expect(fewer.errors.hasPrefix("limn: data set pets: expected the recorded data, 6 pictures"))
    }
  }

  @Test func judgesThatCannotTellAreRefused() throws {
    try withPets { folder in
      #expect(try limn("run", "judge.json", "--keep", in: folder).status == 0)
      try writeSquareModel(in: folder)
      let data = try FolderPictures(folder: "\(folder)/pets").hash
      let shapes = try TinyJudge.path()
      let other = try evaluate(judge: shapes, in: folder)
      #expect(other.status == 65)
      #expect(other.output.isEmpty)
      #expect(
        other.errors
          == "limn: \(shapes): expected a judge of the model's data, pets, 6 pictures of SHA-256 "
          + "\(data), found one of the Shapes world\n")

      try writeSquareModel(seed: 1001, in: folder)
      let same = try evaluate(in: folder)
      #expect(same.status == 65)
      #expect(
        same.errors
          == "limn: judge.safetensors: expected a judge with other random numbers than the model's, "
          + "which has seed 1001, found the same seed; train one with another seed\n")

      try writeFile(squareModel(), to: "\(folder)/square.safetensors")
      let ofShapes = try evaluate(in: folder)
      #expect(ofShapes.status == 65)
      #expect(
        ofShapes.errors
          == "limn: square.safetensors: expected a model of captioned pictures, found one that names "
          + "no data set; the oracle scores models of the Shapes world, without --judge\n")
      #expect(try evaluate(judge: "square.safetensors", in: folder).status == 65)
      #expect(try evaluate(judge: "none", in: folder).status == 66)
      for options in [["--against", "pets"], ["--prompts", "p.jsonl"]] {
        let usage = try run(
          program: programPath(), ["evaluate", "--judge", "judge.safetensors"] + options, input: "",
          in: folder)
        #expect(usage.status == 64)
        #expect(usage.errors.contains("\(options[0]) does not go with --judge"))
      }
      #expect(try limn("evaluate", "--folder", "pets", in: folder).status == 64)
    }
  }
}
