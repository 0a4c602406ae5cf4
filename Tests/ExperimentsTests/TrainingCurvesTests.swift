import Experiments
import Files
import TestSupport
import Testing

@Suite struct TrainingCurvesTests {
  private func curves(_ lines: [JSONValue]) throws -> TrainingCurves {
    try withTemporaryFolder { folder in
      let text = lines.map { $0.canonicalText() + "\n" }.joined()
      try writeFile(Array(text.utf8), to: "\(folder)/metrics.jsonl")
      return TrainingCurves(try MetricsHistory("\(folder)/metrics.jsonl"))
    }
  }

  @Test func valuesAreCollectedByStageAndName() throws {
    let found = try curves([
      ["step": 1, "stage": "warmup", "loss": 0.5], ["step": 2, "stage": "warmup", "loss": 0.25],
      ["step": 3, "stage": "adversarial", "loss": 2, "note": "text"],
    ])
    #expect(found.losses.map(\.title) == ["warmup: loss", "adversarial: loss"])
    #expect(found.losses[0].points.map(\.step) == [1, 2])
    #expect(found.losses[0].points.map(\.value) == [0.5, 0.25])
    #expect(found.scores.isEmpty)
  }

  @Test func scoresAreTheirMeansOverallFirst() throws {
    let found = try curves([
      [
        "step": 4, "stage": "warmup",
        "scores": [
          "overall": ["mean": 0.5], "unseen": .null,
          "tags": [
            "colors": ["all": ["mean": 0.75]], "counting": ["all": .null],
            "single_object": ["all": ["mean": 0.25]],
          ],
        ],
      ]
    ])
    #expect(
      found.scores.map(\.title) == ["overall score", "score: single_object", "score: colors"])
    #expect(found.scores.map(\.name) == ["overall", "single_object", "colors"])
    #expect(found.scores.map(\.points.first?.value) == [0.5, 0.25, 0.75])
    #expect(found.losses.isEmpty)
  }
}
