import Language
import Layers
import Tensors

/// One step of the warm-up: generator, scene encoder and text encoder learn together to code
/// pictures, as a variational autoencoder conditioned on text and layout, while the generator's
/// places are trained against the layout discriminator.
///
/// After Sohn et al. 2015. With b the layout of picture x, x' a lookalike, and codes c drawn from
/// the encoder's normal distribution by reparameterization,
///
///     L = |G(c, t, b) - x|² / pixels + weight * KL(q(c | x', b) || N(0, 1))
///         + layoutWeight * L_G of `LayoutGame`
///
/// The lookalike shares with x only what the text t leaves open, so that the generator finds in the
/// text what the text says (as pairs that share a factor do in Mathieu et al. 2016).
public final class SlotWarmUpStep {
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
  ///   - batch: the pictures, their captions and the truth of their scenes.
  ///   - noise: standard normal, `[N, latentWidth]`.
  ///   - posteriorNoise: standard normal, `[N, K + 1, codeWidth]`.
  ///   - index: the number of the step.
  ///   - learningRate: the rate of all optimizers.
  /// - Returns: the terms of the loss and the norm of its gradient.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, posteriorNoise: Tensor, index: Int, learningRate: Float
  ) -> StepReport {
    let scene = batch.knownScene
    let text = textEncoder(batch.captions, padding: padding, precision: precision)
    let misplacingText = withoutRecording {
      textEncoder(scene.misplacingCaptions, padding: padding, precision: precision)
    }
    let posterior = Posterior(
      sceneEncoder(scene.lookalikes, scene.layout), where: scene.layout.isPainted)
    let codes = posterior.sampled(posteriorNoise)
    generator.keep(codes, where: posterior.isMeant)
    let drawn = generator.picture(codes, text, at: scene.layout)
    let error = (drawn - batch.pictures).square().mean()
    let divergence = posterior.divergence
    let (layoutLoss, layoutReport) = game.play(
      scene.layout, generator.layout(noise, text), text, misplacingText, index: index,
      rate: learningRate)
    let loss =
      error + divergence.scaled(by: klWeight) + layoutLoss.scaled(by: layoutWeight)
    let norm = descend(loss, optimizers, learningRate: learningRate, maximumNorm: 1)
    return [
      ("reconstruction", error.scalar), ("divergence", divergence.scalar),
      ("gradient_norm", norm),
    ] + layoutReport
  }
}
