import Files
import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct SweepTests {
  /// Two arms of the tiny spec, without what a run does beside training; one of so many steps that
  /// a signal comes before their lines are read.
  private func sweep() throws -> String {
    let base =
      tinySpec
      .replacing(#""sampleEvery": 2"#, with: #""sampleEvery": 0"#)
      .replacing(#""evaluateEvery": 1"#, with: #""evaluateEvery": 0"#)
      .replacing(#""checkpointEvery": 1"#, with: #""checkpointEvery": 100"#)
      .replacing(#""warmup": {"steps": 1, "batchSize": 2},"#, with: "")
    return """
      {"kind": "sweep", "name": "s", "base": \(base), "seeds": [0, 1],
       "arms": [{"name": "slots", "set": {}},
                {"name": "cls", "set": {"recipe": "gan-cls", "generator.channels": 8,
                  "training.steps": 200}}]}
      """
  }

  @Test func anInterruptedSweepGoesOnWhereItStopped() throws {
    try withTemporaryFolder { folder in
      try writeFile(sweep().utf8, to: "\(folder)/s.json")
      let (status, errors) = try interrupted(folder, after: "cls, seed 0\n")
      #expect(status == 130)
      #expect(errors.contains("limn: run 2 of 4: runs/00002-s-cls-seed-0, cls, seed 0\n"))
      #expect(errors.hasSuffix("limn: interrupted; continue with: limn resume runs/00000-s\n"))
      let first = "\(folder)/runs/00001-s-slots-seed-0/run.json"
      let before = try readFile(first)
      let list = try limn("runs", in: folder).output
      #expect(list.contains("00000-s               sweep  interrupted  "))
      #expect(list.contains("00002-s-cls-seed-0    train  interrupted  "))

      let resumed = try limn("resume", "latest", in: folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
      #expect(try readFile(first) == before)
      #expect(!resumed.errors.contains("run 1 of 4"))
      #expect(resumed.errors.contains("limn: run 2 of 4: runs/00002-s-cls-seed-0, cls, seed 0\n"))
      let lines = resumed.output.split(separator: "\n")
      try #require(lines.count == 7)
      #expect(lines[0] == "runs/00000-s")
      #expect(lines[1].hasPrefix("arm    overall  95% interval"))
      #expect(lines[2].hasPrefix("slots  0."))
      #expect(lines[3].hasPrefix("cls    0."))
      #expect(lines[4].hasPrefix("less slots  overall  95% interval"))
      #expect(lines[5].hasPrefix("cls         "))
      let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs").sorted()
      #expect(
        runs == [
          ".numbers", "00000-s", "00001-s-slots-seed-0", "00002-s-cls-seed-0",
          "00003-s-slots-seed-1", "00004-s-cls-seed-1",
        ])
      try checkRecords(folder)
      let again = try limn("resume", "0", "--keep", in: folder)
      #expect(again.output == "runs/00000-s\n")
      #expect(again.errors == "limn: the run is complete\n")
      for name in ["sweep.json", "plot.svg", "samples.png"] {
        #expect(try readFile("\(folder)/\(name)") == readFile("\(folder)/runs/00000-s/\(name)"))
      }
      let page = String(
        decoding: try readFile("\(folder)/runs/00000-s/report.html"), as: UTF8.self)
      #expect(!page.contains("limn rerun"))
      for id in runs.dropFirst(2) { #expect(page.contains("<a href=\"../\(id)/report.html\">")) }
      for arm in ["slots", "cls"] { #expect(page.contains("<th scope=\"row\">\(arm)</th>")) }
      let plot = String(decoding: try readFile("\(folder)/plot.svg"), as: UTF8.self)
      let title = try #require(plot.firstMatch(of: #/<title>.*<\/title>/#)).0
      #expect(page.contains(title))
      #expect(page.contains(Data(try readFile("\(folder)/samples.png")).base64EncodedString()))
      let record = "\(folder)/runs/00000-s/run.json"
      let whole = String(decoding: try readFile(record), as: UTF8.self)
      try writeFile(whole.replacing("plot.svg", with: "../plot.svg").utf8, to: record)
      #expect(try limn("resume", "0", "--keep", "--force", in: folder).status == 0)
      #expect(!fileExists("\(folder)/plot.svg"))
      try writeFile(whole.utf8, to: record)
      // Four rows of six pictures of 16 by 16 pixels, eight times as large.
      #expect(try PNG.read("\(folder)/samples.png").image.height > 4 * 128)
      let fromInside = try limn("resume", ".", in: "\(folder)/runs/00000-s")
      #expect(fromInside.output == "./../00000-s\n")
      #expect(fromInside.errors == "limn: the run is complete\n")
      // Its trainings come after it.
      let show = try limn("runs", "show", "latest", in: folder)
      #expect(show.output.hasSuffix(resumed.output.dropFirst("runs/00000-s\n".count)))
      let rerun = try limn("rerun", "0", in: folder)
      #expect(rerun.status == 65)
      #expect(rerun.errors.contains("limn runs lists its runs; rerun them one by one"))
      #expect(try limn("resume", "2", "--keep", in: folder).status == 65)
    }
  }

  private func checkRecords(_ folder: String) throws {
    func json(_ path: String) throws -> JSONValue {
      try JSONValue.parse(readFile("\(folder)/runs/\(path)"), path: path)
    }
    let child = try json("00004-s-cls-seed-1/run.json")
    #expect(child["parent"] == ["id": "00000-s", "relation": "sweep"])
    #expect(child["config"]?["recipe"] == "gan-cls")
    #expect(child["config"]?["training"]?["steps"] == 200)
    #expect(child["seeds"] == [1])
    let report = try json("00000-s/sweep.json")
    let arm = try #require(report["arms"]?.elements?.last)
    #expect(arm["name"] == "cls")
    #expect(arm["scores"]?.elements?.first?["values"]?.elements?.count == 2)
    #expect(
      arm["runs"]?.elements?.map { $0["id"] } == ["00002-s-cls-seed-0", "00004-s-cls-seed-1"])
    #expect(try #require(arm["training_seconds"]?.double) > 0)
  }

  @Test func nothingRunsWhereACombinationIsFaulty() throws {
    try withTemporaryFolder { folder in
      try writeFile(tinySpec.utf8, to: "\(folder)/tiny.json")
      let text = """
        {"kind": "sweep", "name": "s", "base": "tiny.json",
         "grid": [{"path": "training.batchSize", "values": [2, 0]}]}
        """
      try writeFile(text.utf8, to: "\(folder)/s.json")
      let outcome = try limn("run", "s.json", in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(
        outcome.errors == """
          limn: s.json: 1 problem
            arm "training.batchSize=0": $.training.batchSize: expected a whole number from 1 to \
          4096, found 0

          """)
      #expect(!fileExists("\(folder)/runs"))
      let dry = try limn(
        "run", "s.json", "--dry-run", "--set", "grid=[]", "--set", "seeds=[0,1]", in: folder)
      #expect(dry.status == 0, "\(dry.errors)")
      #expect(dry.output.hasPrefix("arm   runs  parameters  time of a run  time\nbase  2     "))
      #expect(dry.output.contains("\nruns                  2\ntime in all "))
      #expect(!fileExists("\(folder)/runs"))
    }
  }

  @Test func anArmThatAsksForWhatIsNotThereKeepsNoOtherFromItsRun() throws {
    try withTemporaryFolder { folder in
      let text = try sweep().replacing(#""seeds": [0, 1]"#, with: #""seeds": [0]"#)
        .replacing(
          #""set": {}"#,
          with: #"""
            "set": {"recipe": "gan-cls", "generator.channels": 8, "dataset.name": "folder",
              "dataset.path": "gone"}
            """#)
      try writeFile(text.utf8, to: "\(folder)/s.json")
      let outcome = try limn("run", "s.json", in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("limn: 1 of 2 runs failed; for the others: limn runs show "))
      #expect(outcome.errors.contains("\n  s slots seed 0: "))
      let list = try limn("runs", in: folder).output
      #expect(list.contains("00000-s             sweep  failed"), "\(list)")
      #expect(list.contains("completed"), "\(list)")
    }
  }

  /// Runs s.json and interrupts it once it has said `words`.
  private func interrupted(
    _ folder: String, after words: String
  ) throws -> (status: Int32, errors: String) {
    let going = try Going("run", "s.json", in: folder)
    going.wait(for: words)
    // As a terminal that is closed does, and a key that is hit at once again.
    for signal in [SIGHUP, SIGINT, SIGINT] { going.signal(signal) }
    return (going.end(), going.text)
  }
}
