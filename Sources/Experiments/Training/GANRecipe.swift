import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// A GAN of which objective, regularizers and networks are settings, trained from the networks' first
/// values, or warmed up as a decoder of text.
final class GANRecipe: Recipe {
  let averages = true
  private let spec: TrainingSpec
  private let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType
  private let networks: NetworkChoices
  /// The discriminator, or what normalizes its weights.
  private let judge: any Discriminator

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    self.spec = spec
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    networks = NetworkChoices(
      spec, textWidth: textEncoder.configuration.width, precision: precision,
      seed: UInt64(spec.seed))
    judge =
      spec.game.regularizers.spectralNormalization
      ? SpectralNormalization(networks.discriminator, seed: UInt64(spec.seed))
      : networks.discriminator
  }

  var generatorConfiguration: GeneratorConfiguration { networks.configuration }
  var generator: any Generator { networks.generator }
  var averageGenerator: any Generator { networks.average }

  var parameterSets: [(name: String, set: ParameterSet)] {
    [("generator", generator.parameters), ("discriminator", judge.parameters)]
  }

  func optimizers(of stage: Stage) -> [(name: String, optimizer: Adam)] {
    let schedule = spec.training
    let text = [(name: "text_encoder", set: textEncoder.parameters)]
    func optimizers(
      _ sets: [(name: String, set: ParameterSet)], _ settings: Adam.Settings
    ) -> [(name: String, optimizer: Adam)] {
      sets.map { ($0.name, Adam($0.set, settings)) }
    }
    switch stage {
    case .pretraining: return []
    case .warmup:
      return optimizers(
        [("generator", generator.parameters)] + text, Adam.Settings(beta1: 0.9, beta2: 0.99))
    case .adversarial:
      return optimizers(
        parameterSets + (spec.textEncoder.trains ? text : []),
        Adam.Settings(beta1: Float(schedule.beta1), beta2: Float(schedule.beta2)))
    }
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    let step = DecodingStep(
      textEncoder: textEncoder, generator: generator, padding: padding, precision: precision,
      optimizers: ["generator", "text_encoder"].map(moment.optimizer))
    return step(moment.batch, noise: moment.noise, learningRate: moment.generatorRate)
  }

  func compete(_ moment: StepMoment) -> StepReport {
    let learners = ["generator"] + (spec.textEncoder.trains ? ["text_encoder"] : [])
    let step = GANStep(
      textEncoder: textEncoder, generator: generator, discriminator: judge,
      game: spec.game.game(
        wrongPairs: spec.wrongPairs, reconstruction: spec.reconstruction,
        discriminatorSteps: spec.training.discriminatorSteps),
      padding: padding, precision: precision,
      generatorOptimizers: learners.map(moment.optimizer),
      discriminatorOptimizer: moment.optimizer("discriminator"))
    return step(
      moment.batch, noise: moment.noise, index: moment.index,
      generatorRate: moment.generatorRate, discriminatorRate: moment.discriminatorRate,
      trainsGenerator: moment.index >= spec.training.headStart,
      random: RandomSource(
        seed: UInt64(spec.seed), Stage.adversarial.address, UInt64(moment.index), 0x6761_6d65))
  }
}
