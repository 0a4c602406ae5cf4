import Files
import Foundation
import TestSupport
import Testing

/// `limn evaluate --against`, with a network too narrow to mean anything.
@Suite struct DistributionTests {
  private let features = narrowFeatures

  /// A folder with the folders "a" and "b" of different scenes.
  private func withFolders(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      for (name, seed) in [("a", "1"), ("b", "2")] {
        let outcome = try limn(
          "dataset", "sample", "-n", "8", "--size", "32", "--seed", seed, "-o", name, in: folder)
        #expect(outcome.status == 0)
      }
      try body(folder)
    }
  }

  private func evaluate(_ arguments: String..., in folder: String) throws -> Outcome {
    try run(
      program: programPath(), ["evaluate", "--features", features] + arguments, input: "",
      in: folder)
  }

  private static let few =
    "balls to the 5th neighbour reach far, so that precision, recall, density and coverage say little"

  @Test func twoFoldersAreCompared() throws {
    try withFolders { folder in
      let table = try evaluate("--pictures", "a", "--against", "b", in: folder)
      #expect(table.status == 0)
      #expect(
        table.errors
          == "limn: fid is left out: it wants 2048 pictures a side, not 8; --allow-small computes it "
          + "all the same\n"
          + "limn: warning: 8 pictures and 8 references are few: \(Self.few)\n")
      let names = table.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
      #expect(names.dropFirst().prefix(5) == ["kid", "precision", "recall", "density", "coverage"])
      #expect(table.output.contains("\n\n8 pictures, 8 against\nkid/1|features:narrow-"))
      let json = try evaluate("--pictures", "a", "--against", "b", "--json", in: folder)
      let value = try JSONValue.parse(json.output.utf8, path: "output")
      #expect(value["against"]?["count"] == 8)
      #expect(value["features"]?["name"] == "narrow")
      let kid = try #require(value["figures"]?.elements?.first)
      #expect(kid["name"] == "kid")
      #expect(kid["definition"]?.string?.contains("Binkowski") == true)
      #expect(
        kid["signature"]?.string?.hasSuffix("|side:96|n:8/8|subsets:100x4|seed:0") == true)
      #expect(
        try evaluate("--pictures", "a", "--against", "b", "--json", in: folder).output
          == json.output)
    }
  }

  @Test func figuresOfClassesAreOfTrainingRuns() throws {
    try withFolders { folder in
      let refused = try evaluate(
        "--pictures", "a", "--against", "b", "--figures", "classification", in: folder)
      #expect(refused.status == 64)
      #expect(
        refused.errors.hasPrefix(
          "limn: --figures: classification is of classes, which training runs have; name it in a "
            + "spec's evaluation\n"))
    }
  }

  @Test func fewPicturesAreRefusedUnlessForced() throws {
    try withFolders { folder in
      let refused = try evaluate(
        "--pictures", "a", "--against", "b", "--figures", "fid", in: folder)
      #expect(refused.status == 65)
      #expect(refused.output.isEmpty)
      #expect(
        refused.errors
          == "limn: a: expected at least 2048 pictures for fid, found 8; ask for others with "
          + "--figures, kid for one, or force it with --allow-small\n")
      let forced = try evaluate(
        "--pictures", "a", "--against", "b", "--figures", "fid", "--allow-small", in: folder)
      #expect(forced.status == 0)
      #expect(forced.output.contains("\nfid (few pictures)  "))
      #expect(forced.output.hasSuffix("|side:96|n:8/8|small\n"))
      try makeFolder("\(folder)/c")
      try writeFile(readFile("\(folder)/a/00000.png"), to: "\(folder)/c/0.png")
      let one = try evaluate(
        "--pictures", "a", "--against", "c", "--figures", "coverage", in: folder)
      #expect(one.status == 65)
      #expect(one.errors == "limn: c: expected at least 6 pictures for coverage, found 1\n")
    }
  }

  @Test func oddFilesAreNamedAndCopiesFound() throws {
    try withFolders { folder in
      try writeFile("no picture".utf8, to: "\(folder)/b/broken.png")
      try writeFile(readFile("\(folder)/b/00003.png"), to: "\(folder)/b/twice.png")
      let outcome = try evaluate(
        "--pictures", "b", "--against", "b", "--held-out", "a", "--figures", "nearest", "--json",
        in: folder)
      #expect(outcome.status == 0)
      let lines = outcome.errors.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines[0].hasPrefix("limn: left out: b/broken.png: expected a PNG or JPEG picture"))
      #expect(lines[2] == "limn: left out: twice.png: has the pixels of 00003.png")
      let value = try JSONValue.parse(outcome.output.utf8, path: "output")
      #expect(value["pictures"]?["repeats"] == 1)
      #expect(value["against"]?["left_out"] == ["broken.png", "twice.png"])
      let figures = try #require(value["figures"]?.elements)
      #expect(
        figures.map { $0["name"] } == [
          "nearest", "nearest-held-out", "nearest-copying", "nearest-pixels",
          "nearest-pixels-held-out", "nearest-pixels-copying",
        ])
      #expect(figures.map { $0["value"] == 0 } == [true, false, false, true, false, false])
      #expect(figures[2]["value"] == 1)
      #expect(value["closest"]?["nearest"]?.elements?.count == 9)
    }
  }

  @Test func aBrokenFirstPictureIsLeftOutToo() throws {
    try withFolders { folder in
      try writeFile("no picture".utf8, to: "\(folder)/a/0.png")
      let outcome = try evaluate(
        "--pictures", "a", "--against", "b", "--figures", "coverage", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.errors.hasPrefix(
          "limn: warning: 8 pictures and 8 references are few: \(Self.few)\n"
            + "limn: left out: a/0.png: expected a PNG or JPEG picture"))
    }
  }

  @Test func aModelDrawsThePictures() throws {
    try withFolders { folder in
      try writeFile(squareModel(), to: "\(folder)/square.safetensors")
      try writeFile("a red square\na red star".utf8, to: "\(folder)/prompts.txt")
      let outcome = try evaluate(
        "--model", "square.safetensors", "--prompts", "prompts.txt", "--seed", "0-2", "--against",
        "a", "--figures", "diversity,density", "--json", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let value = try JSONValue.parse(outcome.output.utf8, path: "output")
      // Whatever is asked, a seed draws one square; no two pictures have theirs in common.
      #expect(value["pictures"]?["repeats"] == 0)
      let figures = try #require(value["figures"]?.elements)
      #expect(figures.map { $0["name"] } == ["diversity", "density"])
      #expect(try #require(figures[0]["value"]?.double) > 0)
      #expect(value["seeds"] == "0-2+1000n")
      #expect(value["model"]?["sha256"]?.string?.count == 64)
    }
  }

  @Test func whatIsMissingIsNamed() throws {
    try withFolders { folder in
      let network = try limn(
        "evaluate", "--pictures", "a", "--against", "b", "--features", "none.safetensors",
        "--figures", "kid", in: folder)
      #expect(network.status == 66)
      #expect(
        network.errors
          == "limn: none.safetensors: expected the network for features, found no such file; make it: "
          + "scripts/setup-features\n")
      let missing = try evaluate("--pictures", "a", "--against", "none", in: folder)
      #expect(missing.status == 66)
      #expect(missing.errors.hasPrefix("limn: none: expected a readable folder, found "))
      try makeFolder("\(folder)/empty")
      let empty = try evaluate("--pictures", "empty", "--against", "b", in: folder)
      #expect(empty.status == 65)
      #expect(empty.errors == "limn: empty: expected a folder of pictures, found none in it\n")
    }
  }

  @Test(arguments: [
    ["--pictures", "a", "--html", "p.html"], ["--pictures", "a", "--seed", "1"],
    ["--pictures", "a", "--against", "b", "--prompts", "p.jsonl"], ["--figures", "kid"],
    ["--allow-small"], ["--held-out", "a"],
    ["--against", "a", "--figures", "fad"], ["--against", "a", "--figures", ""],
    ["--against", "a", "--pictures", "b", "--figures", "diversity"],
    ["--against", "a", "--pictures", "b", "--model", "m.safetensors"],
    ["--against", "a", "--pictures", "b", "--held-out", "c"],
  ])
  func wrongUseIsRefused(_ arguments: [String]) throws {
    let outcome = try run(program: programPath(), ["evaluate"] + arguments, input: "", in: ".")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
  }
}
