import Files
import Foundation
import TestSupport
import Testing

@Suite struct RunsTests {
  @Test func runsAreListedAndShown() throws {
    _ = try TinyRun.outcome.get()
    let list = try limn("runs", "--json", "--status", "completed", in: TinyRun.folder)
    #expect(list.status == 0)
    #expect(list.output.contains(#""id":"00000-tiny""#))
    let none = try limn("runs", "--name", "other", in: TinyRun.folder)
    #expect(none.output.isEmpty)
    #expect(none.errors == "limn: no such runs in runs\n")
    #expect(try limn("runs", "--status", "x").status == 64)
    let missing = try limn("runs", "--runs", "nosuch", in: TinyRun.folder)
    #expect(missing.status == 66)
    #expect(missing.errors == "limn: nosuch: expected a folder of runs, found none\n")
    let file = try limn("runs", "--runs", "tiny.json", in: TinyRun.folder)
    #expect(file.status == 65)
    #expect(file.errors == "limn: tiny.json: expected a readable folder, found not a directory\n")
    for (reference, found) in [("tiny.json", "a file that is no run"), ("nothing", "none")] {
      let show = try limn("runs", "show", reference, in: TinyRun.folder)
      #expect(show.status == 66)
      #expect(show.errors == "limn: \(reference): expected a run in runs, found \(found)\n")
    }
    for reference in ["0", "00000", "00000-t", "latest", "runs/00000-tiny"] {
      let show = try limn("runs", "show", reference, in: TinyRun.folder)
      #expect(show.status == 0)
      #expect(show.output.hasPrefix("run       00000-tiny\nstate     completed\n"))
      #expect(show.output.contains("\npage      runs/00000-tiny/report.html\n"))
      #expect(show.output.contains("\npretraining: contrastive\n"))
      #expect(show.output.contains("\u{2524}"))
    }
    let json = try limn("runs", "show", "0", "--json", in: TinyRun.folder)
    #expect(json.output.contains(#""metrics":[{"#))
    #expect(json.output.hasSuffix("\"state\":\"completed\"}\n"))
  }

  @Test func damageIsToldAndHidesNothingElse() throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/runs")
      for number in 0..<3 {
        try FileManager.default.copyItem(
          atPath: "\(TinyRun.folder)/runs/00000-tiny", toPath: "\(folder)/runs/0000\(number)-tiny")
      }
      let metrics = "\(folder)/runs/00000-tiny/metrics.jsonl"
      let text = try readFile(metrics)
      try writeFile(text + Array(#"{"step":9,"st"#.utf8), to: metrics)
      let cut = try limn("runs", "show", "0", in: folder)
      #expect(cut.status == 0)
      #expect(
        cut.errors == "limn: warning: runs/00000-tiny/metrics.jsonl: line 8 was cut short "
          + "and is passed over\n")
      #expect(try readFile(metrics).count == text.count + 13)
      try writeFile(Array("{}\n{\n".utf8) + text, to: metrics)
      let faulty = try limn("runs", "show", "0", in: folder)
      #expect(faulty.status == 65)
      #expect(faulty.output.contains("00000-tiny"))

      let newer = "\(folder)/runs/00001-tiny/run.json"
      let record = String(decoding: try readFile(newer), as: UTF8.self)
      try writeFile(
        Array(record.replacing(#""schema": 1"#, with: #""schema": 9"#).utf8), to: newer)
      let edited = "\(folder)/runs/00002-tiny/run.json"
      try writeFile(
        Array(record.replacing(#""seed": 0"#, with: #""seed": 1"#).utf8), to: edited)
      let list = try limn("runs", in: folder)
      #expect(list.status == 0)
      #expect(list.output.contains("00001-tiny  -      unreadable"))
      #expect(list.output.contains("00002-tiny  -      unreadable"))
      #expect(list.errors.contains("schema 9; a newer version of limn wrote it"))
      #expect(list.errors.contains("the record was edited by hand"))
      #expect(try limn("runs", "show", "1", in: folder).status == 65)
      #expect(try limn("runs", "diff", "0", "2", in: folder).status == 102)
      #expect(try limn("rerun", "1", in: folder).status == 65)
      #expect(try limn("runs", "show", "9", in: folder).status == 66)
    }
  }
}
