import Files
import Tensors
import TestSupport
import Testing

@testable import Experiments

@Suite struct ChecksumHistoryTests {
  private func history(
    _ tensors: [String], _ lines: [(step: Int, hashes: [String])]
  ) throws -> ChecksumHistory {
    try withTemporaryFolder { folder in
      let head: JSONValue = ["step": 0, "tensors": .array(tensors.map(JSONValue.string))]
      let rest = lines.map { step, hashes -> JSONValue in
        [
          "step": .integer(step), "stage": "warmup",
          "checksums": .array(hashes.map(JSONValue.string)),
        ]
      }
      let text = ([head] + rest).map { $0.canonicalText() + "\n" }.joined()
      try writeFile(Array(text.utf8), to: "\(folder)/checksums.jsonl")
      return try #require(try ChecksumHistory("\(folder)/checksums.jsonl"))
    }
  }

  private func place(_ step: Int, _ tensor: String) -> Divergence {
    Divergence(stage: "warmup", step: step, name: "parameters", tensor: tensor)
  }

  @Test func theFirstTensorOfTheFirstStepIsNamed() throws {
    let before = try history(["a", "b"], [(1, ["0", "0"]), (2, ["1", "2"]), (3, ["3", "4"])])
    let after = try history(["a", "b"], [(1, ["0", "0"]), (2, ["1", "x"]), (3, ["x", "x"])])
    #expect(before.divergence(from: after) == place(2, "b"))
    #expect(before.divergence(from: before) == nil)
  }

  @Test func onlyWhatBothHaveIsCompared() throws {
    let before = try history(["a", "b", "gone"], [(1, ["0", "0", "0"]), (2, ["1", "2", "3"])])
    let after = try history(["new", "b", "a"], [(2, ["9", "2", "x"])])
    #expect(before.divergence(from: after) == place(2, "a"))
    let cut = try history(["a", "b"], [(2, ["1"])])
    #expect(before.divergence(from: cut) == place(2, "b"))
    let fewer = try history(["a", "b"], [(1, ["0", "0"]), (2, ["1", "2"])])
    #expect(before.divergence(from: fewer) == nil)
  }

  @Test func runsOfOlderVersionsHaveNone() throws {
    try withTemporaryFolder { folder in
      let history = try ChecksumHistory("\(folder)/checksums.jsonl")
      #expect(history == nil)
    }
  }

  @Test func otherTensorsBeginTheLogAnew() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/checksums.jsonl"
      let value = Tensor([1, 2], shape: [2])
      try ChecksumLog(path, resumingAfter: 0, tensors: ["a", "b"])
        .append(step: 1, stage: .warmup, [("a", value), ("b", value)])
      _ = try ChecksumLog(path, resumingAfter: 1, tensors: ["a", "b"])
      #expect(try MetricsHistory(path).lines.count == 2)
      _ = try ChecksumLog(path, resumingAfter: 1, tensors: ["a"])
      #expect(try ChecksumHistory(path)?.tensors == ["a"])
      #expect(try MetricsHistory(path).lines.count == 1)
    }
  }
}
