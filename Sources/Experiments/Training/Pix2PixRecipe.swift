import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// Pix2Pix under text: a U-Net that fills outlines as captions say, and a judge of patches.
///
/// After Isola et al. 2017. Beside the paper there are a moving average, and a warm-up by the
/// squared error alone, in which the text encoder learns too, at a part of the cost.
final class Pix2PixRecipe: DecodingRecipe {
  let networks: NetworkChoices
  let averages = true
  let spec: TrainingSpec
  let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType
  private let translator: UNetGenerator

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    self.spec = spec
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    networks = NetworkChoices(
      spec, textWidth: textEncoder.configuration.width, precision: precision)
    translator = networks.generator(as: UNetGenerator.self)
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    let step = DecodingStep(
      textEncoder: textEncoder, translator: translator, padding: padding, precision: precision,
      optimizers: ["generator", "text_encoder"].map(moment.optimizer))
    return step(moment.batch, noise: noise(of: moment), learningRate: moment.generatorRate)
  }

  func compete(_ moment: StepMoment) -> StepReport {
    let step = Pix2PixStep(
      textEncoder: textEncoder, generator: translator, discriminator: networks.discriminator,
      wrongPairs: Float(spec.wrongPairs), l1: Float(spec.translation.l1), padding: padding,
      precision: precision, generatorOptimizers: generatorOptimizers(moment),
      discriminatorOptimizer: moment.optimizer("discriminator"))
    return step(
      moment.batch, noise: noise(of: moment), generatorRate: moment.generatorRate,
      discriminatorRate: moment.discriminatorRate,
      trainsGenerator: moment.index >= spec.training.headStart)
  }

  /// What tells the generator how captions are to be completed.
  private func noise(of moment: StepMoment) -> Tensor { moment.batch.noise ?? moment.noise }
}
