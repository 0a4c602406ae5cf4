import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// A GAN of which objective, regularizers and networks are settings, trained from the networks'
/// first values.
final class GANRecipe: Recipe {
  let averages = true
  private let spec: TrainingSpec
  private let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType
  private let networks: GANNetworks
  /// The discriminator, or what normalizes its weights.
  private let judge: any Discriminator

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    self.spec = spec
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    networks = GANNetworks(
      spec, textWidth: textEncoder.configuration.width, precision: precision)
    judge =
      spec.game.regularizers.spectralNormalization
      ? SpectralNormalization(networks.discriminator, seed: UInt64(spec.seed))
      : networks.discriminator
  }

  var generatorConfiguration: GeneratorConfiguration { networks.generatorConfiguration }
  var generator: any Generator { networks.generator }
  var averageGenerator: any Generator { networks.average }

  var parameterSets: [(name: String, set: ParameterSet)] {
    [("generator", generator.parameters), ("discriminator", judge.parameters)]
  }

  func optimizers(of stage: Stage) -> [(name: String, optimizer: Adam)] {
    guard stage == .adversarial else { return [] }
    let settings = Adam.Settings(
      beta1: Float(spec.training.beta1), beta2: Float(spec.training.beta2))
    let text = spec.textEncoder.trains ? [("text_encoder", textEncoder.parameters)] : []
    return (parameterSets + text).map { ($0.0, Adam($0.1, settings)) }
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    fatalError("GAN: expected no steps of a warm-up, got one")
  }

  func compete(_ moment: StepMoment) -> StepReport {
    let learners = ["generator"] + (spec.textEncoder.trains ? ["text_encoder"] : [])
    let step = GANStep(
      textEncoder: textEncoder, generator: generator, discriminator: judge,
      game: spec.game.game(
        wrongPairs: spec.wrongPairs, discriminatorSteps: spec.training.discriminatorSteps),
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

/// The networks of `GANRecipe`.
struct GANNetworks {
  let generatorConfiguration: GeneratorConfiguration
  let generator: any Generator
  /// The generator's moving average.
  let average: any Generator
  let discriminator: any Discriminator

  /// Networks with random first values.
  init(_ spec: TrainingSpec, textWidth: Int, precision: DataType) {
    let seed = UInt64(spec.seed)
    let side = spec.dataset.size
    generatorConfiguration = .dcgan(
      DCGANGenerator.Configuration(
        side: side, textWidth: textWidth, channels: spec.generator.channels))
    generator = generatorConfiguration.makeGenerator(precision: precision, seed: seed)
    average = generatorConfiguration.makeGenerator(precision: .float32, seed: seed)
    discriminator = AttentiveDiscriminator(
      AttentiveDiscriminator.Configuration(
        side: side, textWidth: textWidth, channels: spec.discriminator.channels),
      precision: precision, seed: seed)
  }
}
