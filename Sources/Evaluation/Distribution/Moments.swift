/// The mean of a set of features, and a factor F of their covariance: S = FᵀF.
///
/// Of n vectors of d numbers, F has the smaller of n and d rows: the centred vectors over
/// sqrt(n - 1), or Cholesky's factor.
struct Moments {
  let mean: [Double]
  let factor: RowMatrix
  /// The trace of the covariance.
  let trace: Double

  init(_ set: FeatureSet) {
    let (n, d) = (set.count, set.width)
    mean = columnMeans(set)
    let scale = 1 / Double(max(1, n - 1)).squareRoot()
    if n <= d {
      factor = centred(set, 0..<n, mean, scale)
    } else {
      var covariance = SquareMatrix(side: d)
      // A few hundred pictures at a time, so that the centred vectors never exist all at once.
      for start in stride(from: 0, to: n, by: 256) {
        let part = centred(set, start..<min(start + 256, n), mean, scale).transposed()
        addProducts(part, part, isSymmetric: true, into: &covariance.values)
      }
      factor = choleskyFactor(covariance)
    }
    trace = factor.values.reduce(0) { $0 + $1 * $1 }
  }
}

/// The mean of each feature.
func columnMeans(_ set: FeatureSet) -> [Double] {
  var sums = [Double](repeating: 0, count: set.width)
  set.values.withUnsafeBufferPointer { values in
    for row in 0..<set.count {
      for i in 0..<set.width { sums[i] += Double(values[row * set.width + i]) }
    }
  }
  return sums.map { $0 / Double(max(1, set.count)) }
}

/// The vectors in `range` less `mean`, times `scale`.
func centred(
  _ set: FeatureSet, _ range: Range<Int>, _ mean: [Double], _ scale: Double
) -> RowMatrix {
  var result = RowMatrix(rows: range.count, columns: set.width)
  set.values.withUnsafeBufferPointer { values in
    for (row, index) in range.enumerated() {
      for i in 0..<set.width {
        result.values[row * set.width + i] =
          (Double(values[index * set.width + i]) - mean[i]) * scale
      }
    }
  }
  return result
}

/// The upper triangular R with RᵀR equal to a positive semidefinite matrix, of which only the upper
/// triangle is read.
///
/// A row whose pivot is no more than rounding is zero, as it is in exact arithmetic.
func choleskyFactor(_ matrix: SquareMatrix) -> RowMatrix {
  let n = matrix.side
  var rest = matrix.values
  let largest = (0..<n).map { matrix[$0, $0] }.max() ?? 0
  let threshold = Double(n) * .ulpOfOne * largest
  var factor = RowMatrix(rows: n, columns: n)
  rest.withUnsafeMutableBufferPointer { rest in
    factor.values.withUnsafeMutableBufferPointer { factor in
      for k in 0..<n where rest[k * n + k] > threshold {
        let pivot = rest[k * n + k].squareRoot()
        for j in k..<n { factor[k * n + j] = rest[k * n + j] / pivot }
        for i in (k + 1)..<n {
          let multiplier = factor[k * n + i]
          if multiplier == 0 { continue }
          for j in i..<n { rest[i * n + j] -= multiplier * factor[k * n + j] }
        }
      }
    }
  }
  return factor
}
