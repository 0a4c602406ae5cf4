/// The mean of a score over training runs that differ only in their seed, with its 95% interval.
///
/// The runs are the sample: with n values of standard deviation s, the interval is
///
///     mean ± t s / sqrt(n)
///
/// t being the quantile of Student's distribution with n - 1 degrees of freedom, cut to the values
/// that the score can have. It tells how another seed would do, and nothing of other prompts.
public struct SeedEstimate: Equatable, Sendable {
  /// The score of each run.
  public let values: [Double]
  /// Their mean.
  public let mean: Double
  /// The interval; nil where there is only one run, or where all have the same score, which tells
  /// nothing of how others would differ.
  public let interval: Interval?

  /// The estimate from the runs' scores; nil where there are none.
  ///
  /// - Parameters:
  ///   - values: The score of each run.
  ///   - range: The values that the score can have.
  public init?(_ values: [Double], within range: ClosedRange<Double> = 0...1) {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.values = values
    self.mean = mean
    guard let first = values.first, values.contains(where: { $0 != first }) else {
      interval = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (count - 1) / count).squareRoot()
    let reach = studentQuantile(within: 0.95, degreesOfFreedom: values.count - 1) * error
    interval = Interval(
      low: max(range.lowerBound, mean - reach), high: min(range.upperBound, mean + reach))
  }
}
