/// One figure of both sides and the difference, B - A.
public struct ComparedMetric: Equatable, Sendable {
  /// "overall", a tag, or "diversity".
  public var name: String
  /// A's mean.
  public var a: Double
  /// B's mean.
  public var b: Double
  /// B's mean less A's.
  public var difference: Double
  /// The 95% interval of the difference; nil where a side has but one prompt.
  public var interval: Interval?
  /// Whether fewer than five prompts stand out from the rest, so that the interval is the exact one
  /// for so few, which is wide, and not the bootstrap's.
  public var isIntervalExact: Bool
  /// The p value of no difference, as it comes from the test.
  public var significance: Significance
  /// The p value adjusted by Holm's procedure over all metrics of the comparison.
  public var adjustedP: Double
  /// The least that the adjusted p value can be, however the sides differ: of few prompts there are
  /// few arrangements, and Holm's procedure multiplies the least p by the number of tests.
  public var leastAdjustedP: Double
  /// What can be found; nil where the spread is unknown, too few prompts stand out to tell, or so few
  /// prompts show no difference at all.
  public var power: Power?
  /// The number of A's prompts.
  public var promptsOfA: Int
  /// The number of B's prompts.
  public var promptsOfB: Int
  /// What the figures say.
  public var verdict: ComparisonVerdict
}

/// How much of the spread of paired differences lies between prompts and how much within them.
public struct DifferenceSpread: Equatable, Sendable {
  /// The standard deviation of the prompts' mean differences.
  public var betweenPrompts: Double
  /// The standard deviation of the differences of a prompt's seeds, pooled over prompts; nil where
  /// there is one seed.
  public var withinPrompts: Double?

  /// The spread of `differences`, one row a prompt with a value a seed; nil for fewer than two.
  init?(_ differences: [[Double]]) {
    guard differences.count > 1 else { return nil }
    let means = differences.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    betweenPrompts = (squares(means) / Double(means.count - 1)).squareRoot()
    let freedom = differences.reduce(0) { $0 + $1.count - 1 }
    withinPrompts =
      freedom > 0
      ? (differences.reduce(0) { $0 + squares($1) } / Double(freedom)).squareRoot() : nil
  }
}

private func squares(_ values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(max(1, values.count))
  return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
}
