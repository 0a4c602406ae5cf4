import Files
import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct GenerateTests {
  @Test func aPictureIsTheSameAloneAndAmongOthers() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let alone = try limn("generate", "a red circle", "--model", model, in: folder)
      #expect(alone.status == 0)
      #expect(alone.output == "a-red-circle-s0.png\n")
      #expect(alone.errors.isEmpty)
      let many = try limn(
        "generate", "two stars", "a red circle", "--seed", "1,0", "--model", model, "-o",
        "many/{index}.png", in: folder)
      #expect(many.status == 1)
      #expect(many.errors.hasPrefix("limn: many/0.png: expected a place that can be written"))
      let all = try limn(
        "generate", "two stars", "a red circle", "--seed", "1,0", "--model", model, "-o", "many",
        in: folder)
      #expect(all.status == 0)
      #expect(
        all.output == "many/two-stars-s1.png\nmany/two-stars-s0.png\n"
          + "many/a-red-circle-s1.png\nmany/a-red-circle-s0.png\n")
      #expect(try bytes("many/a-red-circle-s0.png", folder) == bytes("a-red-circle-s0.png", folder))
      #expect(try bytes("many/a-red-circle-s1.png", folder) != bytes("a-red-circle-s0.png", folder))
    }
  }

  /// More than 64 pictures are drawn by three threads, if there may be so many.
  @Test func manyPicturesAreTheSameOnSeveralThreadsAndInOrder() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      func draw(_ threads: String) throws -> Outcome {
        try run(
          program: programPath(),
          [
            "generate", "a red circle", "a zebra", "--seed", "0-39", "--model", model, "-o",
            "\(threads)/",
          ], input: "", in: folder,
          environment: oneThread.merging(["OMP_NUM_THREADS": threads]) { $1 })
      }
      let (one, three) = (try draw("1"), try draw("3"))
      #expect(one.status == 0)
      #expect(three.status == 0)
      // One of several prompts is named.
      #expect(
        three.errors
          == ofZebras.replacing("\"zebra\"", with: "\"zebra\" in \"a zebra\"")
          .replacing("the prompt names", with: "\"a zebra\" names"))
      let paths = three.output.split(separator: "\n")
      #expect(
        paths.map { $0.dropFirst(2) } == one.output.split(separator: "\n").map { $0.dropFirst(2) })
      #expect(paths.count == 80)
      #expect(paths[0] == "3/a-red-circle-s0.png")
      #expect(paths[79] == "3/a-zebra-s39.png")
      for path in paths {
        let name = path.dropFirst(2)
        #expect(try bytes("1/\(name)", folder) == bytes("3/\(name)", folder))
      }
    }
  }

  @Test func filesSayWhatTheyFollowFrom() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let drawn = try limn(
        "generate", "a red circle", "--model", model, "-o", "a.png", "--json", in: folder)
      #expect(drawn.status == 0)
      #expect(drawn.output.hasPrefix(#"{"height":16,"model":{"name":"tiny","sha256":""#))
      #expect(drawn.output.contains(#""path":"a.png","pixels_sha256":""#))
      #expect(drawn.output.contains(#""truncated":false,"truncation":1,"unknown_words":[]"#))
      let said = try limn("inspect", "a.png", "--json", in: folder).output
      #expect(said.contains(#""pixels_match":true"#))
      #expect(said.contains(#""parameters":"a red circle\nSeed: 0, Size: 16x16, Model hash: "#))
      #expect(said.contains(#""Software":"limn "#))
      let grid = try limn(
        "generate", "a red circle", "two stars", "--seed", "0-2", "--grid", "-o", "g.png",
        "--model", model, in: folder)
      #expect(grid.output == "g.png\n")
      let layout = try limn("inspect", "g.png", "--json", in: folder).output
      #expect(layout.contains(#""limn_grid":{"columns":3,"pictures":[{"#))
      #expect(layout.contains(#""rows":2"#))
    }
  }

  @Test func sheetsTellPromptsAndSeedsAndRerun() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let drawn = try limn(
        "generate", "a red circle", "a star", "-n", "2", "--grid", "--labels", "--model", model,
        in: folder)
      #expect(drawn.status == 0, "\(drawn.errors)")
      let path = try #require(drawn.output.split(separator: "\n").first.map(String.init))
      #expect(path.hasSuffix("-s0-1-sheet.png"))
      // Pictures of 16 by 16 pixels, eight times as large, and words before and under them.
      let image = try PNG.read("\(folder)/\(path)").image
      #expect(image.width > 2 * 128 + 160)
      #expect(image.height > 2 * (128 + 16))
      let rerun = try limn("rerun", path, "--model", model, "-o", "again.png", in: folder)
      #expect(rerun.output == "again.png\nidentical\n", "\(rerun.errors)")
      #expect(try readFile("\(folder)/again.png") == readFile("\(folder)/\(path)"))
    }
  }

  @Test func sheetsOfWaysRerunToo() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let drawn = try limn(
        "generate", "a red circle", "a star", "--interpolate", "--frames", "3", "--labels",
        "--model", model, "-o", "ways.png", in: folder)
      #expect(drawn.output == "ways.png\n", "\(drawn.errors)")
      // Pictures of 16 by 16 pixels, twelve times as large.
      #expect(try PNG.read("\(folder)/ways.png").image.width == 16 + 3 * (192 + 16))
      let rerun = try limn("rerun", "ways.png", "--model", model, "-o", "again.png", in: folder)
      #expect(rerun.output == "again.png\nidentical\n", "\(rerun.errors)")
      #expect(try readFile("\(folder)/again.png") == readFile("\(folder)/ways.png"))
    }
  }

  @Test func aPreviewIsThePictureOnStandardError() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let shown = try limn(
        "generate", "a red circle", "--preview", "-o", "a.png", "--model", model, in: folder)
      #expect(shown.status == 0)
      #expect(shown.output == "a.png\n")
      #expect(try shown.errors == TerminalPreview.render(PNG.read("\(folder)/a.png").image))
    }
  }

  @Test func foldersStandForWhatIsInThem() throws {
    _ = try TinyRun.model()
    try withTemporaryFolder { folder in
      let words = try limn(
        "generate", "a", "pink", "circle", "--model", TinyRun.folder, in: folder)
      #expect(words.status == 0)
      #expect(
        words.errors.hasPrefix(
          "limn: warning: 3 prompts of one word each; put a sentence in quotes\n"))
      let names = try limn("generate", "heart", "star", "ring", "-m", TinyRun.folder, in: folder)
      #expect(names.status == 0)
      #expect(names.errors.isEmpty, "\(names.errors)")
      let file = try limn("generate", "circle-s0.png", "--model", TinyRun.folder, in: folder)
      #expect(file.errors.hasPrefix("limn: warning: \"circle-s0.png\" is drawn as a prompt; "))
      try makeFolder("\(folder)/mine")
      try writeFile(tinySpec.utf8, to: "\(folder)/mine/experiment.json")
      let spec = try limn("run", "mine", "--set", "none=1", in: folder)
      #expect(spec.status == 65)
      #expect(spec.errors.hasPrefix("limn: mine/experiment.json: 1 problem\n"), "\(spec.errors)")
    }
  }

  @Test func aModelThatTheEnvironmentNamesAndIsNotThereIsToldOf() throws {
    let outcome = try run(
      program: programPath(), ["generate", "a star"], input: "", in: ".",
      environment: oneThread.merging(["LIMN_MODEL": "gone.safetensors"]) { $1 })
    #expect(outcome.status == 66)
    #expect(
      outcome.errors
        == "limn: gone.safetensors: expected the model that LIMN_MODEL names, found no such file\n")
  }

  private let ofZebras = """
    limn: warning: the model never saw "zebra"
    limn: warning: the prompt names no shape; shapes are circle, square, triangle, star, heart, \
    cross, diamond and ring

    """

  @Test func aMisspeltModelIsRecognized() throws {
    let experiments = "\(packageRoot)/experiments"
    let models = try namesInFolder(experiments)
      .filter { fileExists("\(experiments)/\($0)/model.safetensors") }
    #expect(models.contains("emoji-64"))
    try withTemporaryFolder { folder in
      let outcome = try limn("generate", "a cat", "--model", "emoji-65", in: folder)
      #expect(outcome.status == 66)
      #expect(
        outcome.errors
          == "limn: emoji-65: expected a model, its folder, a run in runs, or one that ships: "
          + "\(models.joined(separator: ", ")), found none; did you mean emoji-64?\n")
    }
  }

  @Test(arguments: ["latest", "0", "tiny"]) func aRunIsAModelToo(_ name: String) throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/runs", withDestinationPath: "\(TinyRun.folder)/runs")
      let byName = try limn("generate", "a ring", "-o", "a.png", "--model", name, in: folder)
      #expect(byName.status == 0, "\(byName.errors)")
      let byFile = try limn(
        "generate", "a ring", "-o", "b.png", "--model", try TinyRun.model(), in: folder)
      #expect(byFile.status == 0)
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a.png"))
          == Data(contentsOf: URL(fileURLWithPath: "\(folder)/b.png")))
    }
  }

  @Test func aRunIsMeantByItsWholeNameAlone() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      for name in ["00000-tiny", "00001-tiny", "00002-shapes-of-mine"] {
        let run = "\(folder)/runs/\(name)"
        try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: "\(run)/model.safetensors", withDestinationPath: model)
      }
      let several = try limn("generate", "a ring", "--model", "tiny", in: folder)
      #expect(several.status == 65)
      #expect(
        several.errors.contains("found runs of this name: 00000-tiny, 00001-tiny; name it by"))
      for name in ["shapes", ""] {
        #expect(try limn("generate", "a ring", "--model", name, in: folder).status != 0)
      }
    }
  }

  @Test func wordsTheModelNeverSawAreNamed() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let outcome = try limn(
        "generate", "a zebra", "-n", "2", "--model", model, "-o", "out", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.errors == ofZebras)
      let mistyped = try limn(
        "generate", "a rde circel", "--model", model, "-o", "typed.png", in: folder)
      #expect(
        mistyped.errors == "limn: warning: the model never saw \"rde\", \"circel\"; "
          + "did you mean \"red\", \"circle\"?\n")
      // What is meant has no shape either.
      let none = try limn("generate", "a rde", "--model", model, "-o", "none.png", in: folder)
      #expect(
        none.errors.hasPrefix(
          "limn: warning: the model never saw \"rde\"; did you mean \"red\"?\n"
            + "limn: warning: the prompt names no shape; "))
      let long = try limn(
        "generate", "-", "--model", model, "-o", "long.png",
        input: "a red circle above a blue square beside a star and a heart\n", in: folder)
      #expect(long.status == 0)
      #expect(
        long.errors.contains(
          "limn: warning: the prompt is long; only its first 15 pieces were read\n"))
    }
  }

  @Test func nothingIsOverwritten() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      try Data("keep".utf8).write(to: URL(fileURLWithPath: "\(folder)/a.png"))
      let refused = try limn("generate", "x", "-o", "a.png", "--model", model, in: folder)
      #expect(refused.status == 73)
      #expect(refused.output.isEmpty)
      #expect(
        refused.errors == "limn: a.png: expected no file, found one; replace it with --force\n")
      #expect(try bytes("a.png", folder) == Data("keep".utf8))
      let forced = try limn(
        "generate", "x", "-o", "a.png", "--model", model, "--force", in: folder)
      #expect(forced.status == 0)
    }
  }

  @Test(arguments: [
    "", " \u{9}", "a\nb", String(repeating: "word ", count: 10_000),
  ])
  func promptsThatCannotBeDrawnAreBadData(_ prompt: String) throws {
    let outcome = try limn("generate", prompt, "--model", "none.safetensors")
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("limn: prompt 1: expected a prompt"))
  }

  @Test(arguments: [
    ["generate"], ["generate", "a", "--seed", "x"], ["generate", "a", "--seed", "3-1"],
    ["generate", "a", "-n", "0"], ["generate", "a", "--truncation", "2"],
    ["generate", "a", "-", "-o", "x"], ["generate", "a", "-o", "{name}.png"],
    ["run"], ["run", "a.json", "--set", "x"], ["run", "a.json", "--json"], ["resume"],
    ["evaluate", "--seed", "a"],
  ])
  func wrongUsesAreUsageErrors(_ arguments: [String]) throws {
    let outcome = try run(program: programPath(), arguments, input: "", in: ".")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("limn: "))
  }

  @Test func faultyModelsAreToldApart() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let missing = try limn("generate", "a", "--model", "no.safetensors", in: folder)
      #expect(missing.status == 66)
      var bytes = try Data(contentsOf: URL(fileURLWithPath: model))
      bytes[bytes.count / 2] ^= 4
      try bytes.write(to: URL(fileURLWithPath: "\(folder)/flipped.safetensors"))
      let flipped = try limn("generate", "a", "--model", "flipped.safetensors", in: folder)
      #expect(flipped.status == 65)
      #expect(flipped.errors.contains("the file is damaged"))
      try bytes.dropLast(1000).write(to: URL(fileURLWithPath: "\(folder)/short.safetensors"))
      #expect(try limn("generate", "a", "--model", "short.safetensors", in: folder).status == 65)
      let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  "#
      var foreign = Data([UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0])
      foreign += Data(header.utf8) + Data(count: 8)
      try foreign.write(to: URL(fileURLWithPath: "\(folder)/foreign.safetensors"))
      let other = try limn("generate", "a", "--model", "foreign.safetensors", in: folder)
      #expect(other.status == 65)
      #expect(other.errors.contains("expected a Limn model"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!names.contains { $0.hasSuffix(".png") || $0.hasSuffix(".partial") })
    }
  }

  private func bytes(_ name: String, _ folder: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  }
}
