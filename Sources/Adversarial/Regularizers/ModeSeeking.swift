import Tensors

/// d(z, z') / d(G(z, t), G(z', t)), with d the mean absolute difference: large where a generator
/// makes little of its noise.
///
/// After Mao et al. 2019 ("Mode Seeking Generative Adversarial Networks for Diverse Image
/// Synthesis", section 3.2), with the inverse of the ratio to be made small, as in the authors'
/// program.
///
/// - Parameters:
///   - pictures: `[N, side, side, 3]`, drawn from `noise` for some texts.
///   - others: drawn from `otherNoise` for the same texts.
///   - noise: `[N, latentWidth]`.
///   - otherNoise: of the same shape.
/// - Returns: a scalar.
public func modeSeeking(
  _ pictures: Tensor, _ others: Tensor, noise: Tensor, otherNoise: Tensor
) -> Tensor {
  let ratio = (pictures - others).absolute().mean() / (noise - otherNoise).absolute().mean()
  return ratio.scaled(by: 1, plus: 1e-5).power(-1)
}
