import Language
import Layers
import Tensors

/// One step of the warm-up: generator, scene encoder and text encoder learn together to code
/// pictures, as a variational autoencoder conditioned on text and layout, while the generator's
/// places are trained against the layout discriminator.
///
/// After Sohn et al. 2015. With b the layout of picture x, and codes c drawn from the encoder's normal
/// distribution by reparameterization,
///
///     L = |G(c, t, b) - x|² / pixels + weight * KL(q(c | x, b, t) || N(0, 1))
///         + layoutWeight * L_G of `LayoutGame`
///
/// Where the text t is complete, c are codes of other pictures, so that the generator learns to find
/// in the text what the text says.
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
  ///   - posteriorNoise: standard normal, `[N, K + 1, codeWidth]`.
  ///   - coded: `[N, 1]`: 1 where the codes come from the scene encoder, 0 where they are kept ones.
  ///   - index: the number of the step.
  ///   - learningRate: the rate of all optimizers.
  /// - Returns: the terms of the loss and the norm of its gradient.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, posteriorNoise: Tensor, coded: Tensor, index: Int,
    learningRate: Float
  ) -> StepReport {
    let text = textEncoder(batch.captions, padding: padding, precision: precision)
    let misplacingText = withoutRecording {
      textEncoder(batch.misplacingCaptions, padding: padding, precision: precision)
    }
    let posterior = Posterior(
      sceneEncoder(batch.pictures, batch.layout, text),
      where: batch.layout.isPainted * coded.reshaped(to: [coded.shape[0], 1, 1]))
    let codes = posterior.sampled(posteriorNoise, else: generator.drawnCodes(noise))
    generator.keep(codes, where: posterior.isMeant)
    let drawn = generator.picture(codes, text, at: batch.layout)
    let error = (drawn - batch.pictures).square().mean()
    let divergence = posterior.divergence
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
