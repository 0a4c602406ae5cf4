import Language
import Layers
import Tensors

/// One step of the warm-up: generator, scene encoder and text encoder learn together to code
/// pictures, as a variational autoencoder conditioned on text.
///
/// After Sohn et al. 2015. With z drawn from the encoder's normal distribution by
/// reparameterization,
///
///     L = |G(z, t) - x|² / pixels + weight * KL(q(z | x, t) || N(0, 1))
public final class WarmUpStep {
  private let textEncoder: TextEncoder
  private let generator: any Generator
  private let sceneEncoder: SceneEncoder
  private let klWeight: Float
  private let padding: Int32
  private let precision: DataType
  private let optimizers: [Adam]

  /// A step over the given networks, whose optimizers it shares.
  public init(
    textEncoder: TextEncoder, generator: any Generator, sceneEncoder: SceneEncoder,
    klWeight: Float, padding: Int32, precision: DataType,
    optimizers: [Adam]
  ) {
    self.textEncoder = textEncoder
    self.generator = generator
    self.sceneEncoder = sceneEncoder
    self.klWeight = klWeight
    self.padding = padding
    self.precision = precision
    self.optimizers = optimizers
  }

  /// Takes the step.
  ///
  /// - Parameters:
  ///   - batch: the pictures and their captions.
  ///   - noise: standard normal, `[N, latentWidth]`.
  ///   - coded: `[1, latentWidth]`: 1 where the latent comes from the scene encoder, 0 where it is
  ///     noise, so that the generator learns to do without.
  ///   - learningRate: the rate of all optimizers.
  /// - Returns: the terms of the loss and the norm of its gradient.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, coded: Tensor, learningRate: Float
  ) -> StepReport {
    let text = textEncoder(batch.captions, padding: padding, precision: precision)
    let (mean, logVariance) = sceneEncoder(batch.pictures, text)
    let spread = logVariance.scaled(by: 0.5).exp() * coded
    let latent = mean * coded + noise * (spread + coded.scaled(by: -1, plus: 1))
    let drawn = generator(latent, text, isTraining: true)
    let error = (drawn - batch.pictures).square().mean()
    let divergence = klDivergence(mean * coded, logVariance * coded)
    let loss = error + divergence.scaled(by: klWeight)
    let norm = descend(loss, optimizers, learningRate: learningRate, maximumNorm: 1)
    return [
      ("reconstruction", error.scalar), ("divergence", divergence.scalar),
      ("gradient_norm", norm),
    ]
  }
}

/// KL(N(mean, variance) || N(0, 1)), summed over the last axis and averaged over the batch:
/// 1/2 sum(mean² + variance - 1 - log variance).
func klDivergence(_ mean: Tensor, _ logVariance: Tensor) -> Tensor {
  (mean.square() + logVariance.exp() - logVariance).scaled(by: 1, plus: -1)
    .sum().scaled(by: 0.5 / Float(mean.shape[0]))
}

/// Moves all parameters of `optimizers` down the gradient of `loss`, whose norm over all of them
/// together is first cut to `maximumNorm`.
///
/// After Pascanu et al. 2013.
///
/// - Returns: the norm before it was cut.
@discardableResult
func descend(
  _ loss: Tensor, _ optimizers: [Adam], learningRate: Float, maximumNorm: Float
) -> Float {
  let values = optimizers.map { $0.parameters.values }
  let all = gradients(of: loss, withRespectTo: values.flatMap { $0 })
  let norm = globalNorm(all)
  let factor = norm > maximumNorm ? maximumNorm / norm : 1
  var start = 0
  for (optimizer, group) in zip(optimizers, values) {
    optimizer.step(
      Array(all[start..<(start + group.count)]), learningRate: learningRate,
      gradientFactor: factor)
    start += group.count
  }
  return norm
}
