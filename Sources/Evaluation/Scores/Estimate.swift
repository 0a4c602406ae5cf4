/// A share of correct pictures with its 95% interval.
///
/// Pictures of one prompt are alike, so the variance is that of the ratio estimator over prompts:
/// with y correct of m pictures for each of G prompts, n pictures in all and p = sum y / n,
///
///     variance = G / (G - 1) * sum (y - p m)^2 / n^2
///
/// The interval is Wilson's (1927) for p with the effective number of pictures p (1 - p) /
/// variance, between 1 and n (Korn and Graubard 1998 treat surveys so). Where the prompts do not
/// differ at all, as when every picture is correct, that number is G, so that an interval never has
/// width 0.
public struct Estimate: Equatable, Sendable {
  /// The share of correct pictures, 0 to 1.
  public var mean: Double
  /// The lower end of the interval.
  public var low: Double
  /// The upper end of the interval.
  public var high: Double
  /// The number of prompts.
  public var prompts: Int
  /// The number of pictures.
  public var images: Int

  /// The estimate for prompts with the given tallies, those without pictures left out; nil where
  /// there is no picture.
  init?(_ tallies: [Tally]) {
    let counted = tallies.filter { $0.images > 0 }
    guard !counted.isEmpty else { return nil }
    let images = counted.reduce(0) { $0 + $1.images }
    let mean = Double(counted.reduce(0) { $0 + $1.correct }) / Double(images)
    self.init(
      mean: mean, variance: Self.variance(counted, mean: mean), prompts: counted.count,
      images: images)
  }

  /// The unweighted mean of the shares of several groups of prompts; nil where a group is empty.
  ///
  /// A group whose prompts do not differ shows no spread of its own, which does not mean that it has
  /// none: its variance is counted as `unseenVariance` has it.
  init?(meanOf groups: [[Tally]]) {
    let estimates = groups.compactMap { Estimate($0) }
    guard !groups.isEmpty, estimates.count == groups.count else { return nil }
    let number = Double(groups.count)
    let mean = estimates.reduce(0) { $0 + $1.mean } / number
    let variances = zip(groups, estimates).map { group, estimate in
      let seen = Self.variance(group, mean: estimate.mean)
      return seen > 0 ? seen : Self.unseenVariance(of: estimate, about: mean)
    }
    self.init(
      mean: mean,
      variance: variances.reduce(0, +) / (number * number),
      prompts: estimates.reduce(0) { $0 + $1.prompts },
      images: estimates.reduce(0) { $0 + $1.images })
  }

  /// The variance that a group of n prompts may have which do not differ, among groups of the mean p.
  ///
  /// It is p (1 - p) / n, but no more than that of the group's own share q under Jeffreys' prior, the
  /// beta distribution of n q + 1/2 and n (1 - q) + 1/2 (Brown, Cai and DasGupta 2001, "Interval
  /// estimation for a binomial proportion"). A single prompt tells nothing of q.
  private static func unseenVariance(of group: Estimate, about mean: Double) -> Double {
    let n = Double(group.prompts)
    let common = mean * (1 - mean) / n
    guard n > 1 else { return common }
    let (a, b) = (n * group.mean + 0.5, n * (1 - group.mean) + 0.5)
    return min(common, a * b / ((a + b) * (a + b) * (a + b + 1)))
  }

  /// The share of correct pictures, at least one, of which each is of a prompt of its own; the
  /// interval is Wilson's.
  init(shareOf correct: [Bool]) {
    let mean = Double(correct.count { $0 }) / Double(correct.count)
    self.init(mean: mean, variance: 0, prompts: correct.count, images: correct.count)
  }

  private init(mean: Double, variance: Double, prompts: Int, images: Int) {
    let size =
      variance > 0
      ? min(max(mean * (1 - mean) / variance, 1), Double(images)) : Double(prompts)
    let z = normalQuantile
    let shrink = 1 + z * z / size
    let middle = (mean + z * z / (2 * size)) / shrink
    let spread = (mean * (1 - mean) / size + z * z / (4 * size * size)).squareRoot()
    self.mean = mean
    low = max(0, middle - z * spread / shrink)
    high = min(1, middle + z * spread / shrink)
    self.prompts = prompts
    self.images = images
  }

  private static func variance(_ tallies: [Tally], mean: Double) -> Double {
    let counted = tallies.filter { $0.images > 0 }
    let clusters = Double(counted.count)
    guard clusters > 1 else { return 0 }
    let images = Double(counted.reduce(0) { $0 + $1.images })
    let squares = counted.reduce(0) { sum, tally in
      let residual = Double(tally.correct) - mean * Double(tally.images)
      return sum + residual * residual
    }
    return clusters / (clusters - 1) * squares / (images * images)
  }
}

/// How many pictures of one prompt are correct.
struct Tally: Equatable, Sendable {
  var correct = 0
  var images = 0

  mutating func add(_ verdict: Verdict) {
    correct += verdict.correct ? 1 : 0
    images += 1
  }
}
