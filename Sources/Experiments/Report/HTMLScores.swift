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
    guard let scores = report["scores"] else { return "" }
    let plot = ForestPlot(scale: 0...1)
    let axis = plot.axis([(0, "0"), (0.5, "0.5"), (1, "1")], label: "scale of the scores")
    var table = HTMLTable(
      columns: ["", "score", axis, "95% interval", "ceiling", "floor", "prompts", "pictures"])
    func add(_ name: String, _ part: (JSONValue?) -> JSONValue?) {
      guard let own = part(scores), let mean = own["mean"]?.double,
        let interval = Self.interval(own)
      else { return }
      let ends = ["ceiling", "floor"].map { part(report[$0])?["mean"]?.double }
      let range = "\(share(interval.low)) to \(share(interval.high))"
      let line = plot.line(
        mean, interval: interval, marks: ends.compactMap { $0 }, class: "score",
        label: "\(name): \(share(mean)), \(range)")
      table.add(
        name,
        [share(mean), line, range] + ends.map { $0.map(share) ?? "unknown" }
          + ["prompts", "images"].map { own[$0]?.int.map(String.init) ?? "unknown" })
    }
    add("overall") { $0?["overall"] }
    for tag in scores["tags"]?.members ?? [] { add(tag.key) { $0?["tags"]?[tag.key]?["all"] } }
    for name in ["seen", "unseen"] { add(name) { $0?[name] } }
    guard !table.isEmpty else { return "" }
    return table.html + "<p class=\"small\">\(measure.map { "By \($0.escapedForHTML). " } ?? "")"
      + "The bar is the 95% interval; the upright lines are the floor, which pictures of other "
      + "prompts reach, and the ceiling, which faultless pictures do.</p>"
  }

  private var figures: String {
    let figures = report["figures"]?.elements ?? []
    guard !figures.isEmpty else { return "" }
    var table = HTMLTable(columns: figureColumns)
    for row in figures.map(figureRow) { table.add(row[0], row.dropFirst().map(\.escapedForHTML)) }
    return table.html + "<p class=\"small\">Figures over sets of pictures.</p>"
  }

  private static func interval(_ estimate: JSONValue) -> Interval? {
    guard let low = estimate["low"]?.double, let high = estimate["high"]?.double else { return nil }
    return Interval(low: low, high: high)
  }
}
