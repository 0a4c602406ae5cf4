import Files
import Foundation
import TestSupport
import Testing

@Suite struct CompareTests {
  /// A folder with square.safetensors, squares.jsonl, which that model draws, and stars.jsonl,
  /// which it does not.
  private func withSets(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try Data(squareModel()).write(to: URL(fileURLWithPath: "\(folder)/square.safetensors"))
      try write("squares.jsonl", shape: "square", to: folder)
      try write("stars.jsonl", shape: "star", to: folder)
      try body(folder)
    }
  }

  private func write(_ name: String, shape: String, prefix: String = "p", to folder: String) throws
  {
    try writeFile(promptLines(shape: shape, prefix: prefix), to: "\(folder)/\(name)")
  }

  private func text(_ path: String, _ folder: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
  }

  @Test func gateIsTheExitCode() throws {
    try withSets { folder in
      let worse = try limn(
        "compare", "squares.jsonl", "stars.jsonl", "--model", "square.safetensors", "--fail-on",
        "worse", "--json", in: folder)
      #expect(worse.status == 100)
      #expect(worse.output.contains(#""verdict":"worse"}"#))
      #expect(worse.output.contains(#""gate":{"fail_on":"worse","failed":true}"#))
      #expect(worse.output.hasPrefix("{"))
      #expect(worse.output.filter(\.isNewline).count == 1)
      #expect(worse.errors.contains("limn: the gate failed: B (stars) is worse than A (squares)"))
      let better = try limn(
        "compare", "stars.jsonl", "squares.jsonl", "--model", "square.safetensors", "--fail-on",
        "worse", in: folder)
      #expect(better.status == 0)
      #expect(better.output.hasPrefix("B (squares) is better than A (stars): "))
      #expect(!better.errors.contains("gate"))
      let different = try limn(
        "compare", "stars.jsonl", "squares.jsonl", "--model", "square.safetensors", "--fail-on",
        "different", in: folder)
      #expect(different.status == 100)
      #expect(different.output == better.output)
    }
  }

  @Test func filesOfOneNameAreToldApartByTheirFolders() throws {
    try withSets { folder in
      for side in ["old", "new"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(side)", withIntermediateDirectories: true)
        try write("\(side)/set.jsonl", shape: side == "old" ? "square" : "star", to: folder)
        try Data(squareModel()).write(to: URL(fileURLWithPath: "\(folder)/\(side)/m.safetensors"))
      }
      let sets = try limn(
        "compare", "old/set.jsonl", "new/set.jsonl", "--model", "square.safetensors", "-o", "sets",
        in: folder)
      #expect(sets.output.hasPrefix("B (new/set) is worse than A (old/set): "))
      #expect(
        try text("sets/report.md", folder).contains(
          "limn compare old/set.jsonl new/set.jsonl --model square.safetensors --seed 0-3"))
      _ = try limn(
        "compare", "squares.jsonl", "--model", "old/m.safetensors", "--model", "new/m.safetensors",
        "-o", "models", in: folder)
      #expect(
        try text("models/report.md", folder).contains(
          "limn compare squares.jsonl --model old/m.safetensors --model new/m.safetensors"))
    }
  }

  @Test func resultsWithoutAPlaceAreRefusedBeforeTheWork() throws {
    try withSets { folder in
      let outcome = try limn(
        "compare", "squares.jsonl", "stars.jsonl", "--model", "square.safetensors", "--html",
        "none/report.html", in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "limn: none/report.html: expected a place that can be written, "
          + "found no folder none\n")
      let twice = try limn(
        "compare", "squares.jsonl", "stars.jsonl", "--html", "r.md", "--md", "./r.md", in: folder)
      #expect(twice.status == 64)
      #expect(twice.errors.contains("r.md is named for two outputs"))
      let onFolder = try limn(
        "compare", "squares.jsonl", "stars.jsonl", "--html", ".", "--force", in: folder)
      #expect(onFolder.status == 1)
      #expect(onFolder.errors == "limn: .: expected a place for a file, found a folder\n")
    }
  }

  @Test func filesAreWholeAndTheSame() throws {
    try withSets { folder in
      func compare(_ place: String, _ more: String...) throws -> Outcome {
        try run(
          program: programPath(),
          ["compare", "squares.jsonl", "stars.jsonl", "--model", "square.safetensors", "--seed"]
            + ["0,1", "-o", place] + more, input: "", in: folder)
      }
      let first = try compare("one")
      #expect(first.status == 0)
      #expect(
        first.output.hasSuffix("one/comparison.json\none/report.html\none/report.md\n"))
      #expect(try compare("two").status == 0)
      for name in ["comparison.json", "report.html", "report.md"] {
        let content = try text("one/\(name)", folder)
        #expect(try text("two/\(name)", folder) == content)
        #expect(!content.contains(folder))
      }
      #expect(try text("one/comparison.json", folder).contains(#""schema": "limn-compare/1""#))
      let refused = try compare("one")
      #expect(refused.status == 73)
      #expect(refused.output.isEmpty)
      #expect(try compare("one", "--force").status == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/one")
      #expect(names.sorted() == ["comparison.json", "report.html", "report.md"])
    }
  }

  @Test func modelsAreComparedOnOneSet() throws {
    try withSets { folder in
      let same = try limn(
        "compare", "squares.jsonl", "--model", "square.safetensors", "--model",
        "square.safetensors", "--margin", "0.3", "--md", "r.md", in: folder)
      #expect(same.status == 0)
      #expect(same.output.contains("are equivalent within 0.300"))
      #expect(same.output.contains("Nothing is compared: both sides are the same prompts"))
      #expect(
        try text("r.md", folder).contains(
          "limn compare squares.jsonl --model square.safetensors --model square.safetensors "
            + "--seed 0-3 --margin 0.3"))
      let sizes = try limn(
        "compare", "squares.jsonl", "--model", "square.safetensors", "--model",
        TinyRun.model(), in: folder)
      #expect(sizes.status == 65)
      #expect(sizes.output.isEmpty)
      #expect(sizes.errors.contains("found side:64 against side:16"))
    }
  }

  @Test func runsAreComparedByTheirModels() throws {
    _ = try TinyRun.outcome.get()
    try withSets { folder in
      let runs = "\(TinyRun.folder)/runs"
      let outcome = try limn(
        "compare", "0", "\(runs)/00000-tiny", "--runs", runs, "--prompts", "squares.jsonl",
        "--seed", "0", "-o", "report", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("No difference between B (00000-tiny) and A (00000-tiny)"))
      let page = try text("report/report.html", folder)
      #expect(page.contains("<dd>run 00000-tiny<br>squares.jsonl, 12 prompts"))
      #expect(page.contains("<span class=\"key b\">B, 00000-tiny</span>"))
      #expect(
        page.contains("<h3>pre-training</h3>\n<div class=\"charts\">\n<figure><figcaption>contr"))
      #expect(page.contains("<polyline class=\"curve a\""))
      #expect(page.contains("/runs/00000-tiny/model.safetensors --seed"))
      // Its command works in the folder that both files are in.
      let command = try #require(
        try text("report/report.md", folder).split(separator: "\n")
          .first { $0.hasPrefix("limn compare ") })
      let again = try run(
        program: "/bin/sh",
        ["-c", String(command).replacing("limn ", with: "'\(try programPath())' ")],
        input: "", in: FileManager.default.temporaryDirectory.path)
      #expect(again.status == 0, "\(again.errors)")
      #expect(outcome.output.hasPrefix(again.output))
      #expect(try text("report/comparison.json", folder).contains(#""subject": "runs""#))
      #expect(!page.contains(TinyRun.folder))
      let named = try limn(
        "compare", "squares.jsonl", "--model", TinyRun.model(), "--model",
        "\(runs)/00000-tiny/model.safetensors", "--seed", "0", "--html", "m.html", in: folder)
      #expect(named.status == 0, "\(named.errors)")
      let one = try text("m.html", folder)
      #expect(one.contains("<span class=\"key b\">B, 00000-tiny</span>"))
      #expect(!one.contains("key a\">"))
      #expect(try limn("compare", "0", "9", "--runs", runs, in: folder).status == 66)
      let mistyped = try limn("compare", "squares.jsonl", "circles", in: folder)
      #expect(mistyped.status == 64)
      #expect(mistyped.errors.contains("; circles is taken for a run, since there is no such file"))
    }
  }

  @Test func setsWithoutIdsInCommonAreIndependent() throws {
    try withSets { folder in
      try write("others.jsonl", shape: "star", prefix: "q", to: folder)
      let outcome = try limn(
        "compare", "squares.jsonl", "others.jsonl", "--model", "square.safetensors", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("No id is in both sets"))
      #expect(outcome.output.hasPrefix("B (others) is worse than A (squares)"))
    }
  }

  @Test func faultyPromptSetsAreBadData() throws {
    try withSets { folder in
      try Data("{}\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/faulty.jsonl"))
      let outcome = try limn(
        "compare", "squares.jsonl", "faulty.jsonl", "--model", "square.safetensors", in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(try limn("compare", "no.jsonl", "plain.txt", in: folder).status == 66)
    }
  }

  @Test(arguments: [
    ["compare"], ["compare", "a.jsonl"], ["compare", "a.jsonl", "--model", "m"],
    ["compare", "a.jsonl", "b.jsonl", "c.jsonl"], ["compare", "0"], ["compare", "0", "a.jsonl"],
    ["compare", "0", "1", "--model", "m"], ["compare", "0", "1", "2"],
    ["compare", "a.jsonl", "b.jsonl", "--prompts", "c.jsonl"],
    ["compare", "a.jsonl", "b.jsonl", "--model", "m", "--model", "n"],
    ["compare", "a.jsonl", "b.jsonl", "--margin", "0"],
    ["compare", "a.jsonl", "b.jsonl", "--margin", "nan"],
    ["compare", "a.jsonl", "b.jsonl", "--fail-on", "better"],
    ["compare", "a.jsonl", "b.jsonl", "--seed", "x"],
  ])
  func wrongUsesAreUsageErrors(_ arguments: [String]) throws {
    let outcome = try run(program: programPath(), arguments, input: "", in: ".")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("limn: "))
  }
}
