import Language
import Layers
import Tensors

/// One step of learning pictures from their captions: generator and text encoder together.
///
/// With x pictures, t their texts and z noise,
///
///     θ_G, θ_t down  |x - G(z, t)|² / pixels
///
/// Where captions tell nearly all of a picture, this finds most of what the generator must know, at
/// a part of the cost of an adversarial step. What a caption leaves open becomes its mean. It is an
/// autoencoder without encoder, whose codes are the features of captions (Bojanowski et al. 2018,
/// "Optimizing the Latent Space of Generative Networks"). The error is squared: with the absolute
/// one, pictures on white became all white within 50 steps, where tanh has no slope.
public final class DecodingStep {
  private let textEncoder: TextEncoder
  private let draw: (_ batch: TrainingBatch, _ noise: Tensor, _ text: TextFeatures) -> Tensor
  private let padding: Int32
  private let precision: DataType
  private let optimizers: [Adam]

  /// A step over the given networks, whose optimizers it shares.
  public convenience init(
    textEncoder: TextEncoder, generator: any Generator, padding: Int32,
    precision: DataType = .float32, optimizers: [Adam]
  ) {
    self.init(
      textEncoder: textEncoder, padding: padding, precision: precision, optimizers: optimizers
    ) { _, noise, text in generator(noise, text, isTraining: true) }
  }

  /// A step in which the generator also sees the sources of pictures.
  public convenience init(
    textEncoder: TextEncoder, translator: UNetGenerator, padding: Int32,
    precision: DataType = .float32, optimizers: [Adam]
  ) {
    self.init(
      textEncoder: textEncoder, padding: padding, precision: precision, optimizers: optimizers
    ) { batch, noise, text in translator(batch.knownSources, noise, text) }
  }

  private init(
    textEncoder: TextEncoder, padding: Int32, precision: DataType, optimizers: [Adam],
    draw: @escaping (TrainingBatch, Tensor, TextFeatures) -> Tensor
  ) {
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    self.optimizers = optimizers
    self.draw = draw
  }

  /// Takes the step.
  ///
  /// - Parameters:
  ///   - batch: N pictures and their captions.
  ///   - noise: standard normal, `[N, latentWidth]`.
  ///   - learningRate: the rate of all optimizers.
  /// - Returns: the error before the update, and the norm of its gradient.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, learningRate: Float
  ) -> StepReport {
    let t = textEncoder(batch.captions, padding: padding, precision: precision)
    let error = (draw(batch, noise, t) - batch.pictures).square().mean()
    let norm = descend(error, optimizers, learningRate: learningRate, maximumNorm: 1)
    return [("reconstruction", error.scalar), ("gradient_norm", norm)]
  }
}
