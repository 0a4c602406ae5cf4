import Adversarial
import Tensors

/// The networks that a spec chooses, with their first values.
struct NetworkChoices {
  /// The generator that learns.
  let generator: any Generator
  /// Its moving average, in float32; the same values at first.
  let average: any Generator
  /// The network that judges, or what normalizes its weights.
  let discriminator: any Discriminator

  /// The networks of a training.
  init(_ spec: TrainingSpec, textWidth: Int, precision: DataType) {
    var discriminatorSpec = spec.discriminator
    // GAN-CLS has one setting for the channels of both networks.
    if spec.recipe == .ganCLS { discriminatorSpec.channels = [spec.generator.channels] }
    self.init(
      spec.generator, discriminatorSpec, side: spec.dataset.size, textWidth: textWidth,
      normalizesWeights: spec.game.regularizers.spectralNormalization, precision: precision,
      seed: UInt64(spec.seed))
  }

  /// The networks of two specs for pictures of `side`.
  init(
    _ generatorSpec: GeneratorSpec, _ discriminatorSpec: DiscriminatorSpec, side: Int,
    textWidth: Int, normalizesWeights: Bool = false, precision: DataType, seed: UInt64
  ) {
    let configuration = generatorSpec.configuration(side: side, textWidth: textWidth)
    generator = configuration.makeGenerator(precision: precision, seed: seed)
    average = configuration.makeGenerator(precision: .float32, seed: seed)
    let judging = discriminatorSpec.makeDiscriminator(
      side: side, textWidth: textWidth, precision: precision, seed: seed)
    discriminator = normalizesWeights ? SpectralNormalization(judging, seed: seed) : judging
  }

  /// The generator that learns, for a recipe that trains one kind only.
  func generator<Kind: Generator>(as kind: Kind.Type) -> Kind {
    guard let known = generator as? Kind else {
      fatalError("NetworkChoices: expected a \(kind), got \(generator)")
    }
    return known
  }
}
