import RealModule
import Tensors

/// How sure a classifier is of each picture and how much its answers vary.
///
/// exp of the mean divergence of p(class | picture) from p(class) (Salimans et al. 2016, "Improved
/// techniques for training GANs", section 4).
///
/// From 1 to the number of classes. The published figures are of a classifier of ImageNet, of which
/// pictures of another world say nothing: take a classifier of the pictures' own world. It sees no
/// reference, so a model that draws one picture of each class scores full marks.
public struct InceptionScore: Equatable, Sendable {
  /// The mean over the splits.
  public let mean: Double
  /// The standard deviation over the splits.
  public let deviation: Double

  /// The score of pictures whose classes have the given probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: For each picture the probability of each class; they add up to 1.
  ///   - splits: Into how many parts the pictures are cut, in their order; from 1 to as many as
  ///     there are pictures.
  public init(probabilities: [[Double]], splits: Int = 10) {
    require(
      1...max(1, probabilities.count) ~= splits && !probabilities.isEmpty,
      "InceptionScore: expected 1 to \(probabilities.count) splits, got \(splits)")
    let scores = (0..<splits).map { index in
      let start = index * probabilities.count / splits
      let end = (index + 1) * probabilities.count / splits
      return Double.exp(meanDivergence(probabilities[start..<end]))
    }
    let mean = scores.reduce(0, +) / Double(splits)
    self.mean = mean
    deviation =
      (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(splits)).squareRoot()
  }
}

/// The mean over pictures of the sum over classes of p log(p / q), q being the mean of all p.
private func meanDivergence(_ probabilities: ArraySlice<[Double]>) -> Double {
  let classes = probabilities.first?.count ?? 0
  let number = Double(probabilities.count)
  let marginal = (0..<classes).map { c in probabilities.reduce(0) { $0 + $1[c] } / number }
  let sum = probabilities.reduce(0.0) { sum, row in
    zip(row, marginal).reduce(sum) { $1.0 > 0 ? $0 + $1.0 * Double.log($1.0 / $1.1) : $0 }
  }
  return sum / number
}
