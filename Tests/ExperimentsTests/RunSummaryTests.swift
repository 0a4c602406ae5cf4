import Experiments
import Files
import Foundation
import TestSupport
import Testing

@Suite struct RunSummaryTests {
  private func make(
    _ name: String, in root: String, _ status: RunRecord.Status, steps: Int = 3
  ) throws -> RunDirectory {
    let run = try RunDirectory.create(in: root, name: name)
    var record = RunRecord(
      of: run, name: name, kind: .train, config: ["kind": "train", "steps": .integer(steps)],
      seeds: [0], command: ["limn", "run", "x.json"],
      libraries: [LibraryRecord(name: "oneDNN", version: "2.6.3")], threads: 1)
    record.metrics = [
      MetricRecord(
        name: "overall", value: Double(steps) / 10,
        signature: steps < 10 ? "of-threes/1, all" : "other")
    ]
    if status != .running { record.finish(status) }
    try record.write(to: run.record)
    return run
  }

  @Test func theDeadAreToldFromTheLiving() throws {
    try withTemporaryFolder { root in
      let run = try make("a", in: root, .running)
      #expect(RunSummary(run).state == .dead)
      do {
        let lock = try RunLock(run)
        #expect(RunSummary(run).state == .running)
        withExtendedLifetime(lock) {}
      }
      expectFree(run)
      #expect(RunSummary(run).state == .dead)
    }
  }

  @Test func runsAreChosenByStateAndName() throws {
    try withTemporaryFolder { root in
      _ = try make("alpha", in: root, .completed)
      _ = try make("beta", in: root, .running)
      _ = try make("alphabet", in: root, .failed)
      func ids(_ state: RunState?, _ name: String?) throws -> [Int] {
        try RunSummary.all(in: root, state: state, name: name).map(\.directory.number)
      }
      #expect(try ids(nil, nil) == [0, 1, 2])
      #expect(try ids(nil, "ALPHA") == [0, 2])
      #expect(try ids(.failed, "alpha") == [2])
      #expect(try ids(.dead, nil) == [1])
      #expect(try ids(.interrupted, nil) == [])
      #expect(try RunSummary.all(in: "\(root)/none").isEmpty)
    }
  }

  @Test func aFaultyRecordHidesNoOtherRun() throws {
    try withTemporaryFolder { root in
      let runs = try (0..<5).map { try make("run \($0)", in: root, .completed) }
      try edit(runs[1].record, "\"schema\": 1", "\"schema\": 2")
      try edit(runs[2].record, "\"steps\": 3", "\"steps\": 4")
      try FileManager.default.removeItem(atPath: runs[3].record)
      let found = try RunSummary.all(in: root)
      #expect(
        found.map(\.state) == [.completed, .unreadable, .unreadable, .unreadable, .completed])
      #expect(found[1].fault?.contains("a newer version of limn wrote it") == true)
      #expect(found[2].fault?.contains("the record was edited by hand") == true)
      #expect(found[3].fault?.contains("run.json") == true)
      let lines = table(of: found).split(separator: "\n")
      #expect(lines.count == 6)
      #expect(lines[1].hasPrefix("00000-run-0  train  completed   "))
      #expect(lines[1].hasSuffix("  0.300    of-threes    -"))
      #expect(lines[2].hasPrefix("00001-run-1  -      unreadable  -"))
    }
  }

  @Test func aDeletedRunIsToldFromOneThatNeverWas() throws {
    try withTemporaryFolder { root in
      let run = try make("a", in: root, .completed)
      try FileManager.default.removeItem(atPath: run.path)
      for reference in ["0", "00000", "00000-a"] {
        let gone = try #require(throws: InputError.self) {
          try RunDirectory.find(reference, in: root)
        }
        #expect(gone.kind == .missing)
        #expect(gone.found == "one that was deleted")
      }
      let never = try #require(throws: InputError.self) { try RunDirectory.find("7", in: root) }
      #expect(never.found == "none")
    }
  }

  @Test func scoresThatAreNoSharesAreShownToo() {
    let text = scoreBars(
      of: ["scores": ["overall": ["mean": 1e300, "low": -0.04, "high": 2]]])
    #expect(text == "overall  [####################]  1e+300  -0.040 to 2.000")
  }

  @Test func scoresStandUnderWhatMeasuredThem() throws {
    try withTemporaryFolder { root in
      let record = try RunRecord.read(make("a", in: root, .completed).record)
      let text = scoreBars(
        of: ["scores": ["overall": ["mean": 0.5, "low": 0.25, "high": 0.75]]], by: record)
      #expect(
        text == """
          scores by of-threes/1, all
          overall  [##########----------]  0.500  0.250 to 0.750
          """)
    }
  }

  @Test func twoRunsAreComparedBySubject() throws {
    try withTemporaryFolder { root in
      let first = try RunRecord.read(make("a", in: root, .completed).record)
      let second = try RunRecord.read(make("b", in: root, .completed, steps: 5).record)
      let comparison = RunComparison(
        first, second,
        lines: ([["step": 1, "stage": "s", "x": 1]], [["step": 1, "stage": "s", "x": 2]]))
      #expect(comparison.text.contains("config\n  steps: 3 -> 5\n"))
      #expect(comparison.text.contains("results\n  overall: 0.3 -> 0.5 (+0.200)\n"))
      #expect(comparison.text.contains("machine: the same\n"))
      #expect(comparison.text.hasSuffix("metrics.jsonl first differs at s, step 1, x"))
      #expect(comparison.incomparable.isEmpty)
      #expect(comparison.json["config"]?.elements?.first?["after"] == 5)
      let third = try RunRecord.read(make("c", in: root, .completed, steps: 10).record)
      #expect(RunComparison(first, third).incomparable == ["overall"])
      let same = RunComparison(first, first)
      let titles = ["config", "inputs", "code", "machine", "metrics", "outputs"]
      #expect(same.sections.map(\.title) == titles)
      #expect(same.sections.map(\.changes.count) == [0, 0, 0, 0, 0, 0])
    }
  }

}
