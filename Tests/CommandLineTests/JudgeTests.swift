import Files
import Foundation
import Language
import TestSupport
import Testing

/// The training of judges.
@Suite struct JudgeTests {
  @Test func aRunLeavesItsJudge() throws {
    let outcome = try TinyJudge.outcome.get()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "runs/00000-tiny-judge\n")
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[1].hasPrefix("limn: pretraining 2/3: contrastive "))
    #expect(lines[4].hasPrefix("limn: own caption first of 5: "))
    #expect(lines[5] == "limn: to look at in a browser: runs/00000-tiny-judge/report.html")
    let run = "\(TinyJudge.folder)/runs/00000-tiny-judge"
    let names = try FileManager.default.contentsOfDirectory(atPath: run).sorted()
    #expect(
      names == [
        ".lock", "checksums.jsonl", "config.json", "judge.safetensors", "log.txt",
        "metrics.jsonl", "report.html", "run.json", "scores.json",
      ])
    let judge = try readFile("\(run)/judge.safetensors")
    #expect(try readFile(TinyJudge.path()) == judge)
    let record = try JSONValue.parse(readFile("\(run)/run.json"), path: "run.json")
    #expect(record["kind"] == "judge")
    #expect(record["outputs"]?.elements?.map { $0["role"] } == ["judge", "scores"])
    let metric = try #require(record["metrics"]?.elements?.first)
    #expect(metric["name"] == "r_precision")
    #expect(metric["signature"] == "r-precision/1, 20 pictures, 5 captions")
    let scores = try JSONValue.parse(readFile("\(run)/scores.json"), path: "scores.json")
    #expect(scores["scores"]?["r_precision"]?["mean"] == metric["value"])
    let kept = try JSONValue.parse(
      readFile("\(TinyJudge.folder)/record.json"), path: "record.json")
    #expect(kept["model"]?["path"] == "judge.safetensors")
    #expect(kept["model"]?["sha256"] == .string(sha256(judge)))
    #expect(kept["scores"] == scores)
    let again = try limn("resume", "0", in: TinyJudge.folder)
    #expect(again.status == 0)
    #expect(again.errors == "limn: the run is complete\n")
  }

  @Test func theSameSpecGivesTheSameBytes() throws {
    let first = try TinyJudge.path()
    try withTemporaryFolder { folder in
      try writeFile(TinyJudge.spec.utf8, to: "\(folder)/judge.json")
      #expect(try limn("run", "judge.json", in: folder).status == 0)
      let run = "\(folder)/runs/00000-tiny-judge"
      #expect(try readFile("\(run)/judge.safetensors") == readFile(first))
      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.status == 0)
      #expect(rerun.output == "runs/00001-tiny-judge\nidentical\n")
      let kept = try limn(
        "rerun", "\(TinyJudge.folder)/record.json", "--runs", "\(folder)/runs", in: folder)
      #expect(kept.output == "\(folder)/runs/00002-tiny-judge\nidentical\n")
      let other = try limn("run", "judge.json", "--set", "seed=2", in: folder)
      #expect(other.status == 0)
      #expect(
        try readFile("\(folder)/runs/00003-tiny-judge/judge.safetensors") != readFile(first))
    }
  }

  @Test func anInterruptedRunBeginsAnew() throws {
    try withTemporaryFolder { folder in
      // More lines than there is room for before they are read.
      let spec = TinyJudge.spec.replacing(#""steps": 3"#, with: #""steps": 200"#)
        .replacing(#""logEvery": 2"#, with: #""logEvery": 1"#)
      try writeFile(spec.utf8, to: "\(folder)/judge.json")
      let going = try Going("run", "judge.json", in: folder)
      going.wait(for: "pretraining 2/200")
      going.signal(SIGINT)
      #expect(going.end() == 130)
      #expect(going.text.contains("; the steps are not kept\n"))
      #expect(try limn("resume", "0", "--keep", in: folder).status == 0)
      let metrics = String(
        decoding: try readFile("\(folder)/runs/00000-tiny-judge/metrics.jsonl"), as: UTF8.self)
      #expect(metrics.split(separator: "\n").count == 200)
      #expect(fileExists("\(folder)/judge.safetensors"))
    }
  }

  @Test func aDryRunTellsTheCost() throws {
    try withTemporaryFolder { folder in
      try writeFile(TinyJudge.spec.utf8, to: "\(folder)/judge.json")
      let table = try limn("run", "judge.json", "--dry-run", in: folder)
      #expect(table.status == 0)
      let count = ImageEncoder(side: 16, width: 16).parameters.scalarCount
      #expect(table.output.contains("image_encoder         \(count) parameters\n"))
      #expect(table.output.contains("\npretraining           3 steps, "))
      let json = try limn("run", "judge.json", "--dry-run", "--json", in: folder)
      #expect(json.output.contains(#""stages":{"pretraining":{"seconds":"#))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["judge.json"])
    }
  }

  @Test func judgesAreNoModels() throws {
    let judge = try TinyJudge.path()
    let outcome = try limn("generate", "a circle", "--model", judge, "-o", "no.png")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == "limn: \(judge): expected a Limn model, found a Limn judge\n")
  }
}
