import Evaluation

/// The differences of a comparison with their intervals, on a scale with 0 in its middle.
struct DifferencePlot {
  /// The largest difference that the scale shows, on either side of 0.
  private let limit: Double
  private let plot: ForestPlot

  /// A plot of `metrics`, with a band for differences within `margin`.
  init(_ metrics: [ComparedMetric], margin: Double?) {
    let ends = metrics.flatMap { metric in
      [abs(metric.difference)]
        + (metric.interval.map { [abs($0.low), abs($0.high)] } ?? [])
    }
    let largest = max(ends.max() ?? 0, margin ?? 0, 0.02)
    // Steps of 1, 2 and 5, so that the ends of the scale are round.
    limit = [0.02, 0.05, 0.1, 0.2, 0.5].first { $0 >= largest } ?? 1
    plot = ForestPlot(scale: -limit...limit, band: margin.map { -$0...$0 })
  }

  /// The line of one metric as an SVG picture.
  func line(_ metric: ComparedMetric) -> String {
    let text = metric.interval.map { ", \(signed($0.low)) to \(signed($0.high))" } ?? ""
    return plot.line(
      metric.difference, interval: metric.interval,
      class: metric.verdict.rawValue, label: "\(metric.name): \(signed(metric.difference))\(text)")
  }

  /// The scale, with its ends and 0 written on it.
  var axis: String {
    plot.axis(
      [(-limit, "-\(limit)"), (0, "0"), (limit, "+\(limit)")], label: "scale of the differences")
  }
}
