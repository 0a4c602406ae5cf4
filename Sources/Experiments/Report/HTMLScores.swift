import Evaluation
import Files

/// The part of a page that tells how good a model is: shares with their intervals, beside what
/// faultless pictures and pictures of other prompts score.
struct HTMLScores {
  private let report: JSONValue
  private let measure: String?

  /// The scores of a `scores.json`.
  ///
  /// - Parameters:
  ///   - report: What is in it.
  ///   - measure: What they were measured by, where it is known.
  init(_ report: JSONValue, by measure: String?) {
    self.report = report
    self.measure = measure
  }

  /// The section; empty where there are no scores.
  var section: String {
    HTMLPage.section("How good it is", [shares, figures].filter { !$0.isEmpty }.joined())
  }

  private var shares: String {
    let rows = self.rows
    guard !rows.isEmpty else { return "" }
    let ends = ["ceiling", "floor"].filter { report[$0] != nil }
    let counts = [
      ("prompts", "prompts"), ("captions", "captions"), ("images", "pictures"),
      ("pictures", "pictures"),
    ].filter { key, _ in rows.contains { $0.estimate[key] != nil } }
    let plot = ForestPlot(scale: 0...1)
    let axis = plot.axis([(0, "0"), (0.5, "0.5"), (1, "1")], label: "scale of the scores")
    var table = HTMLTable(
      columns: ["", "score", axis, "95% interval"] + ends + counts.map(\.1))
    for row in rows {
      let values = ends.map { row.path.reduce(report[$0]) { $0?[$1] }?["mean"]?.double }
      let range = "\(share(row.interval.low)) to \(share(row.interval.high))"
      let line = plot.line(
        row.mean, interval: row.interval, marks: values.compactMap { $0 }, class: "score",
        label: "\(row.name): \(share(row.mean)), \(range)")
      table.add(
        row.name,
        [share(row.mean), line, range] + values.map { $0.map(share) ?? "unknown" }
          + counts.map { row.estimate[$0.0]?.int.map(String.init) ?? "unknown" })
    }
    return table.html + "<p class=\"small\">\(measure.map { "By \($0.escapedForHTML). " } ?? "")"
      + "The bar is the 95% interval"
      + (ends.isEmpty
        ? ".</p>"
        : "; the upright lines are the floor, which pictures of other prompts reach, and the "
          + "ceiling, which faultless pictures do.</p>")
  }

  /// A score, and the way to it in a report's scores, ceiling and floor.
  private struct Row {
    let name: String
    let path: [String]
    let estimate: JSONValue
    let mean: Double
    let interval: Interval

    /// The score at `path` of `scores`; nil where there is none.
    init?(_ name: String, _ path: [String], of scores: JSONValue) {
      guard let estimate = path.reduce(scores, { $0?[$1] }), let mean = estimate["mean"]?.double,
        let low = estimate["low"]?.double, let high = estimate["high"]?.double
      else { return nil }
      self.name = name
      self.path = path
      self.estimate = estimate
      self.mean = mean
      interval = Interval(low: low, high: high)
    }
  }

  /// The whole first, then its tags, then its other parts.
  private var rows: [Row] {
    guard let scores = report["scores"] else { return [] }
    let tags = (scores["tags"]?.members ?? []).map {
      Row($0.key, ["tags", $0.key, "all"], of: scores)
    }
    let parts = (scores.members ?? []).filter { $0.key != "overall" }.map {
      Row($0.key, [$0.key], of: scores)
    }
    return ([Row("overall", ["overall"], of: scores)] + tags + parts).compactMap { $0 }
  }

  private var figures: String {
    let figures = report["figures"]?.elements ?? []
    guard !figures.isEmpty else { return "" }
    var table = HTMLTable(columns: figureColumns, isLed: false)
    for row in figures.map(figureRow) { table.add(row[0], row.dropFirst().map(\.escapedForHTML)) }
    return table.html + "<p class=\"small\">Figures over sets of pictures.</p>"
  }
}
