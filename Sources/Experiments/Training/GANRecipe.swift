import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// A GAN of which objective, regularizers and networks are settings, trained from the networks'
/// first values, or warmed up as a decoder of text.
final class GANRecipe: DecodingRecipe {
  let networks: NetworkChoices
  let averages = true
  let spec: TrainingSpec
  let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    self.spec = spec
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    networks = NetworkChoices(
      spec, textWidth: textEncoder.configuration.width, precision: precision)
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    let step = DecodingStep(
      textEncoder: textEncoder, generator: generator, padding: padding, precision: precision,
      optimizers: ["generator", "text_encoder"].map(moment.optimizer))
    return step(moment.batch, noise: moment.noise, learningRate: moment.generatorRate)
  }

  func compete(_ moment: StepMoment) -> StepReport {
    let step = GANStep(
      textEncoder: textEncoder, generator: generator, discriminator: networks.discriminator,
      game: spec.game.game(
        wrongPairs: spec.wrongPairs, reconstruction: spec.reconstruction,
        discriminatorSteps: spec.training.discriminatorSteps),
      padding: padding, precision: precision,
      generatorOptimizers: generatorOptimizers(moment),
      discriminatorOptimizer: moment.optimizer("discriminator"))
    return step(
      moment.batch, noise: moment.noise, index: moment.index,
      generatorRate: moment.generatorRate, discriminatorRate: moment.discriminatorRate,
      trainsGenerator: moment.index >= spec.training.headStart,
      random: RandomSource(
        seed: UInt64(spec.seed), Stage.adversarial.address, UInt64(moment.index), 0x6761_6d65))
  }
}
