import Language
import Layers
import Tensors

/// One step of the warm-up: generator, scene encoder and text encoder learn together to code
/// pictures, as a variational autoencoder conditioned on text and layout, while the generator's
/// places are trained against the layout discriminator.
///
/// After Sohn et al. 2015. With b the layout of picture x, and z drawn from the encoder's normal
/// distribution by reparameterization,
///
///     L = |G(z, t, b) - x|² / pixels + weight * KL(q(z | x, b, t) || N(0, 1))
///         + layoutWeight * L_G of `LayoutGame`
public final class WarmUpStep {
  private let textEncoder: TextEncoder
  private let generator: SlotGenerator
  private let sceneEncoder: SceneEncoder
  private let game: LayoutGame
  private let layoutWeight: Float
  private let klWeight: Float
  private let padding: Int32
  private let precision: DataType
  private let optimizers: [Adam]

  /// A step over the given networks, whose optimizers it shares.
  public init(
    textEncoder: TextEncoder, generator: SlotGenerator, sceneEncoder: SceneEncoder,
    game: LayoutGame, layoutWeight: Float, klWeight: Float, padding: Int32, precision: DataType,
    optimizers: [Adam]
  ) {
    self.textEncoder = textEncoder
    self.generator = generator
    self.sceneEncoder = sceneEncoder
    self.game = game
    self.layoutWeight = layoutWeight
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
  ///   - coded: `[N, 1]`: 1 where the latent comes from the scene encoder, 0 where it is noise, so
  ///     that the generator learns to find in the text what the text says.
  ///   - index: the number of the step.
  ///   - learningRate: the rate of all optimizers.
  /// - Returns: the terms of the loss and the norm of its gradient.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, coded: Tensor, index: Int, learningRate: Float
  ) -> StepReport {
    let text = textEncoder(batch.captions, padding: padding, precision: precision)
    let misplacingText = withoutRecording {
      textEncoder(batch.misplacingCaptions, padding: padding, precision: precision)
    }
    let (allMeans, allLogVariances) = sceneEncoder(batch.pictures, batch.layout, text)
    // Mean 0 and logarithmic variance 0 are the prior: plain noise.
    let (mean, logVariance) = (allMeans * coded, allLogVariances * coded)
    let latent = mean + logVariance.scaled(by: 0.5).exp() * noise
    let drawn = generator.picture(latent, text, at: batch.layout)
    let error = (drawn - batch.pictures).square().mean()
    let divergence = klDivergence(mean, logVariance)
    let (layoutLoss, layoutReport) = game.play(
      batch, text, misplacingText, noise: noise, index: index, rate: learningRate)
    let loss =
      error + divergence.scaled(by: klWeight) + layoutLoss.scaled(by: layoutWeight)
    let norm = descend(loss, optimizers, learningRate: learningRate, maximumNorm: 1)
    return [
      ("reconstruction", error.scalar), ("divergence", divergence.scalar),
      ("gradient_norm", norm),
    ] + layoutReport
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
