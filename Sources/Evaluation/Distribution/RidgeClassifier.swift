import Tensors

/// A linear classifier of features, for the accuracy on real pictures of a classifier that was
/// trained on generated ones (Ravuri and Vinyals 2019, "Classification accuracy score for
/// conditional generative models").
///
/// Ridge regression to +1 for the picture's class and -1 for the others, in closed form, so that
/// equal features give an equal classifier: with the centred features X and targets T,
/// W = (XᵀX + λ I)⁻¹ XᵀT and λ = `strength` tr(XᵀX) / d.
public struct RidgeClassifier: Sendable {
  /// How strong the penalty is by default.
  public static let strength = 0.1

  /// The classes, sorted.
  public let classes: [String]
  private let mean: [Double]
  /// `[classes, width]`.
  private let weights: RowMatrix
  private let offsets: [Double]

  /// Trains a classifier.
  ///
  /// - Parameters:
  ///   - set: The features of the pictures, one at least.
  ///   - labels: The class of each.
  ///   - strength: How strong the penalty is, above 0.
  public init(_ set: FeatureSet, labels: [String], strength: Double = RidgeClassifier.strength) {
    require(
      labels.count == set.count && set.count > 0,
      "RidgeClassifier: expected \(set.count) labels, got \(labels.count)")
    classes = Set(labels).sorted()
    mean = columnMeans(set)
    let x = centred(set, 0..<set.count, mean, 1).transposed()
    let targets = classes.map { name in labels.map { $0 == name ? 1.0 : -1.0 } }
    offsets = targets.map { $0.reduce(0, +) / Double(set.count) }
    var system = x.gram()
    let trace = (0..<system.side).reduce(0) { $0 + system[$1, $1] }
    let penalty = max(strength * trace / Double(set.width), .leastNormalMagnitude)
    for i in 0..<system.side { system[i, i] += penalty }
    var t = RowMatrix(rows: classes.count, columns: set.count)
    t.values = targets.flatMap { $0 }
    weights = solve(choleskyFactor(system), t.products(with: x))
  }

  /// The score of each class for each vector of `set`, in the order of `classes`: about 1 for the
  /// vector's own class, -1 for others.
  public func scores(_ set: FeatureSet) -> [[Double]] {
    let products = centred(set, 0..<set.count, mean, 1).products(with: weights)
    return (0..<set.count).map { row in
      classes.indices.map { products.values[row * classes.count + $0] + offsets[$0] }
    }
  }

  /// The class of each vector of `set`, the first of those with the highest score.
  public func classify(_ set: FeatureSet) -> [String] {
    scores(set).map { scores in
      var best = 0
      for c in classes.indices where scores[c] > scores[best] { best = c }
      return classes[best]
    }
  }

  /// For each vector of `set`, whether its class is the one of `labels`.
  public func isCorrect(_ set: FeatureSet, labels: [String]) -> [Bool] {
    require(
      labels.count == set.count,
      "isCorrect: expected \(set.count) labels, got \(labels.count)")
    return zip(classify(set), labels).map { $0 == $1 }
  }
}

/// The rows w with RᵀR w = b for each row b of `right`.
private func solve(_ factor: RowMatrix, _ right: RowMatrix) -> RowMatrix {
  let n = factor.columns
  var result = right
  for row in 0..<right.rows {
    let start = row * n
    for i in 0..<n {
      var sum = result.values[start + i]
      for k in 0..<i { sum -= factor.values[k * n + i] * result.values[start + k] }
      result.values[start + i] = sum / factor.values[i * n + i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = result.values[start + i]
      for k in (i + 1)..<max(i + 1, n) {
        sum -= factor.values[i * n + k] * result.values[start + k]
      }
      result.values[start + i] = sum / factor.values[i * n + i]
    }
  }
  return result
}
