import Experiments
import Files
import TestSupport
import Testing

@Suite struct JudgeRunTests {
  private func makeRun(in folder: String, _ monitor: any RunMonitor) throws -> JudgeRun {
    let json = try JSONValue.parse(
      Array(
        """
        {"kind": "judge", "name": "judge", "dataset": {"size": 16},
         "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 128,
           "captions": 1000, "length": 16, "pretraining": {"steps": 1, "batchSize": 2}},
         "retrieval": {"pictures": 5, "captions": 3}}
        """.utf8), path: "judge.json")
    return try JudgeRun(
      try readSpec(from: json, path: "judge.json"), from: [], in: folder, command: ["limn"],
      software: "limn", monitor: monitor)
  }

  @Test func thePageIsThereFromTheBeginning() throws {
    try withTemporaryFolder { folder in
      func page() throws -> String {
        let directory = try #require(RunDirectory.all(in: folder).first)
        return String(decoding: try readFile(directory.report), as: UTF8.self)
      }
      let watch = Peeking(page)
      let run = try makeRun(in: folder, watch)
      #expect(try run.carryOut())
      #expect(watch.seen.first?.contains("<b>so far</b>") == true)
    }
  }

  @Test func theTestTellsHowFarItIsAndCanBeStopped() throws {
    try withTemporaryFolder { folder in
      let counting = Counting()
      let run = try makeRun(in: folder, counting)
      #expect(try run.carryOut())
      #expect(counting.done["pictures"] == [1, 2, 3, 4, 5])
      #expect(counting.totals["pictures"] == 5)
      #expect(fileExists(run.directory.judge))
      let page = String(decoding: try readFile(run.directory.report), as: UTF8.self)
      let found = try #require(run.record.metrics.first)
      #expect(page.contains("<th scope=\"row\">\(found.name)</th><td data-label=\"score\">"))
      #expect(page.contains("data-label=\"captions\">3</td>"))
      #expect(!page.contains("ceiling"))
      #expect(page.contains("limn compare A.jsonl B.jsonl --judge "))

      let stopping = Counting(stoppingAtFirst: "pictures")
      let stopped = try makeRun(in: folder, stopping)
      #expect(try stopped.carryOut() == false)
      #expect(stopping.done["pictures"] == [1])
      #expect(stopped.record.status == .interrupted)
    }
  }
}
