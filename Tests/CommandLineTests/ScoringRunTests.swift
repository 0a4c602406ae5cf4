import Files
import Foundation
import TestSupport
import Testing

@Suite struct ScoringRunTests {
  /// A folder with square.safetensors, the sets squares.jsonl, which that model draws, and
  /// stars.jsonl, which it does not, and the specs e.json and c.json in the folder "specs".
  private func withSpecs(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try writeFile(squareModel(), to: "\(folder)/square.safetensors")
      for shape in ["square", "star"] {
        try writeFile(promptLines(shape: shape, count: 8), to: "\(folder)/\(shape)s.jsonl")
      }
      try makeFolder("\(folder)/specs")
      let evaluation = """
        {"kind": "evaluate", "name": "squares", "model": "../square.safetensors",
         "prompts": "../squares.jsonl", "seeds": "0-1"}
        """
      try writeFile(evaluation.utf8, to: "\(folder)/specs/e.json")
      let comparison = """
        {"kind": "compare", "name": "shapes", "models": ["../square.safetensors"],
         "prompts": ["../squares.jsonl", "../stars.jsonl"], "seeds": "0", "failOn": "worse"}
        """
      try writeFile(comparison.utf8, to: "\(folder)/specs/c.json")
      try body(folder)
    }
  }

  @Test func anEvaluationIsARun() throws {
    try withSpecs { folder in
      let run = try limn("run", "specs/e.json", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let verb = try limn(
        "evaluate", "--model", "square.safetensors", "--prompts", "squares.jsonl", "--seed", "0-1",
        "--html", "page.html", in: folder)
      #expect(run.output == "runs/00000-squares\n" + verb.output)
      #expect(
        run.errors == verb.errors
          + "limn: to look at in a browser: runs/00000-squares/report.html\n")
      let names = try FileManager.default.contentsOfDirectory(
        atPath: "\(folder)/runs/00000-squares"
      ).sorted()
      #expect(
        names == [".lock", "config.json", "log.txt", "report.html", "run.json", "scores.json"])
      #expect(
        try readFile("\(folder)/runs/00000-squares/report.html") == readFile("\(folder)/page.html"))
      let record = try JSONValue.parse(
        readFile("\(folder)/runs/00000-squares/run.json"), path: "run.json")
      #expect(record["kind"] == "evaluate")
      #expect(record["status"] == "completed")
      #expect(
        record["inputs"]?.elements?.map { $0["path"] } == [
          "specs/e.json", "specs/../square.safetensors", "specs/../squares.jsonl",
        ])
      #expect(record["metrics"]?.elements?.first?["value"] == 1)
      let show = try limn("runs", "show", "0", in: folder)
      #expect(show.output.contains("\noverall  [####################]  1.000  "))

      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.status == 0)
      #expect(rerun.output == "runs/00001-squares\nidentical\n")
      // Records of before have their pages among the outputs.
      let place = "\(folder)/runs/00000-squares/run.json"
      let now = String(decoding: try readFile(place), as: UTF8.self)
      let page = #"{"bytes": 1, "path": "report.html", "role": "report", "sha256": "00"}, {"#
      let before = now.replacing(
        #/"outputs": \[\s*\{/#, with: "\"outputs\": [\(page)")
      #expect(before != now)
      try writeFile(before.utf8, to: place)
      let paged = try limn("rerun", "0", in: folder)
      #expect(paged.status == 0, "\(paged.errors)")
      #expect(paged.output == "runs/00002-squares\nidentical\n")
      try writeFile(now.utf8, to: place)
      let derived = try limn("run", "--from", "0", "--set", "seeds=3", in: folder)
      #expect(derived.status == 0)
      #expect(derived.output.hasPrefix("runs/00003-squares\n"))
      #expect(try limn("runs", in: folder).output.contains("derived from 00000-squares"))

      let near = try limn("run", "--from", "0", "--set", "truncation=0.5", in: folder)
      #expect(near.output.contains("|seeds:0-1+1000n|truncation:0.5|"), "\(near.errors)")

      try edit("\(folder)/runs/00000-squares/run.json", otherHashOf: "scores.json")
      let drifted = try limn("rerun", "0", in: folder)
      #expect(drifted.status == 104)
      #expect(drifted.output.contains("the first difference is at outputs, scores.json\n"))
      try writeFile(
        Array("\n".utf8) + readFile("\(folder)/squares.jsonl"), to: "\(folder)/squares.jsonl")
      let changed = try limn("rerun", "0", in: folder)
      #expect(changed.status == 102)
      #expect(changed.output == "inputs-changed: nothing was run\n")
      let all = try limn("rerun", "0", "--despite-changes", in: folder)
      #expect(all.status == 104)
      #expect(all.errors.contains("tolerance (input specs/../squares.jsonl: "))
      #expect(all.output.contains("\ndrifted: changed inputs gave other outputs; "))
    }
  }

  @Test func anotherModelThatIsUsedUnnamedIsAChangedInput() throws {
    try withSpecs { folder in
      let spec = #"{"kind": "evaluate", "name": "s", "prompts": "squares.jsonl", "seeds": "0"}"#
      try writeFile(spec.utf8, to: "\(folder)/s.json")
      func usual(_ arguments: String..., model: String) throws -> Outcome {
        try CommandLineTests.run(
          program: programPath(), arguments, input: "", in: folder,
          environment: oneThread.merging(["LIMN_MODEL": model]) { $1 })
      }
      #expect(try usual("run", "s.json", model: "square.safetensors").status == 0)
      let rerun = try usual("rerun", "0", model: TinyRun.model())
      #expect(rerun.status == 102, "\(rerun.errors)")
      #expect(rerun.output == "inputs-changed: nothing was run\n")
      #expect(rerun.errors.contains(": expected the recorded model square.safetensors, SHA-256 "))
    }
  }

  @Test func whatIsCompleteNeedsNoInputsAnyMore() throws {
    try withSpecs { folder in
      #expect(try limn("run", "specs/e.json", in: folder).status == 0)
      try removeFile("\(folder)/square.safetensors")
      let resumed = try limn("resume", "0", in: folder)
      #expect(resumed.status == 0)
      #expect(resumed.output == "runs/00000-squares\n")
      #expect(resumed.errors == "limn: the run is complete\n")
      try removeFile("\(folder)/runs/00000-squares/scores.json")
      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.status == 102)
      #expect(
        rerun.errors.hasPrefix(
          "limn: warning: runs/00000-squares/scores.json is gone; the rerun is compared"))
    }
  }

  @Test func aComparisonIsARunWithAGate() throws {
    try withSpecs { folder in
      let run = try limn("run", "specs/c.json", in: folder)
      #expect(run.status == 100)
      #expect(run.output.hasPrefix("runs/00000-shapes\nB (stars) is worse than A (squares): "))
      #expect(run.errors.contains("limn: the gate failed: B (stars) is worse than A (squares)"))
      let verb = try limn(
        "compare", "squares.jsonl", "stars.jsonl", "--model", "square.safetensors", "--seed", "0",
        "--fail-on", "worse", "-o", "verb", in: folder)
      #expect(verb.status == 100)
      for name in ["comparison.json", "report.html", "report.md"] {
        let made = try readFile("\(folder)/runs/00000-shapes/\(name)")
        #expect(try readFile("\(folder)/verb/\(name)") == made)
      }
      let show = try limn("runs", "show", "0", in: folder)
      #expect(show.output.contains("\nstate     completed\n"))
      #expect(show.output.contains("\nB (stars) is worse than A (squares): "))
      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.status == 0)
      #expect(rerun.output == "runs/00001-shapes\nidentical\n")
      let dry = try limn("run", "specs/c.json", "--dry-run", in: folder)
      #expect(dry.status == 0)
      #expect(dry.output.hasPrefix("model   prompts  pictures"))
      let json = try limn("run", "specs/e.json", "--dry-run", "--json", in: folder)
      #expect(json.output.contains(#""pictures":16,"prompts":8,"#))
      let missing = try limn(
        "run", "specs/c.json", "--set", #"prompts=["a.jsonl","b.jsonl"]"#, in: folder)
      #expect(missing.status == 66)
      #expect(missing.errors.hasPrefix("limn: specs/a.jsonl: "))
      let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs")
      #expect(runs.count == 3)
    }
  }

  @Test(arguments: [
    ["run"], ["run", "e.json", "--from", "0"], ["run", "e.json", "--schema"],
    ["run", "--from", "0", "--keep"],
  ])
  func wrongUsesAreUsageErrors(_ arguments: [String]) throws {
    let outcome = try run(program: programPath(), arguments, input: "", in: ".")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
  }

  @Test func theSchemaIsPrinted() throws {
    let outcome = try limn("run", "--schema")
    #expect(outcome.status == 0)
    let schema = try JSONValue.parse(outcome.output.utf8, path: "schema")
    #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["oneOf"]?.elements?.count == 5)
    let keys = try limn("run", "--keys")
    #expect(keys.status == 0)
    #expect(keys.output.hasPrefix("# What a spec can say\n"))
    #expect(try limn("run", "--keys", "--schema").status == 64)
  }

  /// Puts another hash of the output called `name` into the record at `path`.
  private func edit(_ path: String, otherHashOf name: String) throws {
    let record = try JSONValue.parse(readFile(path), path: path)
    let output = record["outputs"]?.elements?.first { $0["path"] == .string(name) }
    let old = try #require(output?["sha256"]?.string)
    let text = String(decoding: try readFile(path), as: UTF8.self)
    let other = String(repeating: "0", count: 64)
    try writeFile(text.replacing(old, with: other).utf8, to: path)
  }
}
