import Adversarial
import Files
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Experiments

@Suite struct TrainingRunTests {
  /// A new run of the smallest training, with `changes` beside the least settings.
  private func makeRun(
    _ changes: String = "", training: String, in folder: String, monitor: any RunMonitor = Quiet()
  ) throws -> TrainingRun {
    try TrainingRun(
      try readSpec(from: tinyJSON(changes, training: training), path: "gan.json"), from: [],
      in: folder, command: ["limn"], software: "limn", monitor: monitor)
  }

  /// The folder of a run that was stopped at the first sign of `unit`, and its record; nobody holds
  /// its lock any more.
  private func stopped(
    at unit: String, steps: Int, in folder: String
  ) throws -> (directory: RunDirectory, record: RunRecord) {
    let run = try makeRun(
      training: #""steps": \#(steps), "sampleEvery": 0"#, in: folder,
      monitor: Counting(stoppingAtFirst: unit))
    #expect(try run.carryOut() == false)
    #expect(run.record.status == .interrupted)
    return (run.directory, run.record)
  }

  @Test func noSheetsAndNoScoresOnTheWayWhereNoneAreAskedFor() throws {
    try withTemporaryFolder { folder in
      let warmUp = #""warmup": {"steps": 1, "batchSize": 4}"#
      let run = try makeRun(warmUp, training: #""steps": 2, "sampleEvery": 0"#, in: folder)
      #expect(try run.carryOut())
      #expect(try namesInFolder(run.directory.samples).isEmpty)
      let lines = try MetricsHistory(run.directory.metrics).lines
      #expect(lines.count == 3)
      #expect(lines.allSatisfy { $0["scores"] == nil })
      let sampled = try makeRun(warmUp, training: #""steps": 2, "sampleEvery": 2"#, in: folder)
      #expect(try sampled.carryOut())
      // The end of the warm-up and that of training.
      #expect(
        try namesInFolder(sampled.directory.samples) == ["00000001.png", "00000003.png"])
    }
  }

  @Test func bfloat16IsWhereTheProcessorHasIt() throws {
    let training = #""steps": 2, "precision": "bf16""#
    let resolved: ResolvedSpec<TrainingSpec> = try readSpec(
      from: tinyJSON("", training: training), path: "gan.json")
    guard Engine.supportsBFloat16 else {
      let error = #expect(throws: InputError.self) { _ = try Trainer(resolved.spec) }
      #expect(error?.path == "$.training.precision")
      #expect(error?.hint == "use f32")
      return
    }
    func trained(_ spec: TrainingSpec) throws -> [StepReport] {
      let watcher = Watcher()
      #expect(try Trainer(spec).run(watcher) == true)
      return watcher.reports
    }
    func values(_ reports: [StepReport]) -> [Float] { reports.flatMap { $0.map(\.value) } }
    let found = values(try trained(resolved.spec))
    #expect(found.allSatisfy { $0.isFinite })
    let again = values(try trained(resolved.spec))
    #expect(again == found)
    let exact: ResolvedSpec<TrainingSpec> = try readSpec(
      from: tinyJSON("", training: #""steps": 2"#), path: "gan.json")
    let inFull = values(try trained(exact.spec))
    #expect(inFull != found)
  }

  @Test func theScoringAtTheEndTellsHowFarItIsAndCanBeStopped() throws {
    try withTemporaryFolder { folder in
      let counting = Counting()
      let training = #""steps": 1, "sampleEvery": 0"#
      #expect(try makeRun(training: training, in: folder, monitor: counting).carryOut())
      let all = try #require(counting.totals["prompts"])
      #expect(all > 1)
      #expect(counting.done["prompts"] == Array(1...all))

      let directory = try stopped(at: "prompts", steps: 1, in: folder).directory
      #expect(!fileExists(directory.scores))
      let resumed = try TrainingRun(resuming: directory, software: "limn", monitor: Quiet())
      #expect(try resumed.carryOut())
    }
  }

  @Test func whatAKilledProcessWasWritingGoesWhenTheRunIsTakenUp() throws {
    try withTemporaryFolder { folder in
      let run = try stopped(at: "steps", steps: 2, in: folder)
      let partial = "\(run.directory.state).123.partial"
      try writeFile([1, 2], to: "\(folder)/x")
      try FileManager.default.moveItem(atPath: "\(folder)/x", toPath: partial)
      _ = try TrainingRun(resuming: run.directory, software: "limn", monitor: Quiet())
      #expect(!fileExists(partial))
      #expect(fileExists(run.directory.state))
    }
  }

  @Test func aDamagedStateSaysHowToGoOn() throws {
    try withTemporaryFolder { folder in
      let directory = try stopped(at: "steps", steps: 2, in: folder).directory
      try writeFile(readFile(directory.state).dropLast(100), to: directory.state)
      let fault = try #require(throws: InputError.self) {
        try TrainingRun(resuming: directory, software: "limn", monitor: Quiet()).carryOut()
      }
      #expect(fault.path.hasPrefix(directory.state))
      #expect(fault.hint == "delete the file, and limn resume begins anew")
      try removeFile(directory.state)
      let anew = try TrainingRun(resuming: directory, software: "limn", monitor: Quiet())
      #expect(try anew.carryOut())
    }
  }

  @Test func whatOtherLibrariesHaveBegunIsNobodysWork() throws {
    try withTemporaryFolder { folder in
      let run = try stopped(at: "steps", steps: 2, in: folder)
      let program = try #require(run.record.program)
      func resumed() throws -> RunRecord {
        try TrainingRun(resuming: run.directory, software: "limn", monitor: Quiet()).record
      }
      #expect(try resumed().program == program)
      var record = try RunRecord.read(run.directory.record)
      record.libraries = [LibraryRecord(name: "oneDNN", version: "0.0.1")]
      try record.write(to: run.directory.record)
      #expect(try resumed().program == nil)
      // Without a state to go on from, all of it is done by who resumes it.
      try removeFile(run.directory.state)
      #expect(try resumed().program == program)
      let anew = try TrainingRun(resuming: run.directory, software: "limn", monitor: Quiet())
      #expect(try anew.carryOut())
      let log = try String(contentsOfFile: run.directory.log, encoding: .utf8)
      #expect(log.contains("the state is gone; training begins anew"))
    }
  }

  @Test func whatBeginsAnewHasTheLibrariesAtHand() throws {
    try withTemporaryFolder { folder in
      let run = try stopped(at: "steps", steps: 2, in: folder)
      var record = try RunRecord.read(run.directory.record)
      let atHand = record.libraries
      #expect(!atHand.isEmpty)
      record.libraries = [LibraryRecord(name: "oneDNN", version: "0.0.1")]
      try record.write(to: run.directory.record)
      try removeFile(run.directory.state)
      func resumed() throws -> RunRecord {
        try TrainingRun(resuming: run.directory, software: "limn", monitor: Quiet()).record
      }
      #expect(try resumed().libraries == atHand)
    }
  }
}
