import Tensors

/// The ends of a 95% interval.
public struct Interval: Equatable, Sendable {
  /// The lower end.
  public var low: Double
  /// The upper end.
  public var high: Double

  /// An interval from its ends.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}

extension Contrast {
  /// The 95% percentile bootstrap interval of the difference; nil where a side has one prompt.
  ///
  /// Prompts are resampled within their tag, each with all its seeds; of n prompts n - 1 are drawn,
  /// which makes the spread that of the difference and not too small by (n - 1) / n (Efron 1982;
  /// Rao and Wu 1988, "Resampling inference with complex survey data"). The ends are then moved away
  /// from the difference by t / 1.96, Student's quantile over the normal one, since that spread is
  /// itself known from few prompts only.
  ///
  /// - Parameters:
  ///   - draws: The number of resamples.
  ///   - random: Where they are drawn from.
  /// - Returns: The interval; where fewer than five prompts stand out from the rest, the exact one
  ///   of `Deviants`.
  func interval(draws: Int, using random: inout RandomSource) -> Interval? {
    guard strata.allSatisfy({ $0.count > 1 }) else { return nil }
    if deviants.areRare { return rareInterval }
    var sums: [Double] = []
    sums.reserveCapacity(draws)
    for _ in 0..<draws {
      var sum = 0.0
      for stratum in strata {
        let size = stratum.count
        var part = 0.0
        for _ in 1..<size { part += stratum[random.index(below: size)] }
        sum += part * Double(size) / Double(size - 1)
      }
      sums.append(sum)
    }
    return Interval(
      ofResamples: sums, about: difference, degreesOfFreedom: degreesOfFreedom, within: -1...1)
  }
}

extension Contrast {
  /// The interval of `Deviants`, and that of the sides exchanged, mirrored: where two values are
  /// equally frequent the two take another one for common.
  private var rareInterval: Interval {
    let prompts = fewest * groups.count
    let one = deviants.interval(among: prompts)
    let other = Deviants(strata.map { $0.map { -$0 } }).interval(among: prompts)
    return Interval(low: min(one.low, -other.high), high: max(one.high, -other.low))
  }
}

extension Interval {
  /// The middle 95% of `resamples`, its ends moved away from `middle` by Student's quantile over the
  /// normal one, and cut to the values that can be.
  init(
    ofResamples resamples: [Double], about middle: Double, degreesOfFreedom: Int,
    within possible: ClosedRange<Double>
  ) {
    let sorted = resamples.sorted()
    let stretch = studentQuantile(within: 0.95, degreesOfFreedom: degreesOfFreedom) / normalQuantile
    self.init(
      low: max(possible.lowerBound, middle + (quantile(sorted, 0.025) - middle) * stretch),
      high: min(possible.upperBound, middle + (quantile(sorted, 0.975) - middle) * stretch))
  }
}

/// Within which, on both sides of 0, 95% of the normal distribution lie.
let normalQuantile = 1.959_963_984_540_054

/// The quantile of sorted values, linear between them (type 7 of Hyndman and Fan 1996).
func quantile(_ sorted: [Double], _ share: Double) -> Double {
  let place = share * Double(sorted.count - 1)
  let lower = Int(place)
  let upper = min(lower + 1, sorted.count - 1)
  return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
}

extension RandomSource {
  /// A whole number of the uniform distribution on 0 ..< `bound`, a number below 2^24: one word
  /// multiplied (Lemire 2019), which favours none by more than one part in 2^8.
  mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(nextWord()) &* UInt64(bound)) >> 32)
  }
}
