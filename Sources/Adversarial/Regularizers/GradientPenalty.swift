import Tensors

/// λ E(|∇_x̂ D(x̂, t)| - 1)² at points x̂ between real and drawn pictures: WGAN-GP.
///
/// After Gulrajani et al. 2017, equation 3.
///
///     x̂ = ε x + (1 - ε) G(z, t), ε uniform on [0, 1) for each pair
public struct GradientPenalty: DiscriminatorPenalty {
  /// Its name in metrics.
  public let name = "gradient_penalty"
  /// λ.
  public let weight: Float

  /// The penalty of weight λ; by default the paper's.
  public init(weight: Float = 10) { self.weight = weight }

  /// See `DiscriminatorPenalty`.
  public func callAsFunction(
    _ discriminator: any Discriminator, _ pictures: PenalizedPictures,
    using random: inout RandomSource
  ) -> Tensor {
    let batch = pictures.real.shape[0]
    let mix = Tensor((0..<batch).map { _ in random.uniform() }, shape: [batch, 1, 1, 1])
    let x = (pictures.fake + mix * (pictures.real - pictures.fake)).variable()
    let slope = gradients(
      of: discriminator(x, pictures.text).sum(), withRespectTo: [x], keepingGraph: true)[0]
    // The root of 0 has no slope.
    let norm = slope.squaredRowNorms.scaled(by: 1, plus: 1e-12).squareRoot()
    return norm.scaled(by: 1, plus: -1).square().mean()
  }
}
