/// The Fréchet distance between two sets of features, each taken for normally distributed (FID;
/// Heusel et al. 2017, "GANs trained by a two time-scale update rule", equation 6):
///
///     |m1 - m2|² + tr(S1 + S2 - 2 (S1 S2)^(1/2))
///
/// With S1 = F1ᵀF1 and S2 = F2ᵀF2, the trace of the root is the sum of the singular values of F1
/// F2ᵀ. It is biased upwards the more the fewer vectors there are.
///
/// - Parameters:
///   - first: At least two vectors.
///   - second: At least two vectors, as long.
/// - Returns: The distance, 0 or more but for rounding.
public func frechetDistance(_ first: FeatureSet, _ second: FeatureSet) -> Double {
  let (a, b) = (Moments(first), Moments(second))
  let means = zip(a.mean, b.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  // The smaller of the two Gram matrices has the same eigenvalues but for zeros.
  let (small, large) =
    a.factor.rows <= b.factor.rows ? (a.factor, b.factor) : (b.factor, a.factor)
  let squares = symmetricEigenvalues(small.products(with: large).gram())
  let root = squares.reduce(0) { $0 + max(0, $1).squareRoot() }
  return means + a.trace + b.trace - 2 * root
}
