import Files

/// One score of all arms, as `SweepPlot` shows it.
struct SweepPanel {
  let title: String
  let estimates: [Estimate]
  /// The end of the scale.
  let limit: Double
  /// What real pictures reach, where that was measured.
  let reference: Double?

  struct Estimate {
    let values: [Double]
    let mean: Double?
    let interval: (low: Double, high: Double)?
  }

  /// The end of a score's name where it is of real pictures in place of drawn ones.
  private static let suffix = "-real"

  /// The panels of `arms`: their overall score and figures over sets of pictures, but for those of
  /// real pictures, which are lines in the panels of drawn ones.
  static func all(of arms: [JSONValue]) -> [SweepPanel] {
    let scores = sweepScores(of: arms).filter {
      ($0["name"]?.string.map(MetricRecord.isOverall) ?? false) || $0["better"] != nil
    }
    let names = scores.compactMap { $0["name"]?.string }
    return scores.compactMap { score in
      let name = score["name"]?.string ?? "-"
      if let drawn = counterpart(of: name), names.contains(drawn),
        constant(name, of: arms) != nil
      {
        return nil
      }
      return SweepPanel(score, arms, reference: constant(name + suffix, of: arms))
    }
  }

  /// The name of the score of drawn pictures beside which that called `name` is one of real ones.
  private static func counterpart(of name: String) -> String? {
    name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : nil
  }

  /// The value of the score called `name` where all arms have the same; nil elsewhere.
  private static func constant(_ name: String, of arms: [JSONValue]) -> Double? {
    let values = arms.flatMap { score(name, of: $0)?["values"]?.elements ?? [] }
    let known = values.compactMap(\.double)
    return known.allSatisfy { $0 == known.first } ? known.first : nil
  }

  private static func score(_ name: String, of arm: JSONValue) -> JSONValue? {
    arm["scores"]?.elements?.first { $0["name"]?.string == name }
  }

  /// The panel of the score that `score` is for the first arm; nil where no run has it.
  private init?(_ score: JSONValue, _ arms: [JSONValue], reference: Double?) {
    let name = score["name"]?.string ?? "-"
    estimates = arms.map { arm in
      let score = Self.score(name, of: arm) ?? [:]
      let ends = (low: score["low"]?.double, high: score["high"]?.double)
      return Estimate(
        values: (score["values"]?.elements ?? []).compactMap(\.double),
        mean: score["mean"]?.double,
        interval: ends.low.flatMap { low in ends.high.map { (low, $0) } })
    }
    let drawn = estimates.flatMap { $0.values + ($0.interval.map { [$0.high] } ?? []) }
    guard let largest = (drawn + [reference].compactMap { $0 }).max(), !drawn.isEmpty else {
      return nil
    }
    title = sweepHeading(of: score)
    self.reference = reference
    // Shares are told by their having no direction written down; all of it is seen but for small ones.
    let isLargeShare = score["better"] == nil && largest > 0.4
    limit = isLargeShare ? 1 : Self.roundNumber(from: largest)
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
