import Tensors

/// A figure of merit of a set of pictures, with what must be known to compare it.
public struct Figure: Equatable, Sendable {
  /// What it is called.
  public let name: String
  /// Its value.
  public let value: Double
  /// The 95% interval, where there is one.
  public var interval: Interval?
  /// The standard deviation over subsets, where there are any.
  public var deviation: Double?
  /// What it is, in a sentence.
  public let definition: String
  /// The rules, the features, the number of pictures and the settings that it was made by: figures
  /// are comparable only where these are equal.
  public let signature: String

  /// A figure from its parts.
  public init(
    name: String, value: Double, interval: Interval? = nil, deviation: Double? = nil,
    definition: String, signature: String
  ) {
    self.name = name
    self.value = value
    self.interval = interval
    self.deviation = deviation
    self.definition = definition
    self.signature = signature
  }
}

extension Interval {
  /// The 95% percentile bootstrap interval of a mean (Efron 1982): n - 1 of n values are drawn.
  ///
  /// - Parameters:
  ///   - values: Values of independent pictures or prompts; nil where there are fewer than two.
  ///   - seed: Of the draws, of which there are 1,000.
  init?(meanOf values: [Double], seed: UInt64) {
    guard values.count > 1 else { return nil }
    var random = RandomSource(seed: seed, 0x626f_6f74)
    let means = (0..<1000).map { _ in
      var sum = 0.0
      for _ in 1..<values.count { sum += values[random.index(below: values.count)] }
      return sum / Double(values.count - 1)
    }.sorted()
    self.init(low: quantile(means, 0.025), high: quantile(means, 0.975))
  }

  /// Wilson's 95% interval of a share.
  init?(shareOf correct: [Bool]) {
    guard !correct.isEmpty else { return nil }
    let estimate = Estimate(shareOf: correct)
    self.init(low: estimate.low, high: estimate.high)
  }
}
