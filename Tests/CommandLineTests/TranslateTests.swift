import Files
import Foundation
import TestSupport
import Testing

@Suite struct TranslateTests {
  /// A model of recipe pix2pix that was trained for a step, for all tests.
  private static let trained = Result {
    let folder = try lastingTemporaryFolder()
    let spec = """
      {"kind": "train", "name": "outlines", "recipe": "pix2pix", "dataset": {"size": 16},
       "textEncoder": {
         "width": 16, "heads": 2, "layers": 1, "vocabularySize": 128, "captions": 1000,
         "length": 16, "pretraining": {"steps": 0}},
       "generator": {"channels": 4}, "discriminator": {"fineChannels": 4},
       "training": {"steps": 2, "batchSize": 2, "sampleEvery": 0, "evaluateEvery": 0},
       "evaluation": {"promptsPerTag": 1, "finalPromptsPerTag": 1, "finalSeeds": 1}}
      """
    try Data(spec.utf8).write(to: URL(fileURLWithPath: "\(folder)/outlines.json"))
    let outcome = try limn("run", "outlines.json", "--keep", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    _ = try limn(
      "dataset", "sample", "-n", "2", "--outlines", "--size", "32", "-o", "drawn", in: folder)
    return folder
  }

  private func file(_ name: String) throws -> String { "\(try Self.trained.get())/\(name)" }
  private func model() throws -> String { try file("model.safetensors") }
  private func outlines(_ index: Int = 0) throws -> String { try file("drawn/0000\(index).png") }

  @Test func outlinesBecomePicturesTheSameEveryTime() throws {
    let (model, first, second) = (try model(), try outlines(0), try outlines(1))
    try withTemporaryFolder { folder in
      let alone = try limn("translate", first, "a red circle", "--model", model, in: folder)
      #expect(alone.status == 0)
      #expect(alone.output == "00000-a-red-circle-s0.png\n")
      #expect(alone.errors.isEmpty)
      let many = try limn(
        "translate", first, second, "a red circle", "--seed", "0-1", "-o", "many", "--model",
        model, in: folder)
      #expect(many.status == 0)
      #expect(
        many.output == "many/00000-a-red-circle-s0.png\nmany/00000-a-red-circle-s1.png\n"
          + "many/00001-a-red-circle-s0.png\nmany/00001-a-red-circle-s1.png\n")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/00000-a-red-circle-s0.png"))
      func other(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/many/\(name)"))
      }
      #expect(try other("00000-a-red-circle-s0.png") == bytes)
      #expect(try other("00001-a-red-circle-s0.png") != bytes)
    }
  }

  @Test func aNumberOfPicturesHasSuccessiveSeeds() throws {
    let (model, source) = (try model(), try outlines())
    try withTemporaryFolder { folder in
      let counted = try limn(
        "translate", source, "a star", "-n", "2", "-o", "counted", "--model", model, in: folder)
      let named = try limn(
        "translate", source, "a star", "--seed", "0-1", "-o", "named", "--model", model,
        in: folder)
      #expect(counted.status == 0)
      #expect(counted.output == named.output.replacing("named/", with: "counted/"))
      let paths = [counted, named].map { $0.output.split(separator: "\n").map(String.init) }
      #expect(paths.map(\.count) == [2, 2])
      for (path, other) in zip(paths[0], paths[1]) {
        #expect(try readFile("\(folder)/\(path)") == readFile("\(folder)/\(other)"))
      }
    }
  }

  @Test func theEnvironmentNamesTheModel() throws {
    let (model, source) = (try model(), try outlines())
    try withTemporaryFolder { folder in
      func translate(with model: String, to output: String) throws -> Outcome {
        try run(
          program: programPath(), ["translate", source, "a star", "-o", output], input: "",
          in: folder, environment: oneThread.merging(["LIMN_TRANSLATOR": model]) { $1 })
      }
      #expect(try translate(with: model, to: "a.png").status == 0)
      #expect(
        try limn("translate", source, "a star", "-o", "b.png", "--model", model, in: folder).status
          == 0)
      #expect(try readFile("\(folder)/a.png") == readFile("\(folder)/b.png"))
      let missing = try translate(with: "gone.safetensors", to: "c.png")
      #expect(missing.status == 66)
      #expect(
        missing.errors == "limn: gone.safetensors: expected the model that LIMN_TRANSLATOR names, "
          + "found no such file\n")
    }
  }

  @Test func filesSayWhatTheyFollowFromAndRerun() throws {
    let (model, first, second) = (try model(), try outlines(0), try outlines(1))
    try withTemporaryFolder { folder in
      let drawn = try limn(
        "translate", first, "a red zebra", "--model", model, "-o", "a.png", "--json", in: folder)
      #expect(drawn.status == 0)
      #expect(drawn.errors == "limn: warning: the model never saw \"zebra\"\n")
      #expect(drawn.output.contains(#""prompt":"a red zebra","schema":1,"seed":0"#))
      #expect(drawn.output.contains(#""source":{"sha256":""#))
      #expect(drawn.output.contains(#""unknown_words":["zebra"]"#))
      let said = try limn("inspect", "a.png", "--json", in: folder).output
      #expect(said.contains(#""source":{"sha256":""#))
      #expect(!said.contains("drawn/"))
      let same = try limn(
        "rerun", "a.png", "--model", model, "--source", first, "-o", "b.png", in: folder)
      #expect(same.status == 0)
      #expect(same.output == "b.png\nidentical\n")
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/b.png"))
          == Data(contentsOf: URL(fileURLWithPath: "\(folder)/a.png")))
      let other = try limn(
        "rerun", "a.png", "--model", TinyRun.model(), "--despite-changes", "--source", first,
        in: folder)
      #expect(other.status == 65)
      #expect(other.errors.contains("expected a model that translates outlines"))
      let without = try limn("rerun", "a.png", "--model", model, in: folder)
      #expect(without.status == 65)
      #expect(without.errors.hasSuffix("found none named; name them with --source\n"))
      let wrong = try limn("rerun", "a.png", "--model", model, "--source", second, in: folder)
      #expect(wrong.status == 102)
      #expect(wrong.output == "inputs-changed: nothing was run\n")
    }
  }

  @Test func nothingIsOverwritten() throws {
    let (model, first) = (try model(), try outlines())
    try withTemporaryFolder { folder in
      try Data("keep".utf8).write(to: URL(fileURLWithPath: "\(folder)/a.png"))
      let refused = try limn(
        "translate", first, "x", "-o", "a.png", "--model", model, in: folder)
      #expect(refused.status == 73)
      #expect(refused.output.isEmpty)
      #expect(
        refused.errors == "limn: a.png: expected no file, found one; replace it with --force\n")
      let forced = try limn(
        "translate", first, "x", "-o", "a.png", "--model", model, "--force", in: folder)
      #expect(forced.status == 0)
      let onto = try limn(
        "translate", "a.png", "x", "-o", "a.png", "--model", model, "--force", in: folder)
      #expect(onto.status == 65)
      #expect(
        onto.errors
          == "limn: a.png: expected a place other than that of the outlines, found the same\n")
    }
  }

  @Test func faultyInputsAreToldApart() throws {
    let (model, first) = (try model(), try outlines())
    try withTemporaryFolder { folder in
      func translate(_ source: String, _ text: String, _ model: String) throws -> Outcome {
        try limn("translate", source, text, "--model", model, "-o", "out.png", in: folder)
      }
      #expect(try translate("no.png", "x", model).status == 66)
      #expect(try translate(first, "x", "no.safetensors").status == 66)
      let blank = try translate(first, " ", model)
      #expect(blank.status == 65)
      #expect(blank.errors == "limn: the prompt: expected a prompt, found nothing to draw\n")
      _ = try limn(
        "dataset", "preview", "-n", "1", "--size", "16", "-o", "sheet.png", in: folder)
      let long = try translate("sheet.png", "x", model)
      #expect(long.status == 65)
      #expect(long.errors.hasPrefix("limn: sheet.png: expected a square picture, found "))
      _ = try limn("dataset", "sample", "-n", "1", "--size", "16", "-o", "scenes", in: folder)
      let colored = try limn(
        "translate", first, "scenes/00000.png", "a red circle", "--model", model, "-o",
        "c{index}.png",
        in: folder)
      #expect(colored.status == 0)
      #expect(
        colored.errors
          == "limn: warning: scenes/00000.png has colours; the model has seen black outlines on white\n"
      )
      try Data("text".utf8).write(to: URL(fileURLWithPath: "\(folder)/text.png"))
      #expect(try translate("text.png", "x", model).status == 65)
      let drawing = try TinyRun.model()
      let other = try translate(first, "x", drawing)
      #expect(other.status == 65)
      #expect(
        other.errors == "limn: \(drawing): expected a model that translates outlines, "
          + "found one that draws from a text alone; use limn generate\n")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!names.contains("out.png"))
    }
  }

  @Test func commandsThatDrawFromTextsRefuseTheModel() throws {
    let model = try model()
    try withTemporaryFolder { folder in
      let expected =
        "limn: \(model): expected a model that draws from a text alone, "
        + "found one that translates outlines; "
      let generated = try limn("generate", "a red circle", "--model", model, in: folder)
      #expect(generated.status == 65)
      #expect(generated.errors == expected + "use limn translate\n")
      let evaluated = try limn("evaluate", "--model", model, in: folder)
      #expect(evaluated.status == 65)
      #expect(
        evaluated.errors
          == expected + "its scores stand in scores.json of the run that trained it\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test(arguments: [
    ["translate"], ["translate", "a.png"], ["translate", "a.png", "b.png"],
    ["translate", "a.png", "x", "--seed", "y"], ["translate", "a.png", "x", "-n", "0"],
    ["translate", "a.png", "x", "-n", "2", "--seed", "0-1"],
    ["translate", "a.png", "x", "-o", "{name}.png"],
  ])
  func wrongUsesAreUsageErrors(_ arguments: [String]) throws {
    let outcome = try run(program: programPath(), arguments, input: "", in: ".")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("limn: "))
  }
}
