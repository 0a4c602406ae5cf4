import Adversarial
import Datasets
import Tensors
import TextToImage

/// The networks that a spec chooses, with their first values.
struct NetworkChoices {
  /// What the generator is built from.
  let configuration: GeneratorConfiguration
  /// The generator that learns.
  let generator: any Generator
  /// Its moving average, in float32; the same values at first.
  let average: any Generator
  /// The network that judges.
  let discriminator: any Discriminator

  /// The networks of a training.
  init(_ spec: TrainingSpec, textWidth: Int, precision: DataType, seed: UInt64) {
    self.init(
      spec.generator, spec.discriminator, side: spec.dataset.size, textWidth: textWidth,
      precision: precision, seed: seed)
  }

  /// The networks of two specs for pictures of `side`.
  init(
    _ generatorSpec: GeneratorSpec, _ discriminatorSpec: DiscriminatorSpec, side: Int,
    textWidth: Int, precision: DataType, seed: UInt64
  ) {
    configuration = generatorSpec.configuration(side: side, textWidth: textWidth)
    generator = configuration.makeGenerator(precision: precision, seed: seed)
    average = configuration.makeGenerator(precision: .float32, seed: seed)
    discriminator = discriminatorSpec.makeDiscriminator(
      side: side, textWidth: textWidth, precision: precision, seed: seed)
  }
}

extension GeneratorSpec {
  /// The generator's configuration for pictures of `side` under sentences of `textWidth`.
  func configuration(side: Int, textWidth: Int) -> GeneratorConfiguration {
    switch architecture {
    case .slots:
      .slots(
        SlotGenerator.Configuration(
          side: side, textWidth: textWidth, slots: slots, codeWidth: codeWidth, codes: codes,
          width: width, mixers: mixers, paint: paint))
    case .dcgan:
      .dcgan(DCGANGenerator.Configuration(side: side, textWidth: textWidth, channels: channels))
    case .conditional:
      .conditional(
        ConditionalGenerator.Configuration(
          side: side, textWidth: textWidth, channels: channels))
    case .residual:
      .residual(
        ResidualGenerator.Configuration(side: side, textWidth: textWidth, channels: channels))
    case .style:
      .style(
        StyleGenerator.Configuration(
          side: side, textWidth: textWidth, channels: channels, width: width))
    case .unet:
      .unet(
        UNetGenerator.Configuration(
          side: side, textWidth: textWidth, channels: channels,
          choices: OpenLooks.choices))
    }
  }
}

extension DiscriminatorSpec {
  /// The discriminator of pictures of `side` under sentences of `textWidth`.
  func makeDiscriminator(
    side: Int, textWidth: Int, precision: DataType, seed: UInt64
  ) -> any Discriminator {
    switch architecture {
    case .attentive:
      AttentiveDiscriminator(
        AttentiveDiscriminator.Configuration(
          side: side, textWidth: textWidth, channels: channels), precision: precision, seed: seed)
    case .dcgan:
      DCGANDiscriminator(
        DCGANDiscriminator.Configuration(
          side: side, textWidth: textWidth, channels: channels[0]), precision: precision, seed: seed
      )
    case .residual, .projection:
      ResidualDiscriminator(
        ResidualDiscriminator.Configuration(
          side: side, textWidth: textWidth, channels: channels[0], maximumChannels: channels[2],
          head: architecture == .projection ? .projection : .oneWay),
        precision: precision, seed: seed)
    case .patch:
      PatchDiscriminator(
        PatchDiscriminator.Configuration(
          side: side, textWidth: textWidth, channels: channels[0]), precision: precision, seed: seed
      )
    }
  }
}
