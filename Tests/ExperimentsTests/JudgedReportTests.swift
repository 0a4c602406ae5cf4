import Datasets
import Evaluation
import Experiments
import Files
import Imaging
import Testing

@Suite struct JudgedReportTests {
  /// A side of twelve prompts without expectations, whose pictures agree with them by `agreement`.
  private func side(
    _ name: String, agreement: Double, diversity: Double? = nil,
    judge: String = "agreement-01234567",
    unknownWords: [String] = [], cut: Int = 0
  ) throws -> ComparedSide {
    let lines = (0..<12).map { #"{"id": "p\#($0)", "prompt": "\#(name) \#($0)"}"# }
    let set = try PromptSet(bytes: Array(lines.joined(separator: "\n").utf8), path: "a.jsonl")
    var judging = SideJudging(metric: MetricSignature(name: judge, version: 1))
    if let diversity { judging.diversities = (0..<12).map { diversity + Double($0) / 1000 } }
    judging.unknownWords = unknownWords
    judging.cutPrompts = cut
    return ComparedSide(
      name: name, promptsFile: "\(name).jsonl", set: set, modelFile: nil, modelName: "m",
      modelHash: "0123456789abcdef", side: 16,
      pictures: try (0..<12).map { index in
        try [agreement * (1 - Double(index) / 20), agreement + 0.01].enumerated().map {
          try JudgedPicture(
            RGBImage(width: 16, height: 16), seed: UInt64(1000 * index + $0), agreement: $1,
            keeps: true)
        }
      }, judging: judging)
  }

  private func report(_ a: ComparedSide, _ b: ComparedSide, reason: String?) throws
    -> ComparisonReport
  {
    try ComparisonReport(
      .prompts, a: a, b: b,
      judge: ComparedJudge(
        name: "judge", file: "j.safetensors", hash: "0123456789abcdef", reason: reason),
      seeds: SeedList("0-1"), software: "limn test")
  }

  @Test func notesSayWhoJudgedAndWhy() throws {
    let report = try report(
      side("a", agreement: 0.3, diversity: 0.2, unknownWords: ["dog"], cut: 1),
      side("b", agreement: 0.6, diversity: 0.1, unknownWords: ["dog", "moon"]),
      reason: "prompt p0 of a.jsonl has no \"expect\"")
    #expect(report.comparison.verdict == .better)
    let text = report.notes.joined(separator: "\n")
    for part in [
      "A learned judge, judge 01234567, scored the pictures, since prompt p0 of a.jsonl has no",
      "from pictures and captions of the Shapes world only", "never saw: \"dog\", \"moon\".",
      "read only the beginning of 1 prompt.", "Diversity is how much",
    ] {
      #expect(text.contains(part))
      #expect(report.table.contains(part))
    }
    #expect(MarkdownReport(report).page.contains("A learned judge, judge 01234567"))
    let page = HTMLReport(report).page
    #expect(page.contains("A learned judge, judge 01234567"))
    #expect(report.table.contains("\ndiversity  0.2"))
    #expect(
      report.command
        == "limn compare a.jsonl b.jsonl --judge j.safetensors --seed 0-1")
  }

  @Test func picturesAreNeitherRightNorWrong() throws {
    let report = try report(
      side("a", agreement: 0.3, diversity: 0.2), side("b", agreement: 0.6, diversity: 0.1),
      reason: nil)
    #expect(report.notes[0].contains("scored the pictures, as was asked for: "))
    #expect(!report.notes.contains { $0.contains("never saw") || $0.contains("beginning") })
    let page = HTMLReport(report).page
    #expect(page.matches(of: #/<button type="button" class="measured" /#).count == 48)
    #expect(!page.contains("<button type=\"button\" class=\"right\""))
    #expect(!page.contains("<button type=\"button\" class=\"wrong\""))
    #expect(page.contains("data-score=\"agreement 0.610\""))
    #expect(page.contains("aria-label=\"diversity: -0.100"))
    #expect(page.contains(", diversity 0.2"))
    #expect(!page.contains("Shares of correct pictures"))
    #expect(!page.contains("unsteady\"") && !report.cases.contains(where: \.isUnsteady))
  }

  @Test func thatNothingIsComparedComesFirst() throws {
    let report = try report(side("a", agreement: 0.3), side("a", agreement: 0.3), reason: nil)
    #expect(report.notes.first?.hasPrefix("Nothing is compared: ") == true)
    #expect(report.notes.dropFirst().first?.hasPrefix("A learned judge") == true)
  }

  @Test func recordNamesTheJudge() throws {
    let report = try report(
      side("a", agreement: 0.3, diversity: 0.2, unknownWords: ["dog"]),
      side("b", agreement: 0.6, diversity: 0.1), reason: nil)
    let json = report.json
    #expect(json["signature"]?.string == "agreement-01234567/1|seeds:0-1+1000n|side:16")
    #expect(
      json["judge"] == [
        "name": "judge", "sha256": "0123456789abcdef", "reason": .null,
        "unknown_words": ["a": ["dog"], "b": []],
      ])
    #expect(json["metrics"]?.elements?.last?["name"] == "diversity")
    let first = try #require(json["prompts"]?.elements?.first?["a"])
    #expect(first["diversity"]?.double != nil)
    #expect(first["pictures"]?.elements?.last?["reason"] == "agreement 0.310")
  }

  @Test func oneSeedHasNoDiversity() throws {
    let report = try report(
      side("a", agreement: 0.3), side("b", agreement: 0.6), reason: nil)
    #expect(report.comparison.diversity == nil)
    #expect(report.notes.contains("Diversity is not measured: it takes two seeds or more."))
    #expect(report.json["prompts"]?.elements?.first?["a"]?["diversity"] == nil)
  }

  @Test func figuresOfTwoJudgesAreNotCompared() throws {
    let error = try #require(throws: InputError.self) {
      try report(
        side("a", agreement: 0.3), side("b", agreement: 0.6, judge: "agreement-89abcdef"),
        reason: nil)
    }
    #expect(error.found.contains("agreement-01234567/1 against agreement-89abcdef/1"))
  }
}
