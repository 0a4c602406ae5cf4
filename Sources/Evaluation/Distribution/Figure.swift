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
  /// The 95% percentile bootstrap interval of a mean (Efron 1982), as comparisons have it: n - 1 of n
  /// groups are drawn, and the ends moved by Student's quantile over the normal one.
  ///
  /// - Parameters:
  ///   - groups: The values, none below 0, in groups that are independent of each other, as pictures
  ///     of one prompt are not; nil where there are fewer than two groups.
  ///   - seed: Of the draws, of which there are 1,000.
  init?(meanOf groups: [[Double]], seed: UInt64) {
    guard groups.count > 1 else { return nil }
    let parts = groups.map { (sum: $0.reduce(0, +), count: Double($0.count)) }
    var random = RandomSource(seed: seed, 0x626f_6f74)
    let means = (0..<1000).map { _ in
      var (sum, count) = (0.0, 0.0)
      for _ in 1..<parts.count {
        let part = parts[random.index(below: parts.count)]
        sum += part.sum
        count += part.count
      }
      return sum / count
    }
    let mean = parts.reduce(0) { $0 + $1.sum } / parts.reduce(0) { $0 + $1.count }
    self.init(
      ofResamples: means, about: mean, degreesOfFreedom: parts.count - 1, within: 0...(.infinity))
  }

  /// Wilson's 95% interval of a share, for as many values as they are worth where those of a group
  /// are alike.
  init?(shareOf groups: [[Bool]]) {
    let isGrouped = groups.contains { $0.count > 1 }
    let estimate =
      isGrouped
      ? Estimate(groups.map { Tally(correct: $0.count { $0 }, images: $0.count) })
      : groups.isEmpty ? nil : Estimate(shareOf: groups.flatMap { $0 })
    guard let estimate else { return nil }
    self.init(low: estimate.low, high: estimate.high)
  }
}
