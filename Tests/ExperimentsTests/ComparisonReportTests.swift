import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Tensors
import Testing

@testable import Experiments

@Suite struct ComparisonReportTests {
  /// A side whose pictures are faultless renders, or where `isWrong` says so those of no object.
  private func side(
    _ name: String, prefix: String = "p", count: Int = 24, side: Int = 32,
    isWrong: (Int, Int) -> Bool
  ) throws -> ComparedSide {
    let lines = (0..<count).map { index in
      #"{"id": "\#(prefix)\#(index)", "prompt": "<b> & \"\#(index)\"", "tag": "#
        + #""\#(index % 2 == 0 ? "one" : "two")", "expect": {"include": [{"shape": "square"}]}}"#
    }
    let set = try PromptSet(bytes: Array(lines.joined(separator: "\n").utf8), path: "a.jsonl")
    let pictures = try set.prompts.enumerated().map { index, prompt in
      try (0..<2).map { seed in
        var random = RandomSource(seed: 5, UInt64(index), UInt64(seed))
        let scene = try SceneSampler.scene(for: prompt, using: &random)
        let image =
          isWrong(index, seed) ? RGBImage(width: side, height: side) : render(scene, side: side)
        return try JudgedPicture(
          image, seed: UInt64(1000 * index + seed), expectation: try #require(prompt.expect),
          keeps: true)
      }
    }
    return ComparedSide(
      name: name, promptsFile: "\(name).jsonl", set: set, modelFile: nil, modelName: "m",
      modelHash: "0123456789abcdef", side: side, pictures: pictures)
  }

  private func report(
    _ b: ComparedSide, margin: Double? = nil, gate: ComparisonGate? = nil
  ) throws -> ComparisonReport {
    try ComparisonReport(
      .prompts, a: side("a") { index, _ in index % 8 == 0 }, b: b, seeds: SeedList("0-1"),
      margin: margin, gate: gate, software: "limn test")
  }

  private func worse() throws -> ComparedSide { try side("b") { index, _ in index % 4 != 3 } }

  @Test func gateFollowsTheVerdictThatIsPrinted() throws {
    for gate in ComparisonGate.allCases {
      let report = try report(worse(), gate: gate)
      #expect(report.comparison.verdict == .worse)
      #expect(report.fails)
      #expect(report.table.contains("B (b) is worse than A (a): 0.250 against 0.875 overall"))
      #expect(report.json["verdict"]?.string == "worse")
      #expect(report.json["gate"]?["failed"]?.bool == true)
      #expect(report.command == "limn compare a.jsonl b.jsonl --seed 0-1 --fail-on \(gate)")
    }
    let same = try report(side("b") { index, _ in index % 8 == 0 }, margin: 0.2, gate: .different)
    #expect(same.comparison.verdict == .equivalent)
    #expect(!same.fails)
    #expect(same.notes.contains { $0.hasPrefix("No prompt differs between the sides:") })
    #expect(MarkdownReport(same).page.contains("No prompt does worse with B."))
  }

  @Test func anIntervalWithout0IsNoVerdict() throws {
    // Five prompts of the second tag stand out.
    let report = try report(
      side("b") { index, _ in index % 8 == 0 || (index % 2 == 1 && index < 10) })
    let interval = try #require(report.comparison.overall.interval)
    #expect(interval.high < 0)
    #expect(report.comparison.verdict == .inconclusive)
    #expect(
      report.notes.contains { $0.hasPrefix("The interval leaves 0 out for overall, two, but") })
    #expect(report.sentence.contains("adjusted p 0."))
  }

  @Test func everyFigureSaysHowSureItIs() throws {
    let report = try report(side("b") { index, _ in index % 8 == 0 || index < 6 })
    let page = HTMLReport(report).page
    let p = pText(report.comparison.overall.adjustedP)
    #expect(
      page.contains(
        "<td data-label=\"adjusted p\">\(p)</td><td data-label=\"verdict\"><span class=\"mark inc"))
    #expect(page.contains("<th scope=\"col\">more prompts</th>"))
    let enough = try HTMLReport(self.report(worse())).page
    #expect(enough.contains("<td data-label=\"more prompts\">enough</td>"))
    // Without a difference there is no number of prompts that would find it.
    let same = try HTMLReport(self.report(side("b") { index, _ in index % 8 == 0 })).page
    #expect(!same.contains("more prompts</th>"))
  }

  @Test func wordsThatAModelNeverSawAreNoted() throws {
    var b = try worse()
    b.unknownWords = ["zebra"]
    let report = try report(b)
    let note = "b: the model never saw \"zebra\"."
    #expect(report.notes.contains(note))
    #expect(HTMLReport(report).page.contains("<li>\(note.escapedForHTML)</li>"))
    #expect(MarkdownReport(report).page.contains("- \(note)"))
    #expect(!report.table.contains("zebra"))
  }

  @Test func tagsComeInTheOrderOfReports() {
    let tags = ["other", "position", "single_object", "another", "counting"]
    #expect(
      byTag(tags, \.self) == ["single_object", "counting", "position", "other", "another"])
  }

  @Test func fewPairsCanShowNothing() throws {
    let sides = try ["a", "b"].map { name in
      try side(name, count: 4) { _, _ in name == "b" }
    }
    let report = try ComparisonReport(
      .prompts, a: sides[0], b: sides[1], seeds: SeedList("0-1"), software: "limn test")
    #expect(report.comparison.verdict == .inconclusive)
    #expect(
      report.notes.contains(
        "With 4 prompts no difference can be shown: the adjusted p is at least 0.375, however they "
          + "differ."))
  }

  @Test func worstComesFirst() throws {
    let differences = try report(worse()).cases.map(\.difference)
    #expect(differences.first == .some(-1))
    #expect(differences.last == .some(0))
    #expect(differences.compactMap { $0 } == differences.compactMap { $0 }.sorted())
  }

  @Test func unsteadyPromptsAreMarked() throws {
    let a = try side("a") { _, seed in seed == 0 }
    let b = try side("b") { index, seed in seed == 1 || index > 0 }
    let report = try ComparisonReport(
      .prompts, a: a, b: b, seeds: SeedList("0-1"), software: "limn test")
    #expect(report.cases.filter(\.isUnsteady).map(\.id) == ["p0"])
  }

  @Test func pageStandsAloneAndIsDeterministic() throws {
    let report = try report(worse(), margin: 0.1)
    let page = HTMLReport(report).page
    #expect(try HTMLReport(self.report(worse(), margin: 0.1)).page == page)
    for outside in ["http:", "https:", "//", "<link", "@import", "url(", "src=\"/"] {
      // Base64 has slashes of its own.
      let text = page.replacing(#/base64,[A-Za-z0-9+\/=]*/#, with: "")
      #expect(!text.contains(outside), "\(outside)")
    }
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("prefers-color-scheme: dark"))
    #expect(page.contains("&lt;b&gt; &amp; &quot;0&quot;"))
    #expect(!page.contains("<b> &"))
    #expect(page.matches(of: #/data:image\/png;base64,/#).count == 96)
    #expect(page.matches(of: #/<svg /#).count == 4)
    #expect(page.contains("<option>one</option><option>two</option>"))
  }

  @Test func picturesInThePageAreThePictures() throws {
    let b = try worse()
    let page = try HTMLReport(report(b)).page
    let data = try #require(b.pictures[3][0].png)
    #expect(page.contains(Data(data).base64EncodedString()))
  }

  @Test func longGalleriesSayWhatTheyLeaveOut() throws {
    let many = try side("a", count: 70, side: 16) { _, _ in true }
    let report = try ComparisonReport(
      .prompts, a: many, b: many, seeds: SeedList("0-1"), software: "limn test")
    let page = HTMLReport(report, pictureLimit: 240).page
    #expect(page.matches(of: #/<article /#).count == 60)
    #expect(page.contains("10 prompts between these are not shown"))
    let whole = HTMLReport(report).page
    #expect(whole.matches(of: #/<article /#).count == 70)
    #expect(whole.matches(of: #/<img loading="lazy" /#).count == 280)
    #expect(!whole.contains("not shown"))
    #expect(
      report.notes.first
        == "Nothing is compared: both sides are the same prompts, drawn by the same model.")
  }

  @Test func independentSetsSaySo() throws {
    let b = try side("b", prefix: "q") { _, _ in true }
    let report = try report(b)
    #expect(report.json["pairing"]?["kind"]?.string == "independent")
    #expect(report.notes.first?.contains("independent samples") == true)
    #expect(report.cases.first?.id == "q0")
    #expect(HTMLReport(report).page.contains("independent samples"))
    #expect(report.json["prompts"]?.elements?.count == 48)
  }

  @Test func markdownEscapesWhatItWouldRead() throws {
    let page = try MarkdownReport(report(worse())).page
    #expect(page.contains(#"\<b\> \& "1""#))
    // Both sides draw that one wrong.
    #expect(!page.contains(#""0""#))
    #expect(page.contains("| overall | 0.875 | 0.250 | -0.625 |"))
    #expect(page.hasPrefix("# b against a\n\n**worse**: B (b) is worse"))
  }

  @Test func recordHasItsSchemaAndEveryPicture() throws {
    let json = try report(worse()).json
    #expect(json["schema"]?.string == "limn-compare/1")
    #expect(json["signature"]?.string == "shape-oracle/1|seeds:0-1+1000n|side:32")
    let prompts = try #require(json["prompts"]?.elements)
    #expect(prompts.count == 24)
    #expect(prompts.allSatisfy { $0["b"]?["pictures"]?.elements?.count == 2 })
    let text = json.canonicalBytes(pretty: true)
    #expect(try JSONValue.parse(text, path: "").canonicalBytes(pretty: true) == text)
  }
}
