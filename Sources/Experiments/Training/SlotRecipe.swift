import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// The default recipe: the slot generator, warmed up as a decoder and by a game about places, then
/// trained against a matching-aware discriminator.
final class SlotRecipe: Recipe {
  let networks: NetworkChoices
  let averages = true
  private let spec: TrainingSpec
  private let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType
  private let slots: SlotGenerator
  private let sceneEncoder: SceneEncoder
  private let layoutDiscriminator: LayoutDiscriminator

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    let seed = UInt64(spec.seed)
    let textWidth = textEncoder.configuration.width
    self.spec = spec
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    networks = NetworkChoices(spec, textWidth: textWidth, precision: precision)
    slots = networks.generator(as: SlotGenerator.self)
    sceneEncoder = SceneEncoder(for: slots.configuration, seed: seed)
    layoutDiscriminator = LayoutDiscriminator(
      slots: spec.generator.slots, textWidth: textWidth, width: spec.layout.channels,
      blocks: spec.layout.blocks, hasProjection: spec.layout.hasProjection, seed: seed)
  }

  private var generatorSets: EncoderPair.Sets {
    [("generator", slots.parameters), ("scene_encoder", sceneEncoder.parameters)]
  }
  private var layoutSets: EncoderPair.Sets {
    [("layout_discriminator", layoutDiscriminator.parameters)]
  }

  var parameterSets: EncoderPair.Sets {
    generatorSets + layoutSets + [("discriminator", networks.discriminator.parameters)]
  }

  func optimizers(of stage: Stage) -> EncoderPair.Optimizers {
    let game = spec.training.adam
    switch stage {
    case .pretraining: return []
    case .warmup:
      let text = [(name: "text_encoder", set: textEncoder.parameters)]
      return (text + generatorSets).optimizers(.regression) + layoutSets.optimizers(game)
    case .adversarial: return parameterSets.optimizers(game)
    }
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    let step = SlotWarmUpStep(
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
    let step = SlotGANStep(
      textEncoder: textEncoder, generator: slots, sceneEncoder: sceneEncoder,
      discriminator: networks.discriminator, game: game(moment), weights: weights, padding: padding,
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

  private var weights: SlotGANStep.Weights {
    let pixels = spec.reconstruction.pixels
    return SlotGANStep.Weights(
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
