import RealModule

/// Class probabilities from a classifier's scores: the softmax of the scores times a factor, under
/// which known classes are likeliest.
///
/// Temperature scaling (Guo et al. 2017, "On calibration of modern neural networks", section 4.2),
/// the factor being one over the temperature.
public struct CalibratedSoftmax: Sendable {
  /// The largest factor; reached where every score of a known class is the highest.
  public static let largestFactor = 100.0

  /// What the scores are multiplied by: 0 to 100.
  public let factor: Double

  /// Finds the factor.
  ///
  /// - Parameters:
  ///   - scores: The scores of every class, for each picture.
  ///   - classes: The number of each picture's class; nil where it is none of them.
  public init(_ scores: [[Double]], classes: [Int?]) {
    // The mean loss is convex in the factor: its slope rises, up to 0 where it falls for ever,
    // which rounding reaches.
    var (low, high) = (0.0, Self.largestFactor)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if Self.slope(at: middle, scores, classes) <= 0 { low = middle } else { high = middle }
    }
    factor = (low + high) / 2
  }

  /// The probabilities of the classes with the given scores; they add up to 1.
  public func probabilities(of scores: [Double]) -> [Double] { softmax(scores, factor) }

  /// How the sum of the cross entropies changes with the factor.
  private static func slope(at factor: Double, _ scores: [[Double]], _ classes: [Int?]) -> Double {
    zip(scores, classes).reduce(0) { sum, picture in
      guard let own = picture.1 else { return sum }
      let mean = zip(softmax(picture.0, factor), picture.0).reduce(0) { $0 + $1.0 * $1.1 }
      return sum + mean - picture.0[own]
    }
  }
}

private func softmax(_ scores: [Double], _ factor: Double) -> [Double] {
  let top = scores.max() ?? 0
  let powers = scores.map { Double.exp(factor * ($0 - top)) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}
