import Tensors

/// |E f(x) - E f(G(z, t))|² / features: how far drawn pictures are, in the mean over the batch, from
/// real ones in what the discriminator sees of them.
///
/// After Salimans et al. 2016, section 3.1.
///
/// - Parameters:
///   - real: features of real pictures, `[N, …]`, a constant.
///   - fake: features of drawn pictures, of the same shape.
/// - Returns: a scalar; the mean over the features where the paper has their sum.
public func featureMatching(real: Tensor, fake: Tensor) -> Tensor {
  (mean(real) - mean(fake)).square().mean()
}

private func mean(_ features: Tensor) -> Tensor {
  features.cast(to: .float32).mean(alongAxes: [0])
}
