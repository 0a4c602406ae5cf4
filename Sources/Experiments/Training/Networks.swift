import Adversarial
import Datasets
import Language
import Layers
import Tensors
import TextToImage

/// All networks of a training run and their optimizers.
final class Networks {
  let spec: TrainingSpec
  let tokenizer: Tokenizer
  let precision: DataType
  let generatorConfiguration: GeneratorConfiguration
  let textEncoder: TextEncoder
  let imageEncoder: ImageEncoder
  let generator: SlotGenerator
  let sceneEncoder: SceneEncoder
  let layoutDiscriminator: LayoutDiscriminator
  let discriminator: AttentiveDiscriminator
  /// Moving averages of the text encoder and the generator: what the model is made of.
  let averageTextEncoder: TextEncoder
  let averageGenerator: SlotGenerator
  private(set) var optimizers: [(name: String, optimizer: Adam)] = []

  init(_ spec: TrainingSpec, tokenizer: Tokenizer) {
    self.spec = spec
    self.tokenizer = tokenizer
    let seed = UInt64(spec.seed)
    let g = spec.generator
    let side = spec.dataset.size
    let text = TextEncoder.Configuration(
      vocabularySize: tokenizer.vocabularySize, length: spec.textEncoder.length,
      width: spec.textEncoder.width, layers: spec.textEncoder.layers,
      heads: spec.textEncoder.heads)
    let slots = SlotGenerator.Configuration(
      side: side, textWidth: text.width, slots: g.slots, slotLatent: g.slotLatent,
      width: g.width, mixers: g.mixers, paint: g.paint)
    precision = spec.training.precision == .bf16 ? .bfloat16 : .float32
    generatorConfiguration = .slots(slots)
    textEncoder = TextEncoder(text, seed: seed)
    averageTextEncoder = TextEncoder(text, seed: seed)
    imageEncoder = ImageEncoder(side: side, width: text.width, seed: seed)
    generator = SlotGenerator(slots, precision: precision, seed: seed)
    averageGenerator = SlotGenerator(slots, seed: seed)
    sceneEncoder = SceneEncoder(for: slots, precision: precision, seed: seed)
    layoutDiscriminator = LayoutDiscriminator(
      slots: g.slots, textWidth: text.width, width: spec.layout.channels,
      blocks: spec.layout.blocks, seed: seed)
    discriminator = AttentiveDiscriminator(
      AttentiveDiscriminator.Configuration(
        side: side, textWidth: text.width, channels: spec.discriminator.channels),
      precision: precision, seed: seed)
  }

  /// Makes the optimizers that `stage` needs, new.
  func startOptimizers(of stage: Stage) {
    let t = spec.training
    let settings =
      stage == .adversarial
      ? Adam.Settings(beta1: Float(t.beta1), beta2: Float(t.beta2))
      : Adam.Settings(beta1: 0.9, beta2: 0.99)
    // Momentum makes games circle (Gidel et al. 2019).
    let layoutSettings = Adam.Settings(beta1: Float(t.beta1), beta2: Float(t.beta2))
    let trained: [(String, ParameterSet)] =
      switch stage {
      case .pretraining:
        [("text_encoder", textEncoder.parameters), ("image_encoder", imageEncoder.parameters)]
      case .warmup:
        [
          ("text_encoder", textEncoder.parameters), ("generator", generator.parameters),
          ("scene_encoder", sceneEncoder.parameters),
          ("layout_discriminator", layoutDiscriminator.parameters),
        ]
      case .adversarial:
        [
          ("generator", generator.parameters), ("scene_encoder", sceneEncoder.parameters),
          ("layout_discriminator", layoutDiscriminator.parameters),
          ("discriminator", discriminator.parameters),
        ]
      }
    optimizers = trained.map { name, set in
      (name, Adam(set, name == "layout_discriminator" ? layoutSettings : settings))
    }
  }

  /// Every network by the name it is kept under.
  var parameterSets: [(name: String, set: ParameterSet)] {
    [
      ("text_encoder", textEncoder.parameters), ("image_encoder", imageEncoder.parameters),
      ("generator", generator.parameters), ("scene_encoder", sceneEncoder.parameters),
      ("layout_discriminator", layoutDiscriminator.parameters),
      ("discriminator", discriminator.parameters),
      ("average_text_encoder", averageTextEncoder.parameters),
      ("average_generator", averageGenerator.parameters),
    ]
  }

  /// The model that training has come to.
  var model: Model {
    Model(
      tokenizer: tokenizer, textEncoder: averageTextEncoder,
      generatorConfiguration: generatorConfiguration, generator: averageGenerator)
  }
}
