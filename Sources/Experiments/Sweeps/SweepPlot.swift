import Files

/// The picture of a sweep's `sweep.json`: a line an arm and a panel a score, with a ring for each
/// training, a dot for their mean and a bar for its interval.
///
/// Shown are the overall score and figures over sets of pictures. The scale of a share is 0 to 1,
/// that of a figure 0 to a round number above all that is shown.
///
/// - Returns: SVG; nil where no run has any of these scores.
public func sweepPlot(of report: JSONValue) -> String? {
  SweepPlot(report).map(\.svg)
}

/// Places and draws what `sweepPlot` shows.
private struct SweepPlot {
  private let arms: [JSONValue]
  private let panels: [Panel]
  private let labelWidth: Double

  private static let panelWidth = 220.0
  private static let gap = 36.0
  private static let lineHeight = 26.0
  private static let head = 30.0
  private static let foot = 24.0

  init?(_ report: JSONValue) {
    let arms = report["arms"]?.elements ?? []
    let scores = (arms.first?["scores"]?.elements ?? []).filter {
      ($0["name"]?.string.map(MetricRecord.isOverall) ?? false) || $0["better"] != nil
    }
    panels = scores.compactMap { Panel($0, arms) }
    guard !panels.isEmpty else { return nil }
    self.arms = arms
    // A letter of the size used takes at most this.
    labelWidth = 12 + 7 * Double(arms.compactMap { $0["name"]?.string?.count }.max() ?? 0)
  }

  var svg: String {
    let width =
      labelWidth + Double(panels.count) * (Self.panelWidth + Self.gap)
    let height = Self.head + Double(arms.count) * Self.lineHeight + Self.foot
    let labels = arms.enumerated().map { index, arm in
      text(arm["name"]?.string ?? "-", x: labelWidth - 8, y: y(index) + 4, anchor: "end")
    }
    let drawn = panels.enumerated().map { index, panel in
      draw(panel, left: labelWidth + Double(index) * (Self.panelWidth + Self.gap))
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(inTenths(width)) \(inTenths(height))" \
      width="\(inTenths(width))" font-family="sans-serif" font-size="12" fill="#222">
      <rect width="100%" height="100%" fill="#fff"/>
      \((labels + drawn.flatMap { $0 }).joined(separator: "\n"))
      </svg>

      """
  }

  private func draw(_ panel: Panel, left: Double) -> [String] {
    let bottom = Self.head + Double(arms.count) * Self.lineHeight
    func x(_ value: Double) -> Double {
      left + min(max(value / panel.limit, 0), 1) * Self.panelWidth
    }
    func line(_ from: (Double, Double), _ to: (Double, Double), _ color: String, _ width: Double)
      -> String
    {
      "<line x1=\"\(inTenths(from.0))\" y1=\"\(inTenths(from.1))\" x2=\"\(inTenths(to.0))\" "
        + "y2=\"\(inTenths(to.1))\" stroke=\"\(color)\" stroke-width=\"\(width)\"/>"
    }
    var shapes = [text(panel.title, x: left, y: 18, anchor: "start")]
    for part in 0...4 {
      let value = panel.limit * Double(part) / 4
      shapes.append(line((x(value), Self.head - 4), (x(value), bottom), "#ddd", 1))
      shapes.append(text(Self.tick(value), x: x(value), y: bottom + 16, anchor: "middle"))
    }
    for (index, estimate) in panel.estimates.enumerated() {
      let y = y(index)
      if let interval = estimate.interval {
        shapes.append(line((x(interval.low), y), (x(interval.high), y), "#1f5fd6", 2))
      }
      shapes += estimate.values.map {
        "<circle cx=\"\(inTenths(x($0)))\" cy=\"\(inTenths(y))\" r=\"3.5\" fill=\"none\" stroke=\"#888\"/>"
      }
      if let mean = estimate.mean {
        shapes.append(
          "<circle cx=\"\(inTenths(x(mean)))\" cy=\"\(inTenths(y))\" r=\"4\" fill=\"#1f5fd6\"/>")
      }
    }
    return shapes
  }

  private func y(_ index: Int) -> Double { Self.head + (Double(index) + 0.5) * Self.lineHeight }

  private func text(_ text: String, x: Double, y: Double, anchor: String) -> String {
    "<text x=\"\(inTenths(x))\" y=\"\(inTenths(y))\" text-anchor=\"\(anchor)\">"
      + "\(text.escapedForHTML)</text>"
  }

  /// A number of the scale, a quarter of a round one, without zeros at its end.
  private static func tick(_ value: Double) -> String {
    var text = Substring(significant(value))
    guard text.contains(".") else { return String(text) }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return String(text)
  }
}

/// One score of all arms.
private struct Panel {
  let title: String
  let estimates: [Estimate]
  /// The end of the scale.
  let limit: Double

  struct Estimate {
    let values: [Double]
    let mean: Double?
    let interval: (low: Double, high: Double)?
  }

  /// The panel of the score that `score` is for the first arm; nil where no run has it.
  init?(_ score: JSONValue, _ arms: [JSONValue]) {
    let found = arms.map { arm in
      (arm["scores"]?.elements ?? []).first { $0["name"] == score["name"] } ?? [:]
    }
    estimates = found.map { score in
      let ends = (low: score["low"]?.double, high: score["high"]?.double)
      return Estimate(
        values: (score["values"]?.elements ?? []).compactMap(\.double),
        mean: score["mean"]?.double,
        interval: ends.low.flatMap { low in ends.high.map { (low, $0) } })
    }
    let shown = estimates.flatMap { $0.values + ($0.interval.map { [$0.high] } ?? []) }
    guard let largest = shown.max() else { return nil }
    let name = score["name"]?.string ?? "-"
    title = score["better"]?.string.map { "\(name) (\($0) is better)" } ?? name
    limit = score["better"] == nil ? 1 : Self.roundNumber(from: largest)
  }

  /// The smallest of 1, 2, 4 and 8 times a power of ten that is not below `value`.
  private static func roundNumber(from value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    var power = 1.0
    while power * 8 < value { power *= 10 }
    while power > value { power /= 10 }
    return [1, 2, 4, 8, 10].map { $0 * power }.first { $0 >= value } ?? power
  }
}
