/// One value over the steps of one or two runs, as an SVG picture with its title.
struct CurveChart {
  private let title: String
  private let lines: [(letter: String, points: [TrainingCurves.Point])]
  private let steps: ClosedRange<Int>
  private let values: ClosedRange<Double>

  // A figure is about as wide on the page, so that text is about as large as it says here.
  private static let width = 320.0
  private static let height = 130.0
  /// Room at the left for the greatest and the least value.
  private static let edge = 56.0
  /// Room below for the steps.
  private static let foot = 18.0
  /// The most points a line is drawn with.
  private static let resolution = 160

  /// A chart of the curves of the sides in `curves`; nil where none has two points.
  ///
  /// - Parameters:
  ///   - title: What they show.
  ///   - curves: The curves, each with the letter of its side.
  ///   - scale: The values at the ends of the scale; nil for the least and the greatest of them.
  init?(
    _ title: String, of curves: [(letter: String, curve: TrainingCurves.Curve)],
    scale: ClosedRange<Double>? = nil
  ) {
    lines = curves.map { ($0, Self.thinned($1.points)) }.filter { $0.points.count > 1 }
    let points = lines.flatMap(\.points)
    guard let least = points.map(\.value).min(), let most = points.map(\.value).max(),
      let first = points.map(\.step).min(), let last = points.map(\.step).max(), first < last
    else { return nil }
    self.title = title
    steps = first...last
    values = scale ?? least...most
  }

  /// What there is to say where the value never changes; nil where it does, or where it has a place
  /// on a scale.
  var constant: String? {
    values.lowerBound < values.upperBound
      ? nil : "\(title): \(Self.text(values.lowerBound)) throughout"
  }

  /// The chart as a figure.
  var figure: String {
    let curves = lines.map { letter, points in
      let path = points.map { "\(x($0.step)),\(y($0.value))" }.joined(separator: " ")
      return "<polyline class=\"curve \(letter.lowercased())\" points=\"\(path)\"/>"
    }
    let label = "\(title): " + ends { "from \(Self.text($0)) to \(Self.text($1))" }
    let last = "last " + ends { Self.text($1) }
    return "<figure><figcaption>\(title.escapedForHTML) <span>\(last.withMinusSigns)</span>"
      + "</figcaption><svg class=\"curves\" "
      + "viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" role=\"img\" "
      + "aria-label=\"\(label.escapedForHTML)\">\(axes)\(curves.joined())</svg></figure>"
  }

  /// The first and the last value of each side in words.
  private func ends(_ words: (_ first: Double, _ last: Double) -> String) -> String {
    lines.map { letter, points in
      (lines.count > 1 ? "\(letter) " : "") + words(points[0].value, points[points.count - 1].value)
    }.joined(separator: ", ")
  }

  private var axes: String {
    let (left, bottom) = (Self.edge, Self.height - Self.foot)
    return "<path class=\"zero\" d=\"M\(left) 2V\(bottom)H\(Self.width)\"/>"
      + text(Self.text(values.upperBound), x: left - 6, y: 13, anchor: "end")
      + text(Self.text(values.lowerBound), x: left - 6, y: bottom - 1, anchor: "end")
      + text("\(steps.lowerBound)", x: left, y: Self.height - 3, anchor: "start")
      + text("\(steps.upperBound)", x: Self.width - 2, y: Self.height - 3, anchor: "end")
  }

  private func text(_ text: String, x: Double, y: Double, anchor: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(text.withMinusSigns)</text>"
  }

  private static func text(_ value: Double) -> String { shortened(Float(value)) }

  private func x(_ step: Int) -> Double {
    let part = Double(step - steps.lowerBound) / Double(steps.upperBound - steps.lowerBound)
    return inTenths(Self.edge + 3 + part * (Self.width - Self.edge - 6))
  }

  private func y(_ value: Double) -> Double {
    let range = values.upperBound - values.lowerBound
    let part = range > 0 && range.isFinite ? (value - values.lowerBound) / range : 0.5
    return inTenths(Self.height - Self.foot - 4 - part * (Self.height - Self.foot - 8))
  }

  /// At most `resolution` points: the means of as many equal runs of them.
  private static func thinned(_ points: [TrainingCurves.Point]) -> [TrainingCurves.Point] {
    guard points.count > resolution else { return points }
    return (0..<resolution).map { bin in
      let part = points[bin * points.count / resolution..<(bin + 1) * points.count / resolution]
      let mean = part.reduce(0) { $0 + $1.value / Double(part.count) }
      return TrainingCurves.Point(step: part[part.startIndex + part.count / 2].step, value: mean)
    }
  }
}
