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
      #expect(words.contains("<h1>a &lt;b&gt; &amp; c</h1>"))
      #expect(words.contains("<p>Is 1 &lt; 2?</p>"))
      let overall = try #require(run.record.metrics.first)
      #expect(words.contains("<b>overall</b> \(share(overall.value)) by shape-oracle</p>"))
      let scores = try JSONValue.parse(readFile(run.directory.scores), path: "")
      let tags = try #require(scores["scores"]?["tags"]?.members)
      for tag in tags {
        let mean = try #require(tag.value["all"]?["mean"]?.double)
        #expect(
          words.contains(
            "<th scope=\"row\">\(tag.key)</th><td data-label=\"score\">\(share(mean))<"))
      }
      #expect(words.contains(run.record.configHash))
      #expect(words.contains(run.record.outputs[0].sha256))
      #expect(words.contains("adversarial: discriminator"))
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
      #expect(words.contains("<b>interrupted</b> adversarial, step 1 of 8</p>"))
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
    #expect(try page() == page())
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
        #expect(page.contains(", step \(step) of 3</p>"))
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
      details.progress = .init(stage: "warmup", done: 0, total: 9)
      let page = try page(in: folder, details) { $0.status = .running }
      #expect(page.contains("<b>so far</b> warmup, step 0 of 9</p>"))
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

  @Test func scoresInPartsAreNamedByThem() throws {
    func estimate(_ mean: Double) -> JSONValue {
      ["mean": .number(mean), "low": 0, "high": 1, "prompts": 4, "images": 8]
    }
    let part: JSONValue = [
      "overall": estimate(0.25), "seen": estimate(0.75), "unseen": .null, "tags": [:],
    ]
    let section = HTMLScores(["scores": ["plain": part, "moved": part]], by: nil).section
    let names = section.matches(of: #/<th scope="row">([^<]*)</#).map { String($0.1) }
    #expect(names == ["plain, overall", "plain, seen", "moved, overall", "moved, seen"])
    #expect(section.contains("<td data-label=\"score\">0.750</td>"))
    #expect(section.contains("Seen and unseen are what training showed"))
    #expect(!section.contains("class=\"led\""))
    #expect(!section.contains("ceiling"))
  }

  @Test func figuresAndPartsWithoutTagsAreShown() throws {
    let text = """
      {"scores": {"overall": {"mean": 0.5, "low": 0.25, "high": 0.75, "prompts": 4, "images": 8},
        "seen": {"mean": 0.5, "low": 0.25, "high": 0.75, "prompts": 4, "images": 8},
        "unseen": null, "tags": {}},
       "ceiling": {"overall": {"mean": 0.9}}, "floor": {},
       "figures": [{"name": "kid", "value": 0.125, "low": 0.1, "high": 0.2, "signature": "kid|small"}]}
      """
    let section = HTMLScores(try JSONValue.parse(Array(text.utf8), path: ""), by: "a & b").section
    #expect(section.matches(of: #/<tr><th scope="row">/#).count == 3)
    #expect(section.contains("By a &amp; b. The bar"))
    #expect(section.contains("<th scope=\"row\">kid (few pictures)</th>"))
    #expect(section.contains("<td data-label=\"95% interval\">0.1000 to 0.2000</td>"))
    #expect(
      section.contains(
        "<td data-label=\"ceiling\">0.900</td><td data-label=\"floor\">unknown</td>"))
    // 0 stands 8 from the left, 1 as far from the right of 240.
    #expect(section.contains("<circle class=\"dot\" cx=\"120.0\""))
    #expect(section.contains("<line class=\"ci\" x1=\"64.0\" x2=\"176.0\""))
    #expect(section.contains("<line class=\"mark\" x1=\"209.6\""))
    #expect(section.contains("class=\"led\""))
    #expect(HTMLScores([:], by: nil).section.isEmpty)
  }
}
