import Adversarial
import Files
import Language
import Layers
import Tensors
import TestSupport
import TextToImage

private func tinyTokenizer() throws -> Tokenizer {
  try Tokenizer(
    modelBytes: readFile(tokenizerFixture), words: ["a", "circle", "red"], path: tokenizerFixture)
}

private func tinyTextEncoder(
  _ tokenizer: Tokenizer, seed: UInt64, _ architecture: TextEncoder.Architecture = .transformer
) -> TextEncoder {
  var configuration = TextEncoder.Configuration(
    architecture: architecture, vocabularySize: tokenizer.vocabularySize, length: 12, width: 16)
  if architecture == .labels { configuration.labels = [[5], [6, 7], [8]] }
  if architecture == .transformer { (configuration.layers, configuration.heads) = (1, 2) }
  return TextEncoder(configuration, seed: seed)
}

extension GeneratorKind {
  /// A generator of this kind, as small as it gets.
  fileprivate var tiny: any GeneratorConfiguration {
    switch self {
    case .slots:
      SlotGenerator.Configuration(
        side: 16, textWidth: 16, slots: 2, codeWidth: 4, codes: 16, width: 16, mixers: 1, paint: 8)
    case .dcgan: DCGANGenerator.Configuration(side: 16, textWidth: 16, channels: 2)
    case .conditional: ConditionalGenerator.Configuration(side: 16, textWidth: 16, channels: 2)
    case .residual: ResidualGenerator.Configuration(side: 16, textWidth: 16, channels: 3)
    case .style:
      StyleGenerator.Configuration(side: 16, textWidth: 16, channels: 3, width: 8, layers: 2)
    case .unet:
      UNetGenerator.Configuration(side: 16, textWidth: 16, channels: 3, choices: [20, 30])
    }
  }
}

/// A judge with random weights; its figures say nothing.
func tinyJudge(seed: UInt64 = 1) throws -> Judge {
  let tokenizer = try tinyTokenizer()
  return Judge(
    tokenizer: tokenizer, textEncoder: tinyTextEncoder(tokenizer, seed: seed),
    imageEncoder: ImageEncoder(side: 16, width: 16, seed: seed))
}

/// A model with random weights; its pictures are noise.
func tinyModel(
  _ kind: GeneratorKind = .slots, _ text: TextEncoder.Architecture = .transformer, seed: UInt64 = 1
) throws -> Model {
  let tokenizer = try tinyTokenizer()
  let generator = kind.tiny.makeGenerator(precision: .float32, seed: seed)
  if kind == .residual || kind == .conditional {
    // Their modulations start as the identity, whatever the text.
    for name in generator.parameters.names where name.contains("modulation") {
      guard let parameter = generator.parameters[name] else { continue }
      parameter.assign(normal(parameter.shape, seed: seed, scale: 0.1))
    }
  }
  return Model(
    tokenizer: tokenizer, textEncoder: tinyTextEncoder(tokenizer, seed: seed, text),
    generator: generator)
}
