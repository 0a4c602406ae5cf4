import Language
import Layers
import Tensors

/// One step of Pix2Pix under text: the discriminator's update, then the generator's.
///
/// After Isola et al. 2017, section 3.1. With s a source, x its picture, t the text of x, t̃ one
/// that x makes false, z noise, y = G(s, z, t), D the logits of patches, E the mean over pictures
/// and patches, and w the weight of wrong texts,
///
///     L_D = -E log σ(D(s, x, t)) - 1/(1+w) E log(1 - σ(D(s, y, t)))
///                                - w/(1+w) E log(1 - σ(D(s, x, t̃)))
///     L_G = -E log σ(D(s, y, t)) + λ E |x - y|
///
/// The paper has neither texts nor w, and λ = 100.
public final class Pix2PixStep {
  private let textEncoder: TextEncoder
  private let generator: UNetGenerator
  private let discriminator: any Discriminator
  private let game: GANGame
  private let l1: Float
  private let padding: Int32
  private let precision: DataType
  private let generatorOptimizers: [Adam]
  private let discriminatorOptimizer: Adam
  private let trainsText: Bool
  /// What gradients are cut to: a guard, far above what they usually are.
  private let maximumNorm: Float = 100

  /// A step over the given networks, whose optimizers it shares.
  ///
  /// - Parameters:
  ///   - textEncoder: gives the texts' features.
  ///   - generator: translates.
  ///   - discriminator: judges patches.
  ///   - wrongPairs: w; 0 for no wrong texts.
  ///   - l1: λ.
  ///   - padding: the id of padding in captions.
  ///   - precision: what the text encoder computes in.
  ///   - generatorOptimizers: the generator's and, where L_G is to train it, the text encoder's.
  ///   - discriminatorOptimizer: the discriminator's.
  public init(
    textEncoder: TextEncoder, generator: UNetGenerator, discriminator: any Discriminator,
    wrongPairs: Float, l1: Float, padding: Int32, precision: DataType = .float32,
    generatorOptimizers: [Adam], discriminatorOptimizer: Adam
  ) {
    self.textEncoder = textEncoder
    self.generator = generator
    self.discriminator = discriminator
    game = GANGame(objective: NonSaturating(), wrongPairs: wrongPairs)
    self.l1 = l1
    self.padding = padding
    self.precision = precision
    self.generatorOptimizers = generatorOptimizers
    self.discriminatorOptimizer = discriminatorOptimizer
    trainsText = generatorOptimizers.contains { $0.parameters === textEncoder.parameters }
  }

  /// Takes the step.
  ///
  /// - Parameters:
  ///   - batch: N pictures with their sources, captions and wrong captions.
  ///   - noise: standard normal, `[N, latentWidth]`.
  ///   - generatorRate: the learning rate of the generator.
  ///   - discriminatorRate: the learning rate of the discriminator.
  ///   - trainsGenerator: false while the discriminator gets its head start.
  /// - Returns: the figures of both updates.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, generatorRate: Float, discriminatorRate: Float,
    trainsGenerator: Bool = true
  ) -> StepReport {
    let (s, x) = (batch.knownSources, batch.pictures)
    let t = trainsText ? text(batch.captions) : withoutRecording { text(batch.captions) }
    let wrong = withoutRecording { text(batch.wrongCaptions) }
    let y =
      trainsGenerator ? generator(s, noise, t) : withoutRecording { generator(s, noise, t) }
    // Texts are cut off where they are judged; see `GANStep`.
    let judgement = game.judged(
      pair(s, x), pair(s, y.detached), t.detached, wrong, by: discriminator)
    descend(
      judgement.loss, [discriminatorOptimizer], learningRate: discriminatorRate,
      maximumNorm: maximumNorm)
    guard trainsGenerator else { return judgement.report }
    let drawn = discriminator(pair(s, y), t.detached)
    let deceit = game.objective.generatorLoss(fake: drawn) { drawn }
    let error = (x - y).absolute().mean()
    let norm = descend(
      deceit + error.scaled(by: l1), generatorOptimizers, learningRate: generatorRate,
      maximumNorm: maximumNorm)
    return judgement.report + [
      ("generator", deceit.scalar), ("l1", error.scalar), ("gradient_norm", norm),
    ]
  }

  /// A source and a picture, as the discriminator sees them: `[N, side, side, 6]`.
  private func pair(_ source: Tensor, _ picture: Tensor) -> Tensor {
    concatenate([source, picture], alongAxis: 3)
  }

  private func text(_ captions: [[Int32]]) -> TextFeatures {
    textEncoder(captions, padding: padding, precision: precision)
  }
}
