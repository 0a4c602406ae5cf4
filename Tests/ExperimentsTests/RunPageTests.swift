import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import TestSupport
import Testing
import TextToImage

@testable import Experiments

@Suite struct RunPageTests {
  private func trainingRun(
    _ training: String, name: String = "a <b> & c", in folder: String,
    monitor: any RunMonitor = Quiet()
  ) throws -> TrainingRun {
    var members = try tinyJSON("", training: training).members ?? []
    members.removeAll { $0.key == "name" }
    members += [.init("name", .string(name)), .init("question", "Is 1 < 2?")]
    return try TrainingRun(
      try readSpec(from: .object(members), path: "gan.json"), from: [], in: folder,
      command: ["limn"], software: "limn test", monitor: monitor)
  }

  private func page(_ directory: RunDirectory) throws -> String {
    String(decoding: try readFile(directory.report), as: UTF8.self)
  }

  /// The page without its pictures: Base64 has every letter.
  private func words(_ page: String) -> String {
    page.replacing(#/base64,[A-Za-z0-9+\/=]*/#, with: "")
  }

  @Test func aTrainingEndsWithAPageThatStandsAlone() throws {
    try withTemporaryFolder { folder in
      let run = try trainingRun(#""steps": 3, "sampleEvery": 0"#, in: folder)
      #expect(try run.carryOut())
      let page = try page(run.directory)
      let words = words(page)
      for outside in ["http:", "https:", "//", "<link", "@import", "url(", folder, "<b> &"] {
        #expect(!words.contains(outside), "\(outside)")
      }
      #expect(words.contains("<h1>\(run.directory.id)</h1>"))
      #expect(words.contains("<p>Is 1 &lt; 2?</p>"))
      let overall = try #require(run.record.metrics.first)
      let scores = try JSONValue.parse(readFile(run.directory.scores), path: "")
      let low = try #require(scores["scores"]?["overall"]?["low"]?.double)
      #expect(
        words.contains(
          "<b>overall</b> \(share(overall.value)) by shape-oracle, 95% interval \(share(low)) to "))
      #expect(words.contains(#/ prompts, ceiling 1.000, floor [\d.]+<\/p>/#))
      let tags = try #require(scores["scores"]?["tags"]?.members)
      for tag in tags {
        let mean = try #require(tag.value["all"]?["mean"]?.double)
        #expect(
          words.contains(
            "<th scope=\"row\">\(tag.key)</th><td data-label=\"score\">\(share(mean))<"))
      }
      #expect(words.contains(run.record.configHash))
      #expect(words.contains(run.record.outputs[0].sha256))
      #expect(words.contains("<h3>adversarial</h3>"))
      #expect(words.contains("<figcaption>discriminator"))
      let order = ["How good it is", "What it draws", "How it trained", "How it was made"]
      #expect(words.matches(of: #/<h2>([^<]*)/#).map { String($0.1) }.prefix(4) == order[...])
      #expect(words.contains("&quot;sampleEvery&quot;: 0"))
      let place = "\(fileName(folder))/\(run.directory.id)"
      #expect(words.contains("limn generate &quot;A SENTENCE&quot; --model \(place)\n"))
      #expect(words.contains("limn rerun \(place)\n"))
      // No sheet was drawn on the way; this one is the end's.
      #expect(try namesInFolder(run.directory.samples).isEmpty)
      #expect(page.matches(of: #/<figure class="stage">/#).count == 1)
      #expect(!words.contains("type=\"range\" id"))
    }
  }

  @Test func theSheetOfTheEndIsWhatTheModelDraws() throws {
    try withTemporaryFolder { folder in
      let run = try trainingRun(#""steps": 1, "sampleEvery": 0"#, in: folder)
      let sampled = try trainingRun(#""steps": 1, "sampleEvery": 1"#, in: folder)
      #expect(try run.carryOut())
      #expect(try sampled.carryOut())
      let sheet = try PNG.read("\(sampled.directory.samples)/00000001.png").image
      let bytes = try #require(try picture(in: page(run.directory)))
      try writeFile(bytes, to: "\(folder)/sheet.png")
      #expect(try PNG.read("\(folder)/sheet.png").image == sheet)
      #expect(
        try picture(in: page(sampled.directory))
          == readFile("\(sampled.directory.samples)/00000001.png"))
    }
  }

  /// The first PNG file in a page.
  private func picture(in page: String) throws -> [UInt8]? {
    let match = page.firstMatch(of: #/data:image\/png;base64,([A-Za-z0-9+\/=]*)/#)
    return match.flatMap { Data(base64Encoded: String($0.1)) }.map(Array.init)
  }

  /// The folder of a run that was stopped after its first step; nobody holds its lock any more.
  private func stopped(in folder: String) throws -> RunDirectory {
    let run = try trainingRun(
      #""steps": 8, "sampleEvery": 1"#, name: "long", in: folder,
      monitor: Counting(stoppingAtFirst: "steps"))
    #expect(try run.carryOut() == false)
    return run.directory
  }

  @Test func anInterruptedRunShowsHowFarItIs() throws {
    try withTemporaryFolder { folder in
      let directory = try stopped(in: folder)
      let words = words(try page(directory))
      #expect(words.contains("<b>interrupted</b> adversarial 1 of 8, 1 of 8 steps in all</p>"))
      #expect(words.contains("limn resume \(fileName(folder))/\(directory.id)\n"))
      #expect(!words.contains("limn rerun"))
      #expect(!words.contains("How good it is"))
      let resumed = try TrainingRun(resuming: directory, software: "limn test", monitor: Quiet())
      #expect(try resumed.carryOut())
      let page = try page(directory)
      #expect(!self.words(page).contains("interrupted"))
      #expect(page.matches(of: #/<figure class="stage">/#).count == 8)
      #expect(page.contains("min=\"0\" max=\"7\" value=\"7\""))
    }
  }

  @Test func equalRunsHaveEqualPages() throws {
    func page() throws -> String {
      try withTemporaryFolder { folder in
        let runs = "\(folder)/runs"
        let run = try trainingRun(#""steps": 2, "sampleEvery": 1"#, in: runs)
        #expect(try run.carryOut())
        return try self.page(run.directory)
      }
    }
    // No two trainings take the same time.
    func timeless(_ page: String) -> String {
      page.replacing(#/<dt>Training took<\/dt><dd>[^<]*/#, with: "")
    }
    let first = try page()
    #expect(try timeless(page()) == timeless(first))
    #expect(timeless(first) != first)
  }

  @Test func thePageCanBeWatchedWhileTheRunGoesOn() throws {
    try withTemporaryFolder { folder in
      let watch = Peeking { try self.page(#require(RunDirectory.all(in: folder).first)) }
      let run = try trainingRun(#""steps": 3, "sampleEvery": 1"#, in: folder, monitor: watch)
      #expect(try run.carryOut())
      // After each step it is told before the page is renewed.
      let pages = watch.seen.prefix(3).map(words)
      for (step, page) in pages.enumerated() {
        #expect(page.contains("<b>so far</b> "))
        #expect(page.contains(", \(step) of 3 steps in all</p>"))
        #expect(page.contains("The first pictures come after 1 step.") == (step == 0))
        #expect(page.contains("Curves come with the second line of metrics") == (step < 2))
        #expect(page.matches(of: #/<figure class="stage">/#).count == step)
        #expect(!page.contains("How good it is"))
      }
      #expect(pages[1].contains("alt=\"after 1 step, of: a circle; "))
    }
  }

  @Test func aPageThatCannotBeWrittenHarmsNothing() throws {
    try withTemporaryFolder { folder in
      let run = try trainingRun(#""steps": 2, "sampleEvery": 1"#, in: folder)
      // No file can stand where a folder is.
      try makeFolder("\(run.directory.report)/x")
      #expect(try run.carryOut())
      #expect(run.record.status == .completed)
      let log = try String(contentsOfFile: run.directory.log, encoding: .utf8)
      #expect(log.matches(of: #/warning: no page shows the run: /#).count == 1)
    }
  }

  /// The page of a complete training with `change` made to its record.
  private func page(
    in folder: String, _ details: RunPage.Details = .init(), _ change: (inout RunRecord) -> Void
  ) throws -> String {
    let run = try trainingRun(#""steps": 1, "sampleEvery": 1"#, in: "\(folder)/runs")
    #expect(try run.carryOut())
    var record = run.record
    change(&record)
    let inside = try #require(RunDirectory.at("\(folder)/runs/../runs/./\(run.directory.id)"))
    return words(try RunPage(record, in: inside, details).text())
  }

  @Test func aFailedRunSaysWhy() throws {
    try withTemporaryFolder { folder in
      let page = try page(in: folder) { record in
        record.finish(.failed, failure: "1 < 2")
      }
      #expect(page.contains("<p class=\"verdict worse\"><b>failed</b> 1 &lt; 2</p>"))
      #expect(page.contains("limn resume runs/00000-"))
      #expect(!page.contains("How good it is"))
    }
  }

  @Test func aRunThatGoesOnShowsWhatItHas() throws {
    try withTemporaryFolder { folder in
      var details = RunPage.Details()
      details.progress = .init(
        stage: .warmup, stageDone: 0, stageTotal: 5, done: 0, total: 9)
      let page = try page(in: folder, details) { $0.status = .running }
      #expect(page.contains("<b>so far</b> warm-up 0 of 5, 0 of 9 steps in all</p>"))
      // One that was killed looks the same.
      #expect(page.contains("limn resume runs/00000-"))
      #expect(!page.contains("limn rerun"))
      // The sheet of step 1 is of what was lost.
      #expect(!page.contains("<figure class=\"stage\">"))
      let runs = try RunDirectory.all(in: "\(folder)/runs")
      try removeFile(try #require(runs.first).model)
      let record = try RunRecord.read(runs[0].record)
      let without = try RunPage(record, in: runs[0]).text()
      #expect(!without.contains("limn generate"))
      #expect(page.contains("limn generate &quot;A SENTENCE&quot; --model runs/00000-"))
    }
  }

  @Test func aRunSaysWhenItsPicturesAndCurvesWillCome() throws {
    try withTemporaryFolder { folder in
      var details = RunPage.Details()
      details.progress = .init(stage: .warmup, stageDone: 0, stageTotal: 20, done: 0, total: 59)
      func page(_ kind: ExperimentKind, sampleEvery: Int) throws -> String {
        try self.page(in: folder, details) { record in
          (record.kind, record.status) = (kind, .running)
          record.config = [
            "textEncoder": ["pretraining": ["steps": 30]], "warmup": ["steps": 20],
            "training": ["steps": 9, "sampleEvery": .integer(sampleEvery)], "logEvery": 50,
          ]
        }
      }
      // The end of the warm-up, which comes before the thousandth step.
      #expect(
        try page(.train, sampleEvery: 1000).contains("The first pictures come after 50 steps."))
      #expect(try page(.train, sampleEvery: 7).contains("pictures come after 37 steps."))
      #expect(try page(.train, sampleEvery: 0).contains("<p>Pictures come at the end.</p>"))
      let judge = try page(.judge, sampleEvery: 0)
      #expect(!judge.contains("Pictures come"))
      #expect(judge.contains("there is one every 50 steps."))
    }
  }

  @Test func dataIsNamedWithoutItsPlace() throws {
    try withTemporaryFolder { folder in
      let page = try page(in: folder) { record in
        record.dataset = DatasetRecord(name: "pets", pictures: 12, sha256: "abc")
        record.config = [
          "dataset": ["path": "/home/me/pets"], "recipe": "pix2pix",
          "arms": [["name": "a", "set": ["dataset.path": "/home/me/cats"]]],
          "grid": [["path": "dataset.path", "values": ["/home/me/dogs"]]],
        ]
      }
      #expect(page.contains("<dt>Data set</dt><dd>pets, "))
      #expect(page.contains("<dt>Recipe</dt><dd>pix2pix</dd>"))
      #expect(page.contains("<dt>Seed</dt><dd>0</dd>"))
      #expect(page.contains("&quot;path&quot;: &quot;pets&quot;"))
      for name in ["cats", "dogs"] { #expect(page.contains("&quot;\(name)&quot;")) }
      #expect(!page.contains("/home"))
      #expect(page.contains("limn translate OUTLINES.png &quot;A SENTENCE&quot; --model runs/"))
    }
  }

  @Test func warningsOfTheLogAreShown() throws {
    try withTemporaryFolder { folder in
      let run = try trainingRun(#""steps": 1, "sampleEvery": 0"#, in: folder)
      #expect(try run.carryOut())
      #expect(!words(try page(run.directory)).contains("<h2>Warnings</h2>"))
      let log = try readFile(run.directory.log)
      try writeFile(
        log + Array("warning: 1 < 2\nnot a warning: 3\nwarning: 1 < 2\n".utf8),
        to: run.directory.log)
      let text = try RunPage(run.record, in: run.directory).text()
      #expect(text.contains("<h2>Warnings</h2>\n<ul class=\"notes\"><li>1 &lt; 2</li></ul>"))
    }
  }

  @Test func manySheetsAreThinnedToTheFirstTheLastAndSomeBetween() throws {
    try withTemporaryFolder { folder in
      for step in 1...30 { try writeFile([UInt8(step)], to: "\(folder)/000000\(step + 10).png") }
      try writeFile([0], to: "\(folder)/other.png")
      let section = try HTMLSamples("sheets", in: folder).section
      let titles = section.matches(of: #/<figcaption>after (\d+) steps</#).map { Int($0.1) ?? 0 }
      #expect(titles.count == HTMLSamples.limit)
      #expect(titles.first == 11)
      #expect(titles.last == 40)
      #expect(titles == Array(Set(titles)).sorted())
      let early = try HTMLSamples("sheets", in: folder, upTo: 12, of: ["a < b", "c"]).section
      #expect(early.matches(of: #/<figure class="stage">/#).count == 2)
      #expect(early.contains("alt=\"after 12 steps, of: a &lt; b; c\""))
      #expect(try HTMLSamples("sheets", in: "\(folder)/none").section.isEmpty)
    }
  }

  @Test func aSweepLeadsToThePagesThatThereAre() throws {
    try withTemporaryFolder { folder in
      let run = try trainingRun(#""steps": 1, "sampleEvery": 0"#, name: "whole", in: folder)
      #expect(try run.carryOut())
      let broken = try stopped(in: folder)
      try removeFile(broken.report)
      let runs = [run.directory.id, broken.id, "00009-other"].enumerated().map { seed, id in
        JSONValue.object([.init("id", .string(id)), .init("seed", .integer(seed))])
      }
      let report: JSONValue = ["arms": [["name": "a < b", "runs": .array(runs)]]]
      let section = SweepSection(report, in: folder).section
      let link = "<a href=\"../\(run.directory.id)/report.html\">seed 0</a>"
      #expect(section.contains("<li>a &lt; b: \(link), seed 1, interrupted, seed 2, gone</li>"))
      #expect(!section.contains("<svg"))
    }
  }
}
