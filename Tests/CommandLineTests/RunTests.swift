import Adversarial
import Files
import Foundation
import Language
import TestSupport
import Testing
import TextToImage

@Suite struct RunTests {
  @Test func aRunLeavesItsFolder() throws {
    let outcome = try TinyRun.outcome.get()
    #expect(outcome.status == 0)
    #expect(outcome.output == "runs/00000-tiny\n")
    #expect(outcome.errors.contains("limn: adversarial 2/2: discriminator "))
    let run = "\(TinyRun.folder)/runs/00000-tiny"
    let names = try FileManager.default.contentsOfDirectory(atPath: run).sorted()
    #expect(
      names == [
        ".lock", "checksums.jsonl", "config.json", "log.txt", "metrics.jsonl", "model.safetensors",
        "report.html", "run.json", "samples", "scores.json", "state.safetensors",
      ])
    let record = try String(contentsOfFile: "\(run)/run.json", encoding: .utf8)
    #expect(record.contains(#""status": "completed""#))
    let metrics = try String(contentsOfFile: "\(run)/metrics.jsonl", encoding: .utf8)
    #expect(metrics.split(separator: "\n").count == 7)
    let kept = try Data(contentsOf: URL(fileURLWithPath: "\(TinyRun.folder)/model.safetensors"))
    #expect(try kept == Data(contentsOf: URL(fileURLWithPath: "\(run)/model.safetensors")))
    #expect(FileManager.default.fileExists(atPath: "\(TinyRun.folder)/record.json"))
    let again = try limn("resume", "latest", in: TinyRun.folder)
    #expect(again.status == 0)
    #expect(again.output == "runs/00000-tiny\n")
    #expect(again.errors == "limn: the run is complete\n")
  }

  @Test func ganCLSTrainsAndItsModelDraws() throws {
    try withTemporaryFolder { folder in
      let spec =
        tinySpec
        .replacingOccurrences(
          of: #""name": "tiny","#, with: #""name": "cls", "recipe": "gan-cls","#
        )
        .replacingOccurrences(of: #""paint": 8}"#, with: #""channels": 8}"#)
        .replacingOccurrences(of: #""warmup": {"steps": 1, "batchSize": 2},"#, with: "")
      try Data(spec.utf8).write(to: URL(fileURLWithPath: "\(folder)/cls.json"))
      let run = try limn("run", "cls.json", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("limn: adversarial 2/2: discriminator "))
      let model = "runs/00000-cls/model.safetensors"
      let names = ["one.png", "two.png"]
      for name in names {
        let drawn = try limn("generate", "a red circle", "--model", model, "-o", name, in: folder)
        #expect(drawn.status == 0, "\(drawn.errors)")
      }
      let files = try names.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
      #expect(files[0] == files[1])
      try FileManager.default.removeItem(atPath: "\(folder)/\(model)")
      let again = try limn("resume", "latest", in: folder)
      #expect(again.status == 0)
      #expect(
        again.errors
          == "limn: the run is complete, but model.safetensors is gone from it; "
          + "limn rerun runs/00000-cls makes all of it again\n")
    }
  }

  /// tiny.json with `steps` adversarial steps and few checkpoints, in `folder`, and a whole run of it.
  private func runWhole(steps: Int, checkpointEvery: Int, in folder: String) throws {
    let spec = tinySpec.replacing(
      #""steps": 2, "batchSize": 2, "headStart""#,
      with: #""steps": \#(steps), "batchSize": 2, "headStart""#
    )
    .replacing(#""sampleEvery": 2"#, with: #""sampleEvery": 0"#)
    .replacing(#""evaluateEvery": 1"#, with: #""evaluateEvery": 0"#)
    .replacing(#""checkpointEvery": 1"#, with: #""checkpointEvery": \#(checkpointEvery)"#)
    try writeFile(spec.utf8, to: "\(folder)/tiny.json")
    #expect(try limn("run", "tiny.json", in: folder).output == "runs/00000-tiny\n")
  }

  private func expectSameResults(in folder: String) throws {
    for name in ["model.safetensors", "metrics.jsonl", "checksums.jsonl"] {
      let files = try ["00000-tiny", "00001-tiny"].map {
        try readFile("\(folder)/runs/\($0)/\(name)")
      }
      #expect(files[0] == files[1], "\(name)")
    }
  }

  @Test func anInterruptedRunResumesToTheSameModel() throws {
    try withTemporaryFolder { folder in
      // More lines than there is room for before they are read.
      try runWhole(steps: 40, checkpointEvery: 40, in: folder)
      let going = try Going("run", "tiny.json", in: folder)
      going.wait(for: "adversarial 1/40")
      going.signal(SIGINT)
      #expect(going.end() == 130)
      #expect(
        going.text.hasSuffix("limn: interrupted; continue with: limn resume runs/00001-tiny\n"))
      let early = try limn("generate", "a ring", "--model", "1", "-o", "early.png", in: folder)
      #expect(
        early.errors.hasPrefix(
          "limn: warning: 00001-tiny has not come to its end; its model is that of the last "
            + "checkpoint; go on with: limn resume runs/00001-tiny\n"))
      // The run's own number of threads counts, not that of whoever resumes it.
      let resumed = try run(
        program: "/usr/bin/env", ["OMP_NUM_THREADS=2", programPath(), "resume", "1"], input: "",
        in: folder)
      #expect(resumed.status == 0)
      try expectSameResults(in: folder)
    }
  }

  @Test func aKilledRunResumesToTheSameModel() throws {
    try withTemporaryFolder { folder in
      try runWhole(steps: 40, checkpointEvery: 8, in: folder)
      let going = try Going("run", "tiny.json", in: folder)
      // Some steps after a checkpoint.
      going.wait(for: "adversarial 12/40")
      going.signal(SIGKILL)
      #expect(going.end() == -SIGKILL)
      let resumed = try limn("resume", "1", in: folder)
      #expect(resumed.status == 0)
      #expect(resumed.errors.contains("limn: resumed at step "))
      try expectSameResults(in: folder)
    }
  }

  @Test func theSameNumberOfThreadsGivesTheSameBits() throws {
    try withTemporaryFolder { folder in
      try writeFile(tinySpec.utf8, to: "\(folder)/tiny.json")
      func limn(_ arguments: String...) throws -> Outcome {
        try run(
          program: programPath(), arguments, input: "", in: folder,
          environment: oneThread.merging(["OMP_NUM_THREADS": "2"]) { $1 })
      }
      #expect(try limn("run", "tiny.json").status == 0)
      let rerun = try limn("rerun", "0")
      #expect(rerun.output == "runs/00001-tiny\nidentical\n")
      // As many as were recorded, whatever the environment asks for.
      let other = try run(
        program: programPath(), ["rerun", "0"], input: "", in: folder, environment: oneThread)
      #expect(other.output == "runs/00002-tiny\nidentical\n")
      #expect(other.errors.contains("guarantee: bitwise"))
      for name in ["00001-tiny", "00002-tiny"] {
        let record = try String(
          decoding: readFile("\(folder)/runs/\(name)/run.json"), as: UTF8.self)
        #expect(record.contains(#""threads": 2"#))
      }
    }
  }

  @Test func whatWasKeptIsNotReplacedUnasked() throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      func copy(_ name: String) throws {
        try FileManager.default.copyItem(
          atPath: "\(TinyRun.folder)/\(name)", toPath: "\(folder)/\(name)")
      }
      try copy("tiny.json")
      try copy("record.json")
      let refused = try limn("run", "tiny.json", "--keep", in: folder)
      #expect(refused.status == 73)
      #expect(
        refused.errors
          == "limn: record.json: expected no file, found one; replace it with --force\n")
      #expect(!fileExists("\(folder)/runs"))
      #expect(try limn("run", "tiny.json", "--keep", "--force", in: folder).status == 0)
      #expect(fileExists("\(folder)/model.safetensors"))
      #expect(try limn("resume", "0", "--keep", in: folder).status == 73)
      #expect(try limn("run", "tiny.json", "--force", in: folder).status == 64)
      let sweep = #"{"kind": "sweep", "name": "s", "base": "tiny.json"}"#
      try writeFile(Array(sweep.utf8), to: "\(folder)/sweep.json")
      let own = try limn("run", "sweep.json", "--keep", "--force", in: folder)
      #expect(own.status == 65)
      #expect(
        own.errors.hasPrefix("limn: sweep.json: expected another name"))
      #expect(try readFile("\(folder)/sweep.json") == Array(sweep.utf8))
    }
  }

  @Test func allFaultsOfASpecAreTold() throws {
    try withTemporaryFolder { folder in
      let spec = #"{"kind": "train", "name": 3, "training": {"steps": -1, "batchsize": 4}}"#
      try Data(spec.utf8).write(to: URL(fileURLWithPath: "\(folder)/bad.json"))
      let outcome = try limn("run", "bad.json", in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("limn: bad.json: 3 problems\n"))
      for path in ["$.name", "$.training.steps", "$.training.batchsize"] {
        #expect(outcome.errors.contains(path))
      }
      #expect(outcome.errors.contains(#"did you mean "batchSize"?"#))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["bad.json"])
      #expect(try limn("run", "no.json", in: folder).status == 66)
      #expect(try limn("resume", "latest", in: folder).status == 66)
    }
  }

  @Test func noFileTakesThePlaceOfAClosedStream() throws {
    try withTemporaryFolder { folder in
      try Data(tinySpec.utf8).write(to: URL(fileURLWithPath: "\(folder)/tiny.json"))
      let program = try programPath()
      let silent = try run(
        program: "/bin/sh", ["-c", "'\(program)' run tiny.json 2>&-"], input: "", in: folder)
      #expect(silent.status == 0 && silent.output == "runs/00000-tiny\n")
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/runs/00000-tiny/.lock")).isEmpty)
      let shown = try limn("runs", "show", "latest", in: folder)
      #expect(shown.status == 0 && shown.errors.isEmpty)
      let unheard = try run(
        program: "/bin/sh", ["-c", "'\(program)' run tiny.json <&- >&- 2>&-"], input: "", in: folder
      )
      #expect(unheard.status == 1)
    }
  }

  @Test func foldersWithTooLargeNumbersAreNoRuns() throws {
    try withTemporaryFolder { folder in
      try Data(tinySpec.utf8).write(to: URL(fileURLWithPath: "\(folder)/tiny.json"))
      for name in ["9223372036854775807-z", ".numbers/9223372036854775807"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/runs/\(name)", withIntermediateDirectories: true)
      }
      let outcome = try limn("run", "tiny.json", in: folder)
      #expect(outcome.status == 0 && outcome.output == "runs/00000-tiny\n")
    }
  }

  @Test func settingsThatNothingUsesAreToldOf() throws {
    try withTemporaryFolder { folder in
      try Data(tinySpec.utf8).write(to: URL(fileURLWithPath: "\(folder)/tiny.json"))
      let outcome = try limn(
        "run", "tiny.json", "--dry-run", "--set", "recipe=gan-cls", "--set", "warmup.steps=0",
        "--set", "generator={\"channels\": 4, \"slots\": 3}", "--set", "training.beta1=0.9",
        in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.errors.hasPrefix("limn: warning: nothing uses generator.slots, "))
      #expect(outcome.errors.contains("training.beta1"))
      // As editors of Windows write it.
      try Data([0xEF, 0xBB, 0xBF] + tinySpec.utf8).write(
        to: URL(fileURLWithPath: "\(folder)/tiny.json"))
      let fewer = try limn(
        "run", "tiny.json", "--dry-run", "--set", "generator.slots=3", in: folder)
      #expect(fewer.errors.hasPrefix("limn: warning: generator.slots is 3: scenes have up to 4 "))
    }
  }

  @Test func aDryRunLeavesNothing() throws {
    try withTemporaryFolder { folder in
      try Data(tinySpec.utf8).write(to: URL(fileURLWithPath: "\(folder)/tiny.json"))
      let outcome = try limn("run", "tiny.json", "--dry-run", "--json", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      let json = try JSONValue.parse(Array(outcome.output.utf8), path: "output")
      for key in ["multiply_adds_per_picture", "peak_memory_bytes", "seconds"] {
        #expect(try #require(json[key]?.double) > 0, "\(key)")
      }
      // Each network's scalars are those of one that is made here.
      let model = try Model.load(TinyRun.model())
      guard let slots = (model.generator as? SlotGenerator)?.configuration else {
        Issue.record("another generator than the spec's")
        return
      }
      let discriminator = AttentiveDiscriminator(
        AttentiveDiscriminator.Configuration(side: 16, textWidth: 16, channels: [8, 8, 8]), seed: 0)
      for (name, count) in [
        ("text_encoder", model.textEncoder.parameters.scalarCount),
        ("generator", model.generator.parameters.scalarCount),
        ("image_encoder", ImageEncoder(side: 16, width: 16).parameters.scalarCount),
        ("scene_encoder", SceneEncoder(for: slots, seed: 0).parameters.scalarCount),
        ("discriminator", discriminator.parameters.scalarCount),
      ] { #expect(json["parameters"]?[name] == .integer(count), "\(name)") }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["tiny.json"])
    }
  }

  @Test func scoresComeWithTheirIntervals() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let prompts = """
        {"id":"a","prompt":"a red circle","tag":"colors","category":"seen",\
        "expect":{"include":[{"shape":"circle","color":"red"}]}}
        {"id":"b","prompt":"a star","tag":"single_object",\
        "expect":{"include":[{"shape":"star"}]}}

        """
      try Data(prompts.utf8).write(to: URL(fileURLWithPath: "\(folder)/p.jsonl"))
      let table = try limn(
        "evaluate", "--model", model, "--prompts", "p.jsonl", "--seed", "0-1", in: folder)
      #expect(table.status == 0)
      let lines = table.output.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines[4].hasPrefix("shape-oracle/1|prompts:"))
      #expect(lines[4].hasSuffix("|seeds:0-1+1000n|side:16"))
      #expect(lines[0].contains("95% interval"))
      #expect(lines[1].hasPrefix("colors"))
      #expect(lines[3].hasPrefix("overall"))
      let json = try limn(
        "evaluate", "--model", model, "--prompts", "p.jsonl", "--json", in: folder)
      #expect(json.output.contains(#""seeds":"0-3+1000n""#))
      #expect(json.output.contains(#""ceiling":{"overall":{"high":"#))
      #expect(try limn("evaluate", "--model", model, "--prompts", "x.jsonl").status == 66)
    }
  }
}
