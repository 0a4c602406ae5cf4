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
      "Scores", columns: ["", "score", axis, "95% interval"] + ends + counts.map(\.1),
      isLed: rows[0].path == ["overall"])
    for row in rows {
      let values = ends.map { row.path.reduce(report[$0]) { $0?[$1] }?["mean"]?.double }
      let range = "\(share(row.interval.low)) to \(share(row.interval.high))"
      let line = plot.line(
        row.mean, interval: row.interval, marks: values.compactMap { $0 }, class: "score",
        label: "\(row.name): \(share(row.mean)), \(range)")
      table.add(
        row.name,
        [share(row.mean), line, range] + values.map { $0.map(share) }
          + counts.map { row.estimate[$0.0]?.int.map(String.init) })
    }
    return "\(table.html)<p class=\"small\">\(legend(hasEnds: !ends.isEmpty).escapedForHTML)</p>"
  }

  /// The overall score with its interval and what it is to be seen beside, in words; nil where it is
  /// not one that all prompts have in common.
  var overall: String? {
    guard let row = rows.first, row.path == ["overall"] else { return nil }
    let ends = ["ceiling", "floor"].compactMap { name in
      report[name]?["overall"]?["mean"]?.double.map { "\(name) \(share($0))" }
    }
    let facts =
      ["95% interval \(share(row.interval.low)) to \(share(row.interval.high))"]
      + [row.estimate["prompts"]?.int.map { counted($0, "prompt") }].compactMap { $0 } + ends
    return facts.joined(separator: ", ")
  }

  private func legend(hasEnds: Bool) -> String {
    var sentences = ["The bar is the 95% interval."]
    if let measure { sentences.insert("By \(measure).", at: 0) }
    if hasEnds {
      sentences.append(
        "The upright lines are the floor, which pictures of something else reach, and the ceiling, "
          + "which faultless or real pictures reach.")
    }
    if rows.contains(where: { ["seen", "unseen"].contains($0.path.last) }) {
      sentences.append(
        "Seen and unseen are what training showed and what it held out; compare them with each "
          + "other.")
    }
    return sentences.joined(separator: " ")
  }

  /// A score, and the way to it in a report's scores, ceiling and floor.
  private struct Row {
    let name: String
    let path: [String]
    let estimate: JSONValue
    let mean: Double
    let interval: Interval

    /// The score at `place` in a part of the scores; nil where there is none.
    init?(_ name: String, _ path: [String], at place: [String], of part: JSONValue) {
      guard let estimate = place.reduce(part, { $0?[$1] }), let mean = estimate["mean"]?.double,
        let low = estimate["low"]?.double, let high = estimate["high"]?.double
      else { return nil }
      self.name = name
      self.path = path
      self.estimate = estimate
      self.mean = mean
      interval = Interval(low: low, high: high)
    }
  }

  private var rows: [Row] { report["scores"].map { Self.rows(of: $0, named: "", []) } ?? [] }

  /// The rows of a part of the scores: the whole first, then its tags, then its other parts, each of
  /// which may have parts of its own.
  private static func rows(of scores: JSONValue, named name: String, _ path: [String]) -> [Row] {
    func named(_ part: String) -> String { name.isEmpty ? part : "\(name), \(part)" }
    func row(_ part: String, _ place: [String]) -> Row? {
      Row(named(part), path + place, at: place, of: scores)
    }
    let tags = byTag(scores["tags"]?.members ?? [], \.key).map {
      row($0.key, ["tags", $0.key, "all"])
    }
    let parts = (scores.members ?? []).filter { !["overall", "tags"].contains($0.key) }
    let inner = parts.flatMap { part in
      part.value["mean"] != nil
        ? [row(part.key, [part.key])].compactMap { $0 }
        : rows(of: part.value, named: named(part.key), path + [part.key])
    }
    return ([row("overall", ["overall"])] + tags).compactMap { $0 } + inner
  }

  private var figures: String {
    let figures = report["figures"]?.elements ?? []
    guard !figures.isEmpty else { return "" }
    var table = HTMLTable("Figures", columns: figureColumns, isLed: false)
    for row in figures.map(figureRow) { table.add(row) }
    return table.html + "<p class=\"small\">Figures over sets of pictures.</p>"
  }
}
