import Files
import TestSupport
import Testing

@testable import Experiments

@Suite struct HTMLCurvesTests {
  private func curves(_ lines: [JSONValue]) throws -> TrainingCurves {
    try withTemporaryFolder { folder in
      let text = lines.map { $0.canonicalText() + "\n" }.joined()
      try writeFile(Array(text.utf8), to: "\(folder)/metrics.jsonl")
      return TrainingCurves(try MetricsHistory("\(folder)/metrics.jsonl"))
    }
  }

  private func score(_ value: Double) -> JSONValue {
    ["overall": ["mean": .number(value)], "tags": ["counting": ["all": ["mean": 0.5]]]]
  }

  private func section() throws -> String {
    HTMLCurves(
      try curves([
        ["step": 1, "stage": "warmup", "loss": 4, "still": 0],
        ["step": 2, "stage": "warmup", "loss": 1, "still": 0],
        ["step": 2, "stage": "warmup", "scores": score(0.25)],
        ["step": 3, "stage": "adversarial", "loss": 5],
        ["step": 4, "stage": "adversarial", "loss": 7],
        ["step": 4, "stage": "adversarial", "scores": score(0.5)],
      ])
    ).section
  }

  @Test func scoresComeFirstThenEachStage() throws {
    let section = try section()
    #expect(
      section.matches(of: #/<h3>([^<]*)/#).map { String($0.1) }
        == ["scores", "warm-up", "adversarial"])
    #expect(
      section.matches(of: #/<figcaption>([^<]*) <span>([^<]*)</#).map {
        [String($0.1), String($0.2)]
      }
        == [
          ["overall", "last 0.5"], ["counting", "last 0.5"],
          ["loss", "last 1.0"], ["loss", "last 7.0"],
        ])
    #expect(section.contains("<p class=\"small\">still: 0.0 throughout</p>"))
  }

  @Test func scoresHaveOneScaleFromZeroToOne() throws {
    let section = try section()
    // From 4 below the top to 4 above the line at 112.
    #expect(section.contains("points=\"59.0,82.0 317.0,56.0\""))
    #expect(section.contains("points=\"59.0,56.0 317.0,56.0\""))
    #expect(section.matches(of: #/y="13.0" text-anchor="end">1.0</#).count == 2)
    #expect(section.contains(#"y="13.0" text-anchor="end">4.0<"#))
    #expect(section.contains(#"y="111.0" text-anchor="end">1.0<"#))
  }

  @Test func stepsCanBeCountedWithinTheirStage() throws {
    let counted = try curves([
      ["step": 5, "stage": "warmup", "loss": 4], ["step": 10, "stage": "warmup", "loss": 1],
      ["step": 15, "stage": "adversarial", "loss": 5],
      ["step": 15, "stage": "adversarial", "scores": score(0.5)],
    ]).countedWithinStages()
    #expect(counted.losses.map { $0.points.map(\.step) } == [[5, 10], [5]])
    #expect(counted.scores.first?.points.map(\.step) == [15])
  }
}
