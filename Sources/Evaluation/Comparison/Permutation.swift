import Tensors

/// The probability of a difference at least as large were there none.
public struct Significance: Equatable, Sendable {
  /// The two-sided p value.
  public var p: Double
  /// Whether every rearrangement was counted, rather than a sample of them.
  public var isExact: Bool
}

extension Contrast {
  /// The most differences whose signs are all enumerated: 2^16 arrangements.
  static let exactLimit = 16

  /// The two-sided p value of no difference.
  ///
  /// Paired: the sign-flip test (Fisher 1935, Pitman 1937), under which a prompt's difference is as
  /// likely to have the other sign; exact where at most `exactLimit` prompts differ, since the
  /// others change nothing. Independent: scores change sides at random within their tag; exact where
  /// there are at most 2^`exactLimit` arrangements. A sample of m arrangements of which b are as
  /// extreme gives (b + 1) / (m + 1) (Phipson and Smyth 2010).
  ///
  /// - Parameters:
  ///   - draws: The number of arrangements where they are sampled.
  ///   - random: Where these are drawn from.
  /// - Returns: The p value; 1 where no prompt differs.
  func significance(draws: Int, using random: inout RandomSource) -> Significance {
    switch kind {
    case .paired:
      let summands = strata.flatMap { $0 }.filter { $0 != 0 }
      return summands.count <= Self.exactLimit
        ? exactSignFlips(summands) : sampledSignFlips(summands, draws: draws, using: &random)
    case .independent:
      return arrangements <= Double(1 << Self.exactLimit)
        ? exactLabelPermutations : labelPermutations(draws: draws, using: &random)
    }
  }
}

/// From where a sum counts as being as extreme as `sum`; sums that are equal but for rounding do.
private func threshold(_ sum: Double, _ summands: [Double]) -> Double {
  abs(sum) - 1e-11 * summands.reduce(0) { $0 + abs($1) }
}

/// All 2^n signs, in the order of a Gray code, which flips one at a time.
private func exactSignFlips(_ summands: [Double]) -> Significance {
  var sum = summands.reduce(0, +)
  let extreme = threshold(sum, summands)
  var signed = summands
  var count = 1
  let arrangements = 1 << summands.count
  for arrangement in 1..<max(1, arrangements) {
    let flipped = arrangement.trailingZeroBitCount
    signed[flipped] = -signed[flipped]
    sum += 2 * signed[flipped]
    if abs(sum) >= extreme { count += 1 }
  }
  return Significance(p: Double(count) / Double(arrangements), isExact: true)
}

private func sampledSignFlips(
  _ summands: [Double], draws: Int, using random: inout RandomSource
) -> Significance {
  let extreme = threshold(summands.reduce(0, +), summands)
  var count = 0
  for _ in 0..<draws {
    var sum = 0.0
    var bits: UInt32 = 0
    for (index, summand) in summands.enumerated() {
      if index & 31 == 0 { bits = random.nextWord() }
      sum += bits & 1 == 0 ? summand : -summand
      bits >>= 1
    }
    if abs(sum) >= extreme { count += 1 }
  }
  return Significance(p: Double(count + 1) / Double(draws + 1), isExact: false)
}

extension Contrast {
  /// All ways to share out the scores of each tag, those of the tags combined.
  private var exactLabelPermutations: Significance {
    let extreme = threshold(difference, strata.flatMap { $0 })
    let sums = groups.reduce([0.0]) { sums, group in
      // What the smaller side gets tells what the other has.
      let (few, many, sign) =
        group.a.count < group.b.count ? (group.a, group.b, -1.0) : (group.b, group.a, 1.0)
      let total = (few + many).reduce(0, +)
      let differences = sumsOfSubsets(of: few + many, count: few.count).map {
        sign * ($0 / Double(few.count) - (total - $0) / Double(many.count))
      }
      return sums.flatMap { sum in differences.map { sum + $0 } }
    }
    let count = sums.count { abs($0 / Double(groups.count)) >= extreme }
    return Significance(p: Double(count) / Double(sums.count), isExact: true)
  }

  private func labelPermutations(draws: Int, using random: inout RandomSource) -> Significance {
    let extreme = threshold(difference, strata.flatMap { $0 })
    var pools = groups.map { $0.a + $0.b }
    let totals = pools.map { $0.reduce(0, +) }
    var count = 0
    for _ in 0..<draws {
      var sum = 0.0
      for index in groups.indices {
        let (countOfA, countOfB) = (groups[index].a.count, groups[index].b.count)
        var sumOfA = 0.0
        for place in 0..<countOfA {
          let other = place + random.integer(below: countOfA + countOfB - place)
          pools[index].swapAt(place, other)
          sumOfA += pools[index][place]
        }
        sum += (totals[index] - sumOfA) / Double(countOfB) - sumOfA / Double(countOfA)
      }
      if abs(sum / Double(groups.count)) >= extreme { count += 1 }
    }
    return Significance(p: Double(count + 1) / Double(draws + 1), isExact: false)
  }
}

/// The sums of all subsets of `count` of `values`, at most half of them: on the way there are no
/// more sums of smaller subsets.
private func sumsOfSubsets(of values: [Double], count: Int) -> [Double] {
  // The sums of the subsets of each size of the values so far.
  var sums: [[Double]] = [[0]] + Array(repeating: [], count: count)
  for value in values {
    for size in stride(from: count, to: 0, by: -1) {
      sums[size] += sums[size - 1].map { $0 + value }
    }
  }
  return sums[count]
}
