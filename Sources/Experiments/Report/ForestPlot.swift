import Evaluation

/// Differences with their intervals on one scale, each a line of a table: a forest plot.
struct ForestPlot {
  /// The largest difference that the scale shows, on either side of 0.
  private let limit: Double
  private let margin: Double?
  private static let width = 240.0
  private static let height = 26.0

  /// A plot of `metrics`, with a band for differences within `margin`.
  init(_ metrics: [ComparedMetric], margin: Double?) {
    self.margin = margin
    let ends = metrics.flatMap { metric in
      [abs(metric.difference)]
        + (metric.interval.map { [abs($0.low), abs($0.high)] } ?? [])
    }
    let largest = max(ends.max() ?? 0, margin ?? 0, 0.02)
    // Steps of 1, 2 and 5, so that the ends of the scale are round.
    limit =
      [0.02, 0.05, 0.1, 0.2, 0.5].first { $0 >= largest } ?? 1
  }

  /// The line of one metric as an SVG picture.
  func line(_ metric: ComparedMetric) -> String {
    let middle = Self.height / 2
    var shapes = frame
    if let interval = metric.interval {
      shapes +=
        "<line class=\"ci\" x1=\"\(x(interval.low))\" x2=\"\(x(interval.high))\" "
        + "y1=\"\(middle)\" y2=\"\(middle)\"/>"
      for end in [interval.low, interval.high] {
        shapes +=
          "<line class=\"ci\" x1=\"\(x(end))\" x2=\"\(x(end))\" "
          + "y1=\"\(middle - 4)\" y2=\"\(middle + 4)\"/>"
      }
    }
    shapes += "<circle class=\"dot\" cx=\"\(x(metric.difference))\" cy=\"\(middle)\" r=\"4.5\"/>"
    let text = metric.interval.map { ", \(signed($0.low)) to \(signed($0.high))" } ?? ""
    let label = "\(metric.name): \(signed(metric.difference))\(text)"
    return picture(shapes, class: metric.verdict.rawValue, label: label)
  }

  /// The scale, with its ends and 0 written on it.
  var axis: String {
    let texts = [(-limit, "start"), (0, "middle"), (limit, "end")].map { value, anchor in
      "<text x=\"\(x(value))\" y=\"17\" text-anchor=\"\(anchor)\">"
        + "\(number(value).withMinusSigns)</text>"
    }
    return picture(texts.joined(), class: "axis", label: "scale of the differences")
  }

  private var frame: String {
    let band = margin.map { margin in
      "<rect class=\"band\" x=\"\(x(-margin))\" y=\"0\" "
        + "width=\"\(inTenths(x(margin) - x(-margin)))\" height=\"\(Self.height)\"/>"
    }
    return (band ?? "")
      + "<line class=\"zero\" x1=\"\(x(0))\" x2=\"\(x(0))\" y1=\"0\" y2=\"\(Self.height)\"/>"
  }

  private func picture(_ content: String, class name: String, label: String) -> String {
    "<svg class=\"forest \(name)\" viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" "
      + "role=\"img\" aria-label=\"\(label.escapedForHTML)\">\(content)</svg>"
  }

  private func x(_ value: Double) -> Double {
    inTenths(Self.width / 2 + value / limit * (Self.width / 2 - 8))
  }

  private func number(_ value: Double) -> String {
    value == 0 ? "0" : (value < 0 ? "-" : "+") + "\(abs(value))"
  }
}
