import Experiments
import Files
import TestSupport
import Testing

@Suite struct LineChartTests {
  @Test func aRisingLineGoesFromTheLowerLeftToTheUpperRight() {
    let chart = LineChart.render(
      (0..<8).map { (step: $0 * 10, value: Double($0)) }, columns: 4, rows: 2)
    #expect(
      chart.split(separator: "\n") == [
        "7.0 \u{2524}\u{2800}\u{2800}\u{28E0}\u{281E}",
        "0.0 \u{2524}\u{28E0}\u{281E}\u{2801}\u{2800}", "     0 70",
      ])
  }

  @Test func nothingGivesNothing() {
    #expect(LineChart.render([]).isEmpty)
  }

  @Test func onePointAndValuesFarApartAreDrawn() {
    for points in [
      [(step: 3, value: 1.5)], [(step: 0, value: -1e308), (step: 1, value: 1e308)],
      [(step: 5, value: 0), (step: 5, value: 1)],
    ] {
      #expect(LineChart.render(points, columns: 10, rows: 3).split(separator: "\n").count == 4)
    }
  }

  @Test func curvesAreTitledByStageAndName() throws {
    try withTemporaryFolder { folder in
      let lines = """
        {"step":1,"stage":"warmup","loss":2,"flat":1}
        {"step":2,"stage":"warmup","loss":1,"flat":1}
        {"step":2,"stage":"warmup","scores":{"overall":{"mean":0.1}}}
        {"step":3,"stage":"adversarial","loss":5,"flat":1}
        {"step":4,"stage":"adversarial","loss":7,"flat":null}
        {"step":4,"stage":"adversarial","scores":{"overall":{"mean":0.2}}}
        {"step":5,"sta
        """
      try writeFile(Array(lines.utf8), to: "\(folder)/metrics.jsonl")
      let history = try MetricsHistory("\(folder)/metrics.jsonl")
      let titles = charts(of: history).split(separator: "\n").filter { !$0.contains("\u{2524}") }
        .filter { !$0.hasPrefix(" ") }
      #expect(
        titles == [
          "warmup: loss", "warmup: flat: 1.0 throughout", "adversarial: loss", "overall score",
        ])
    }
  }

  @Test func scoresAreBars() {
    let half: JSONValue = ["mean": 0.5, "low": 0.25, "high": 0.75]
    let report: JSONValue = [
      "scores": [
        "overall": half, "unseen": .null, "tags": ["colors": ["all": half, "seen": .null]],
      ]
    ]
    #expect(
      scoreBars(of: report) == """
        colors   [##########----------]  0.500  0.250 to 0.750
        overall  [##########----------]  0.500  0.250 to 0.750
        """)
    #expect(scoreBars(of: [:]).isEmpty)
  }
}
