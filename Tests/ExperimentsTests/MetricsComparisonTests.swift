import Experiments
import Files
import Testing

@Suite struct MetricsComparisonTests {
  private func line(_ step: Int, _ loss: Double, score: Double = 0.5) -> JSONValue {
    [
      "step": .integer(step), "stage": "warmup", "loss": .exactly(loss),
      "scores": ["overall": ["mean": .exactly(score)], "unseen": .null],
    ]
  }

  private func compare(
    _ original: [JSONValue], _ rerun: [JSONValue], _ tolerances: Tolerances = .none
  ) -> MetricsComparison {
    MetricsComparison(original: original, rerun: rerun, tolerances: tolerances)
  }

  @Test func equalLinesHaveNoDivergence() {
    let lines = [line(1, 0.5), line(2, 0.25)]
    let comparison = compare(lines, lines)
    #expect(comparison.divergence == nil)
    #expect(comparison.excess == nil)
    #expect(comparison.identicalLines == 2)
  }

  @Test func tolerancesAreOfTheLargerOfBothNumbers() {
    let tolerances = Tolerances(metricsRelative: 0.01, scoresAbsolute: 0)
    // 0.0099 less, which is more than a hundredth of what is left.
    let (larger, smaller) = ([line(1, 1)], [line(1, 0.990_05)])
    #expect(compare(larger, smaller, tolerances).excess == nil)
    #expect(compare(smaller, larger, tolerances).excess == nil)
    #expect(compare(larger, [line(1, 0.9899)], tolerances).excess != nil)
    #expect(compare([line(1, 0.9899)], larger, tolerances).excess != nil)
  }

  @Test func theFirstDifferenceIsNamed() {
    let comparison = compare(
      [line(1, 0.5), line(2, 0.25), line(3, 0.125)],
      [line(1, 0.5), line(2, 0.25.nextUp, score: 0.4), line(3, 1)])
    #expect(comparison.divergence == Divergence(stage: "warmup", step: 2, name: "loss"))
    #expect(comparison.excess == comparison.divergence)
    #expect(comparison.identicalLines == 1)
    #expect(comparison.divergence.map { "\($0)" } == "warmup, step 2, loss")
  }

  @Test func tolerancesPassOverWhatTheyAllow() {
    let before = [line(1, 100), line(2, 100)]
    let after = [line(1, 100.5, score: 0.51), line(2, 102)]
    let tolerances = Tolerances(metricsRelative: 0.01, scoresAbsolute: 0.02)
    let comparison = compare(before, after, tolerances)
    #expect(comparison.divergence == Divergence(stage: "warmup", step: 1, name: "loss"))
    #expect(comparison.excess == Divergence(stage: "warmup", step: 2, name: "loss"))
    let scores = compare(before, after, Tolerances(metricsRelative: 0.1, scoresAbsolute: 0.001))
    #expect(scores.excess?.name == "scores.overall.mean")
    #expect(
      compare(before, after, Tolerances(metricsRelative: 0.1, scoresAbsolute: 0.1)).excess == nil)
  }

  @Test func whatOnlyOneOfThemHasIsADifferenceAndIsLackedByARerunAlone() {
    let fewer: [JSONValue] = [["step": 1, "stage": "warmup", "loss": 0.5]]
    let more: [JSONValue] = [["step": 1, "stage": "warmup", "loss": 0.5, "norm": 2]]
    let gained = compare(fewer, more)
    #expect(gained.divergence?.name == "norm")
    #expect(gained.excess == nil)
    #expect(compare(more, fewer).excess?.name == "norm")
  }

  @Test func figuresOverSetsOfPicturesAreNoShares() {
    func scores(_ value: Double) -> [JSONValue] {
      [["stage": "scores", "scores": ["figures": [["name": "fid", "value": .exactly(value)]]]]]
    }
    let relative = Tolerances(metricsRelative: 0.01, scoresAbsolute: 0)
    #expect(compare(scores(50), scores(50.4), relative).excess == nil)
    let absolute = Tolerances(metricsRelative: 0, scoresAbsolute: 1)
    #expect(compare(scores(50), scores(50.4), absolute).excess?.name == "scores.figures.0.value")
  }

  @Test func stepsAndNumbersThatAreGoneAreNeverWithinTolerance() {
    let tolerances = Tolerances(metricsRelative: 1, scoresAbsolute: 1)
    #expect(compare([line(1, 0.5)], [line(2, 0.5)], tolerances).excess?.name == "step")
    let gone: JSONValue = ["step": 1, "stage": "warmup", "loss": .null]
    #expect(compare([["step": 1, "stage": "warmup", "loss": 1]], [gone], tolerances).excess != nil)
    #expect(compare([gone], [gone]).divergence == nil)
  }

  @Test func aLineTooFewOrTooManyIsADifference() {
    let lines = [line(1, 0.5), line(2, 0.25)]
    for (before, after) in [(lines, [lines[0]]), ([lines[0]], lines)] {
      let comparison = compare(before, after)
      #expect(comparison.divergence?.step == 2)
      #expect(comparison.excess?.step == 2)
      #expect(comparison.identicalLines == 1)
    }
  }

  @Test func changesOfJSONAreListedByName() {
    let before: JSONValue = ["b": ["y": 1, "x": 2], "a": [1, 2], "gone": true]
    let after: JSONValue = ["a": [1, 3], "b": ["x": 2, "y": 1], "new": "text"]
    #expect(
      changes(from: before, to: after).map(\.description) == [
        "a.1: 2 -> 3", "gone: true -> none", "new: none -> text",
      ])
    #expect(changes(from: before, to: before).isEmpty)
    #expect(changes(from: [:], to: [:]).isEmpty)
  }
}
