import Files

/// The picture of a sweep's `sweep.json`: a line an arm and a panel a score, with a ring for each
/// training, a dot for their mean and a bar for its interval.
///
/// Shown are the overall score and figures over sets of pictures. The scale of a share is 0 to 1,
/// or ends at a round number where all are small; that of a figure is 0 to a round number above all
/// that is shown.
///
/// - Returns: SVG on a white ground; nil where no run has any of these scores.
public func sweepPlot(of report: JSONValue) -> String? { SweepPlot(report)?.svg(.file) }

/// Places and draws what `sweepPlot` shows.
struct SweepPlot {
  /// The colors of a plot.
  struct Colors {
    /// What is behind it; nil for what it stands on.
    var ground: String?
    var text: String
    var grid: String
    var ring: String
    var mark: String

    /// Those of a file.
    static let file = Colors(
      ground: "#fff", text: "#222", grid: "#ddd", ring: "#777", mark: "#1f5fd6")
    /// Those of a page, which is light or dark.
    static let page = Colors(
      text: "currentColor", grid: "var(--line)", ring: "var(--soft)", mark: "var(--same)")
  }

  private let name: String
  private let arms: [JSONValue]
  private let panels: [SweepPanel]
  private let labelWidth: Double
  private let panelWidth: Double
  private var columns: Int { min(Self.mostColumns, panels.count) }

  private static let mostColumns = 3
  /// The width that plots of arms with usual names keep within.
  private static let usualWidth = 830.0
  private static let panelWidths = 140.0...220
  /// The width of the key below the panels.
  private static let keyWidth = 430.0
  private static let gap = 36.0
  private static let lineHeight = 26.0
  private static let head = 30.0
  private static let foot = 30.0

  /// Nil where no run has a score that is shown.
  init?(_ report: JSONValue) {
    arms = report["arms"]?.elements ?? []
    panels = SweepPanel.all(of: arms)
    guard !panels.isEmpty else { return nil }
    name = report["name"]?.string ?? "sweep"
    // A letter of the size used takes about 7; a word of capitals alone a little more.
    labelWidth = 24 + 7 * Double(arms.compactMap { $0["name"]?.string?.count }.max() ?? 0)
    let room = (Self.usualWidth - labelWidth) / Double(Self.mostColumns) - Self.gap
    panelWidth = min(max(room, Self.panelWidths.lowerBound), Self.panelWidths.upperBound)
  }

  /// The picture.
  func svg(_ colors: Colors) -> String {
    let rows = (panels.count + columns - 1) / columns
    let width = max(
      labelWidth + Double(columns) * (panelWidth + Self.gap),
      Self.keyWidth + (panels.contains { $0.reference != nil } ? 120 : 0))
    let height = Double(rows) * rowHeight + 20
    let drawn = panels.enumerated().flatMap { index, panel in
      draw(
        panel, left: labelWidth + Double(index % columns) * (panelWidth + Self.gap),
        top: Double(index / columns) * rowHeight, colors)
    }
    let ground = colors.ground.map { "<rect width=\"100%\" height=\"100%\" fill=\"\($0)\"/>\n" }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(inTenths(width)) \(inTenths(height))" \
      width="\(inTenths(width))" font-family="sans-serif" font-size="12" fill="\(colors.text)" \
      role="img">
      <title>\(name.escapedForHTML): the scores of \(counted(arms.count, "arm"))</title>
      \(ground ?? "")\((labels(rows) + drawn + [key(y: height - 6)]).joined(separator: "\n"))
      </svg>

      """
  }

  /// The height of a row of panels.
  private var rowHeight: Double {
    Self.head + Double(arms.count) * Self.lineHeight + Self.foot
  }

  /// The arms' names at the left of each row.
  private func labels(_ rows: Int) -> [String] {
    (0..<rows).flatMap { row in
      arms.enumerated().map { index, arm in
        text(
          arm["name"]?.string ?? "-", x: labelWidth - 10,
          y: y(index, below: Double(row) * rowHeight) + 4, anchor: "end")
      }
    }
  }

  private func key(y: Double) -> String {
    let reference =
      panels.contains { $0.reference != nil } ? ", dashes: real pictures" : ""
    return text(
      "ring: one training, dot: mean, bar: 95% interval over seeds\(reference)", x: 10, y: y,
      anchor: "start")
  }

  private func draw(
    _ panel: SweepPanel, left: Double, top: Double, _ colors: Colors
  ) -> [String] {
    let (head, bottom) = (top + Self.head - 4, top + rowHeight - Self.foot)
    func x(_ value: Double) -> Double {
      left + min(max(value / panel.limit, 0), 1) * panelWidth
    }
    var shapes = [text(panel.title, x: left, y: top + 18, anchor: "start")]
    for part in 0...4 {
      let value = panel.limit * Double(part) / 4
      shapes.append(line((x(value), head), (x(value), bottom), colors.grid))
      if part % 2 == 0 {
        shapes.append(text(Self.tick(value), x: x(value), y: bottom + 16, anchor: "middle"))
      }
    }
    if let value = panel.reference {
      shapes.append(
        line((x(value), head), (x(value), bottom), colors.text, " stroke-dasharray=\"4 3\""))
    }
    for (index, estimate) in panel.estimates.enumerated() {
      shapes += draw(estimate, y: y(index, below: top), x, colors)
    }
    return shapes
  }

  private func draw(
    _ estimate: SweepPanel.Estimate, y: Double, _ x: (Double) -> Double, _ colors: Colors
  ) -> [String] {
    var shapes: [String] = []
    if let (low, high) = estimate.interval {
      shapes.append(line((x(low), y), (x(high), y), colors.mark, " stroke-width=\"2\""))
      if low < 0 { shapes.append(arrowhead(x: x(0), y: y, colors.mark)) }
    }
    shapes += estimate.values.map {
      circle(x: x($0), y: y, "r=\"3.5\" fill=\"none\" stroke=\"\(colors.ring)\"")
    }
    if let mean = estimate.mean {
      shapes.append(circle(x: x(mean), y: y, "r=\"4\" fill=\"\(colors.mark)\""))
    }
    return shapes
  }

  private func y(_ index: Int, below top: Double) -> Double {
    top + Self.head + (Double(index) + 0.5) * Self.lineHeight
  }

  private func text(_ text: String, x: Double, y: Double, anchor: String) -> String {
    "<text x=\"\(inTenths(x))\" y=\"\(inTenths(y))\" text-anchor=\"\(anchor)\">"
      + "\(text.escapedForHTML)</text>"
  }

  private func line(
    _ from: (Double, Double), _ to: (Double, Double), _ color: String, _ more: String = ""
  ) -> String {
    "<line x1=\"\(inTenths(from.0))\" y1=\"\(inTenths(from.1))\" x2=\"\(inTenths(to.0))\" "
      + "y2=\"\(inTenths(to.1))\" stroke=\"\(color)\"\(more)/>"
  }

  private func circle(x: Double, y: Double, _ look: String) -> String {
    "<circle cx=\"\(inTenths(x))\" cy=\"\(inTenths(y))\" \(look)/>"
  }

  /// The end of a bar that goes on to the left of the scale.
  private func arrowhead(x: Double, y: Double, _ color: String) -> String {
    "<path d=\"M\(inTenths(x - 5)) \(inTenths(y))l8 -5v10z\" fill=\"\(color)\"/>"
  }

  /// A number of the scale, a half or all of a round one, without zeros at its end.
  private static func tick(_ value: Double) -> String {
    var text = Substring(significant(value))
    guard text.contains(".") else { return String(text) }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return String(text)
  }
}
