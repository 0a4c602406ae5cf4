import Files
import TestSupport
import Testing

@testable import Experiments

@Suite struct MetricsLogTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try readFile(path), as: UTF8.self)
  }

  @Test func linesAreThereAsSoonAsAppended() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/metrics.jsonl"
      let log = try MetricsLog(path)
      try log.append(step: 1, [.init("loss", 0.5)])
      #expect(try text(path) == "{\"loss\":0.5,\"step\":1}\n")
      try log.append(step: 2, [.init("loss", .number(.nan))])
      #expect(try text(path).hasSuffix("{\"loss\":null,\"step\":2}\n"))
      let history = try MetricsHistory(path)
      #expect(history.lines.count == 2)
      #expect(history.unfinishedLine == nil)
      #expect(history.lines.compactMap { $0["loss"]?.double } == [0.5])
    }
  }

  @Test func aLineCutShortIsReportedAndLosesNothingElse() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/metrics.jsonl"
      let whole = "{\"loss\":1,\"step\":1}\n{\"loss\":2,\"step\":2}\n"
      for cut in 1..<18 {
        try writeFile(Array((whole + "{\"loss\":3,\"step\":3}".prefix(cut)).utf8), to: path)
        let history = try MetricsHistory(path)
        #expect(history.unfinishedLine == 3)
        #expect(history.lines.compactMap { $0["loss"]?.double } == [1, 2])
      }
    }
  }

  @Test func aFaultInTheMiddleIsNamed() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/metrics.jsonl"
      try writeFile(Array("{\"step\":1}\n{\"st\n{\"step\":3}\n".utf8), to: path)
      let error = try #require(throws: InputError.self) { try MetricsHistory(path) }
      #expect(error.path.hasPrefix("\(path): line 2"))
      try writeFile(Array("7\n{\"step\":3}\n".utf8), to: path)
      #expect(throws: InputError.self) { try MetricsHistory(path) }
    }
  }

  @Test func aFileThatIsGoneIsMissing() throws {
    let error = try #require(throws: InputError.self) { try MetricsHistory("/nonexistent/m.jsonl") }
    #expect(error.kind == .missing)
  }

  @Test func resumingDropsWhatWillBeWrittenAnew() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/metrics.jsonl"
      try writeFile(Array("{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n{\"st".utf8), to: path)
      let log = try MetricsLog(path, resumingAfter: 2)
      try log.append(step: 3, [.init("again", true)])
      #expect(try text(path) == "{\"step\":1}\n{\"step\":2}\n{\"again\":true,\"step\":3}\n")
    }
  }

  @Test func addingAfterALineCutShortStartsANewLine() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/log.txt"
      try writeFile(Array("one\ntw".utf8), to: path)
      try AppendOnlyFile(path).append("three")
      #expect(try text(path) == "one\ntw\nthree\n")
    }
  }
}
