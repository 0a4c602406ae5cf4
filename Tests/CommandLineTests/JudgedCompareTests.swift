import Files
import Foundation
import TestSupport
import Testing

/// Comparisons of prompts that do not say what a picture must show.
@Suite struct JudgedCompareTests {
  /// A folder with square.safetensors, judge.safetensors, and the sets a.jsonl and b.jsonl.
  private func withSets(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try writeFile(squareModel(), to: "\(folder)/square.safetensors")
      try writeFile(readFile(TinyJudge.path()), to: "\(folder)/judge.safetensors")
      for (name, words) in [("a", "a red square"), ("b", "one crimson square")] {
        let lines = (0..<6).map {
          #"{"id": "p\#($0)", "prompt": "\#(words) \#($0)", "tag": "\#($0 < 3 ? "x" : "y")"}"#
        }
        try writeFile(lines.joined(separator: "\n").utf8, to: "\(folder)/\(name).jsonl")
      }
      try body(folder)
    }
  }

  private let sides = ["a.jsonl", "b.jsonl", "--model", "square.safetensors"]

  private func compare(_ more: [String], in folder: String) throws -> Outcome {
    try run(program: programPath(), ["compare"] + sides + more, input: "", in: folder)
  }

  @Test func aJudgeScoresThem() throws {
    let hash = sha256(try readFile(TinyJudge.path()))
    try withSets { folder in
      let outcome = try compare(
        ["--judge", "judge.safetensors", "--seed", "0-1", "-o", "out"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      // What the drawing model never saw is a warning; of the judge's words speaks a note.
      #expect(outcome.errors.hasPrefix("limn: warning: a: the model never saw "))
      let signature = "agreement-\(hash.prefix(8))/1|seeds:0-1+1000n|side:64"
      for part in [
        "A learned judge, tiny-judge \(hash.prefix(8)), scored the pictures, since prompt p0 of "
          + "a.jsonl has no \"expect\"", "Words that the judge never saw: \"0\"",
        "\"crimson\"", "\ndiversity  ", "\nsignature \(signature)\n",
      ] {
        #expect(outcome.output.contains(part), "\(part)")
      }
      let json = try JSONValue.parse(readFile("\(folder)/out/comparison.json"), path: "json")
      #expect(json["signature"] == .string(signature))
      #expect(json["judge"]?["sha256"] == .string(hash))
      #expect(json["metrics"]?.elements?.map { $0["name"] } == ["overall", "x", "y", "diversity"])
      #expect(
        json["command"]
          == .string(
            "limn compare a.jsonl b.jsonl --model square.safetensors --judge judge.safetensors "
              + "--seed 0-1"))
      for one in json["prompts"]?.elements ?? [] {
        for picture in one["a"]?["pictures"]?.elements ?? [] {
          let score = try #require(picture["score"]?.double)
          #expect(0...1 ~= score)
          #expect(picture["reason"]?.string?.hasPrefix("agreement 0.") == true)
        }
        #expect(try #require(one["b"]?["diversity"]?.double) > 0)
      }
      let page = String(decoding: try readFile("\(folder)/out/report.html"), as: UTF8.self)
      #expect(page.contains("class=\"measured\""))
      #expect(!page.contains(folder))
    }
  }

  @Test func theEnvironmentNamesOne() throws {
    try withSets { folder in
      let judged = try run(
        program: "/usr/bin/env",
        ["LIMN_JUDGE=judge.safetensors", programPath(), "compare"] + sides
          + ["--seed", "0", "--json"], input: "", in: folder)
      #expect(judged.status == 0, "\(judged.errors)")
      #expect(judged.output.contains(#""name":"tiny-judge""#))
      #expect(judged.output.contains("Diversity is not measured: it takes two seeds or more."))
      #expect(!judged.output.contains("--judge"))
    }
  }

  @Test func aSpecNamesOneAndItIsAnInput() throws {
    try withSets { folder in
      let spec = """
        {"kind": "compare", "name": "judged", "prompts": ["a.jsonl", "b.jsonl"],
         "models": ["square.safetensors"], "judge": "judge.safetensors", "seeds": "0-1"}
        """
      try writeFile(spec.utf8, to: "\(folder)/c.json")
      let made = try limn("run", "c.json", in: folder)
      #expect(made.status == 0, "\(made.errors)")
      let verb = try compare(
        ["--judge", "judge.safetensors", "--seed", "0-1", "-o", "verb"], in: folder)
      #expect(verb.status == 0)
      #expect(
        try readFile("\(folder)/runs/00000-judged/comparison.json")
          == readFile("\(folder)/verb/comparison.json"))
      let record = try JSONValue.parse(
        readFile("\(folder)/runs/00000-judged/run.json"), path: "run.json")
      #expect(record["inputs"]?.elements?.last?["role"] == "judge")
      #expect(record["metrics"]?.elements?.last?["name"] == "difference in diversity")
      #expect(try limn("rerun", "0", in: folder).output == "runs/00001-judged\nidentical\n")
      let dry = try limn("run", "c.json", "--dry-run", in: folder)
      #expect(dry.status == 0, "\(dry.errors)")
      try writeFile(Array("x".utf8), to: "\(folder)/judge.safetensors")
      let changed = try limn("rerun", "0", in: folder)
      #expect(changed.status == 102)
      #expect(changed.errors.contains("judge.safetensors"))
    }
  }

  @Test func wrongJudgesAreTold() throws {
    try withSets { folder in
      let missing = try compare(["--judge", "no.safetensors"], in: folder)
      #expect(missing.status == 66)
      #expect(missing.output.isEmpty)
      let model = try compare(["--judge", "square.safetensors"], in: folder)
      #expect(model.status == 65)
      #expect(
        model.errors == "limn: square.safetensors: expected a Limn judge, found a Limn model\n")
    }
  }
}
