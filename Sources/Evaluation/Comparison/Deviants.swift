import RealModule

/// How many prompts stand out: add more or less than most of their stratum.
struct Deviants: Equatable {
  /// Those that add less.
  var below = 0
  /// Those that add more.
  var above = 0
  /// Those that add the same as most of their stratum.
  var alike = 0
  /// The difference if none stood out.
  var common = 0.0

  /// From how many on resampling them shows how the difference spreads.
  static let enough = 5

  /// Whether they are too few to be resampled.
  ///
  /// What was not seen is in no resample, and what was seen once is in few. Where hardly two prompts
  /// add the same, as by a judge, there is no rest to stand out from.
  var areRare: Bool { below + above < Self.enough && alike >= below + above }

  /// Counts them in `strata`; common is what most prompts of a stratum add, where several values are
  /// equally frequent the one nearest to the middle, and of two equally near the lesser.
  init(_ strata: [[Double]]) {
    for stratum in strata where !stratum.isEmpty {
      let sorted = stratum.sorted()
      var best = 0..<0
      var start = 0
      func distance(_ range: Range<Int>) -> Int {
        abs(range.lowerBound + range.upperBound - sorted.count)
      }
      for next in 1...sorted.count {
        // Values that differ by rounding alone are one value.
        if next < sorted.count, sorted[next] - sorted[start] < 1e-9 { continue }
        let run = start..<next
        if (run.count, -distance(run)) > (best.count, -distance(best)) { best = run }
        start = next
      }
      alike += best.count
      below += best.lowerBound
      above += sorted.count - best.upperBound
      common += sorted[best.lowerBound] * Double(sorted.count)
    }
  }

  /// The 95% interval of the difference, exact but wide.
  ///
  /// With 97.5% confidence each, at most the shares q and r of prompts add less and more than is
  /// common (the bounds of Clopper and Pearson 1934; with none seen, the exact form of the rule of
  /// three), and none differs by more than 1: from d - q (1 + d) to d + r (1 - d), d being the
  /// common difference.
  ///
  /// - Parameter prompts: The number of prompts that they are counted among.
  /// - Returns: The interval.
  func interval(among prompts: Int) -> Interval {
    Interval(
      low: common - upperShare(of: below, among: prompts) * (1 + common),
      high: common + upperShare(of: above, among: prompts) * (1 - common))
  }
}

/// The share of which `count` or fewer are seen among `total` with probability 0.025.
func upperShare(of count: Int, among total: Int) -> Double {
  guard count < total else { return 1 }
  if count == 0 { return 1 - .pow(0.025, 1 / Double(total)) }
  var (low, high) = (0.0, 1.0)
  while high - low > 1e-12 {
    let share = (low + high) / 2
    if binomial(atMost: count, of: total, share) > 0.025 { low = share } else { high = share }
  }
  return (low + high) / 2
}

/// The probability of at most `count` successes, each of probability `share` strictly between 0
/// and 1.
private func binomial(atMost count: Int, of total: Int, _ share: Double) -> Double {
  var term = Double.pow(1 - share, Double(total))
  var sum = term
  for number in 0..<count {
    term *= Double(total - number) / Double(number + 1) * share / (1 - share)
    sum += term
  }
  return sum
}
