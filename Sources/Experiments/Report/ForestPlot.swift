import Evaluation

/// Values with their intervals on one scale, each a line of a table: a forest plot.
struct ForestPlot {
  /// The values at the ends of the scale.
  let scale: ClosedRange<Double>
  /// Values that are told apart by a band behind all lines.
  var band: ClosedRange<Double>?
  private static let width = 240.0
  private static let height = 26.0
  /// Room beside the scale, for half of a number at its end.
  private static let edge = 20.0

  init(scale: ClosedRange<Double>, band: ClosedRange<Double>? = nil) {
    self.scale = scale
    self.band = band
  }

  /// The line of one value as an SVG picture.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - interval: Its interval, where it has one.
  ///   - marks: Values to compare it with, shown as small upright lines.
  ///   - name: The style of the line.
  ///   - label: What it says, for those who cannot see it.
  /// - Returns: The picture.
  func line(
    _ value: Double, interval: Interval?, marks: [Double] = [],
    class name: String, label: String
  ) -> String {
    let middle = Self.height / 2
    var shapes = frame + marks.map { upright($0, class: "mark", half: 7) }.joined()
    if let interval {
      shapes +=
        "<line class=\"ci\" x1=\"\(x(interval.low))\" x2=\"\(x(interval.high))\" "
        + "y1=\"\(middle)\" y2=\"\(middle)\"/>"
      for end in [interval.low, interval.high] { shapes += upright(end, class: "ci", half: 4) }
    }
    shapes += "<circle class=\"dot\" cx=\"\(x(value))\" cy=\"\(middle)\" r=\"4.5\"/>"
    return picture(shapes, class: name, label: label)
  }

  /// The scale with `ticks`, which are text, written on it.
  func axis(_ ticks: [(value: Double, text: String)], label: String) -> String {
    let texts = ticks.map { value, text in
      "<text x=\"\(x(value))\" y=\"17\" text-anchor=\"middle\">\(text.withMinusSigns)</text>"
        + "<line class=\"zero\" x1=\"\(x(value))\" x2=\"\(x(value))\" "
        + "y1=\"\(Self.height - 4)\" y2=\"\(Self.height)\"/>"
    }
    return picture(texts.joined(), class: "axis", label: label)
  }

  private var frame: String {
    let zero = upright(0, class: "zero", half: Self.height / 2)
    guard let band else { return zero }
    let left = x(band.lowerBound)
    let edges = [band.lowerBound, band.upperBound].map {
      upright($0, class: "edge", half: Self.height / 2)
    }
    return "<rect class=\"band\" x=\"\(left)\" y=\"0\" "
      + "width=\"\(inTenths(x(band.upperBound) - left))\" height=\"\(Self.height)\"/>"
      + edges.joined() + zero
  }

  private func upright(_ value: Double, class name: String, half: Double) -> String {
    let middle = Self.height / 2
    return "<line class=\"\(name)\" x1=\"\(x(value))\" x2=\"\(x(value))\" "
      + "y1=\"\(middle - half)\" y2=\"\(middle + half)\"/>"
  }

  private func picture(_ content: String, class name: String, label: String) -> String {
    "<svg class=\"forest \(name)\" viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" "
      + "role=\"img\" aria-label=\"\(label.escapedForHTML)\">\(content)</svg>"
  }

  private func x(_ value: Double) -> Double {
    let part = (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    return inTenths(Self.edge + part * (Self.width - 2 * Self.edge))
  }
}
