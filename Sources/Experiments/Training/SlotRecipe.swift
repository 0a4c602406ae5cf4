import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// The default recipe: the slot generator, warmed up as a decoder and by a game about places, then
/// trained against a matching-aware discriminator.
final class SlotRecipe: Recipe {
  let generatorConfiguration: GeneratorConfiguration
  let averages = true
  private let spec: TrainingSpec
  private let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType
  private let slots: SlotGenerator
  private let average: SlotGenerator
  private let sceneEncoder: SceneEncoder
  private let layoutDiscriminator: LayoutDiscriminator
  private let discriminator: AttentiveDiscriminator

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    let seed = UInt64(spec.seed)
    let textWidth = textEncoder.configuration.width
    let g = spec.generator
    let configuration = SlotGenerator.Configuration(
      side: spec.dataset.size, textWidth: textWidth, slots: g.slots, codeWidth: g.codeWidth,
      codes: g.codes, width: g.width, mixers: g.mixers, paint: g.paint)
    self.spec = spec
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    generatorConfiguration = .slots(configuration)
    slots = SlotGenerator(configuration, precision: precision, seed: seed)
    average = SlotGenerator(configuration, seed: seed)
    sceneEncoder = SceneEncoder(for: configuration, seed: seed)
    layoutDiscriminator = LayoutDiscriminator(
      slots: g.slots, textWidth: textWidth, width: spec.layout.channels,
      blocks: spec.layout.blocks, seed: seed)
    discriminator = AttentiveDiscriminator(
      AttentiveDiscriminator.Configuration(
        side: spec.dataset.size, textWidth: textWidth, channels: spec.discriminator.channels),
      precision: precision, seed: seed)
  }

  var generator: any Generator { slots }
  var averageGenerator: any Generator { average }

  var parameterSets: [(name: String, set: ParameterSet)] {
    [
      ("generator", slots.parameters), ("scene_encoder", sceneEncoder.parameters),
      ("layout_discriminator", layoutDiscriminator.parameters),
      ("discriminator", discriminator.parameters),
    ]
  }

  func optimizers(of stage: Stage) -> [(name: String, optimizer: Adam)] {
    let schedule = spec.training
    let regression = Adam.Settings(beta1: 0.9, beta2: 0.99)
    let game = Adam.Settings(beta1: Float(schedule.beta1), beta2: Float(schedule.beta2))
    let generatorSettings = stage == .warmup ? regression : game
    let common = [
      ("generator", Adam(slots.parameters, generatorSettings)),
      ("scene_encoder", Adam(sceneEncoder.parameters, generatorSettings)),
      ("layout_discriminator", Adam(layoutDiscriminator.parameters, game)),
    ]
    switch stage {
    case .pretraining: return []
    case .warmup: return [("text_encoder", Adam(textEncoder.parameters, regression))] + common
    case .adversarial: return common + [("discriminator", Adam(discriminator.parameters, game))]
    }
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    let step = WarmUpStep(
      textEncoder: textEncoder, generator: slots, sceneEncoder: sceneEncoder,
      game: game(moment), layoutWeight: Float(spec.layout.weight),
      klWeight: Float(spec.warmup.klWeight), padding: padding,
      precision: precision,
      optimizers: ["text_encoder", "generator", "scene_encoder"].map(moment.optimizer))
    return step(
      moment.batch, noise: moment.noise, posteriorNoise: posteriorNoise(moment),
      index: moment.index, learningRate: moment.generatorRate)
  }

  func compete(_ moment: StepMoment) -> StepReport {
    let step = AdversarialStep(
      textEncoder: textEncoder, generator: slots, sceneEncoder: sceneEncoder,
      discriminator: discriminator, game: game(moment), weights: weights, padding: padding,
      precision: precision,
      generatorOptimizers: ["generator", "scene_encoder"].map(moment.optimizer),
      discriminatorOptimizer: moment.optimizer("discriminator"))
    return step(
      moment.batch, noise: moment.noise, posteriorNoise: posteriorNoise(moment),
      index: moment.index, generatorRate: moment.generatorRate,
      discriminatorRate: moment.discriminatorRate,
      trainsGenerator: moment.index >= spec.training.headStart)
  }

  private func posteriorNoise(_ moment: StepMoment) -> Tensor {
    let g = spec.generator
    return moment.moreNoise(1, [moment.noise.shape[0], g.slots + 1, g.codeWidth])
  }

  private var weights: AdversarialStep.Weights {
    let pixels = spec.reconstruction.pixels
    return AdversarialStep.Weights(
      wrongPairs: Float(spec.wrongPairs), penalty: Float(spec.regularizer.weight),
      penaltyInterval: spec.regularizer.every, reconstruction: Float(pixels),
      features: Float(spec.reconstruction.features),
      divergence: Float(pixels * spec.warmup.klWeight),
      layout: Float(pixels * spec.layout.weight))
  }

  private func game(_ moment: StepMoment) -> LayoutGame {
    LayoutGame(
      discriminator: layoutDiscriminator, optimizer: moment.optimizer("layout_discriminator"),
      wrongPairs: Float(spec.wrongPairs),
      penalty: Float(spec.layout.regularizer.weight),
      penaltyInterval: spec.layout.regularizer.every)
  }
}
