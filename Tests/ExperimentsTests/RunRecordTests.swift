import Experiments
import Files
import Tensors
import TestSupport
import Testing

@Suite struct RunRecordTests {
  private func sample(in root: String) throws -> (RunDirectory, RunRecord) {
    let run = try RunDirectory.create(in: root, name: "tiny")
    var record = RunRecord(
      of: run, name: "tiny", kind: .train, config: ["kind": "train", "steps": 3], seeds: [0, 7],
      command: ["limn", "run", "x y.json"],
      libraries: [LibraryRecord(name: "oneDNN", version: "2.6.3")], threads: 2)
    try writeFile(Array("hello".utf8), to: "\(root)/input.txt")
    record.inputs = [try FileRecord(role: "spec", reading: "\(root)/input.txt")]
    record.outputs = [
      try FileRecord(role: "model", reading: "\(root)/input.txt", recordedAs: "model.safetensors")
    ]
    record.metrics = [MetricRecord(name: "overall", value: 0.725, signature: "oracle.v1|n:300")]
    record.parent = RunRecord.Parent(
      id: "00003-other", relation: .rerun, record: "runs/00003-other/run.json")
    return (run, record)
  }

  @Test(arguments: RunRecord.Status.allCases)
  func recordsReadBack(_ status: RunRecord.Status) throws {
    try withTemporaryFolder { root in
      var (run, record) = try sample(in: root)
      if status != .running { record.finish(status, failure: status == .failed ? "why" : nil) }
      try record.write(to: run.record)
      #expect(try RunRecord.read(run.record) == record)
    }
  }

  @Test func theComputerIsDescribed() throws {
    try withTemporaryFolder { root in
      let machine = try sample(in: root).1.machine
      #expect(machine.threads == 2)
      #expect(machine.extensions == Engine.arithmetic)
      #if os(Linux) && arch(x86_64)
        let words = try String(decoding: readFile("/proc/cpuinfo"), as: UTF8.self)
          .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(machine.cores == words.ranges(of: "processor : ").count)
        #expect(words.contains("model name : \(machine.processor) "))
        #expect(machine.architecture == "x86_64")
      #endif
    }
  }

  @Test func longMessagesOfFailureFitOnALine() throws {
    try withTemporaryFolder { root in
      var (run, record) = try sample(in: root)
      record.finish(.failed, failure: "x.json: 2 problems\n  fi\trst\n  \u{1B}second")
      try record.write(to: run.record)
      #expect(try RunRecord.read(run.record).failure == "x.json: 2 problems; fi rst;  second")
    }
  }

  @Test func newerSchemasAreRefused() throws {
    try withTemporaryFolder { root in
      let (run, record) = try sample(in: root)
      try record.write(to: run.record)
      try edit(run.record, "\"schema\": 1", "\"schema\": 99")
      let error = try #require(throws: InputError.self) { try RunRecord.read(run.record) }
      #expect(error.kind == .invalid)
      #expect(error.description.contains("schema 99; a newer version of limn wrote it"))
    }
  }

  @Test func handEditsAreNoticed() throws {
    try withTemporaryFolder { root in
      let (run, record) = try sample(in: root)
      try record.write(to: run.record)
      try edit(run.record, "\"steps\": 3", "\"steps\": 4")
      let error = try #require(throws: InputError.self) { try RunRecord.read(run.record) }
      #expect(error.kind == .changed)

      try record.write(to: run.record)
      try edit(run.record, "\"status\": \"running\"", "\"status\": \"runing\"")
      try edit(run.record, "\"bytes\": 5", "\"bytes\": \"five\"")
      let faults = try #require(throws: SpecError.self) { try RunRecord.read(run.record) }
      #expect(
        faults.problems.map(\.path) == ["$.status", "$.inputs[0].bytes", "$.outputs[0].bytes"])
    }
  }

  @Test func changedInputsAreNoticed() throws {
    try withTemporaryFolder { root in
      let input = try #require(try sample(in: root).1.inputs.first)
      try input.verify()
      try writeFile(Array("hellp".utf8), to: input.path)
      let error = try #require(throws: InputError.self) { try input.verify() }
      #expect(error.kind == .changed)
    }
  }

}
