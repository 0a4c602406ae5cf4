/// One value over the steps of one or two runs, as an SVG picture with its title.
struct CurveChart {
  private let title: String
  private let lines: [(letter: String, points: [TrainingCurves.Point])]
  private let steps: ClosedRange<Int>
  private let values: ClosedRange<Double>

  private static let width = 320.0
  private static let height = 120.0
  /// Room below for the steps.
  private static let foot = 18.0
  /// The most points a line is drawn with.
  private static let resolution = 160

  /// A chart of the curves called `title` of the sides in `curves`; nil where none has two points.
  init?(_ title: String, of curves: [(letter: String, curves: [TrainingCurves.Curve])]) {
    lines = curves.compactMap { letter, curves in
      curves.first { $0.title == title }.map { (letter, Self.thinned($0.points)) }
    }.filter { $0.points.count > 1 }
    let points = lines.flatMap(\.points)
    guard let least = points.map(\.value).min(), let most = points.map(\.value).max(),
      let first = points.map(\.step).min(), let last = points.map(\.step).max(), first < last
    else { return nil }
    self.title = title
    steps = first...last
    values = least...most
  }

  /// The chart as a figure.
  var figure: String {
    let curves = lines.map { letter, points in
      let path = points.map { "\(x($0.step)),\(y($0.value))" }.joined(separator: " ")
      return "<polyline class=\"curve \(letter.lowercased())\" points=\"\(path)\"/>"
    }
    let bottom = Self.height - Self.foot
    let texts = [
      text("\(steps.lowerBound)", x: 2, anchor: "start"),
      text("\(steps.upperBound)", x: Self.width - 2, anchor: "end"),
    ]
    let range = [values.lowerBound, values.upperBound].map { shortened(Float($0)) }
    let ends = lines.map { letter, points in
      "\(lines.count > 1 ? "\(letter) " : "")from \(shortened(Float(points[0].value))) to "
        + shortened(Float(points[points.count - 1].value))
    }
    let label = "\(title): \(ends.joined(separator: ", "))".escapedForHTML
    return "<figure><figcaption>\(title.escapedForHTML) "
      + "<span>\(range.joined(separator: " to ").withMinusSigns)</span></figcaption><svg class=\"curves\" "
      + "viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" role=\"img\" "
      + "aria-label=\"\(label)\"><line class=\"zero\" x1=\"0\" x2=\"\(Self.width)\" "
      + "y1=\"\(bottom)\" y2=\"\(bottom)\"/>\(curves.joined())\(texts.joined())</svg></figure>"
  }

  private func text(_ text: String, x: Double, anchor: String) -> String {
    "<text x=\"\(x)\" y=\"\(Self.height - 4)\" text-anchor=\"\(anchor)\">\(text)</text>"
  }

  private func x(_ step: Int) -> Double {
    let part = Double(step - steps.lowerBound) / Double(steps.upperBound - steps.lowerBound)
    return inTenths(3 + part * (Self.width - 6))
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
