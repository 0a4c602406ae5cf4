import Adversarial
import Files
import Language
import Layers
import TextToImage

/// The files that LanguageTests keep: a trained tokenizer of few pieces.
private let tokenizerPath =
  #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
  .joined(separator: "/") + "/LanguageTests/Fixtures/tokenizer.model"

private func tinyTokenizer() throws -> Tokenizer {
  try Tokenizer(
    modelBytes: readFile(tokenizerPath), words: ["a", "circle", "red"], path: tokenizerPath)
}

private func tinyTextEncoder(_ tokenizer: Tokenizer, seed: UInt64) -> TextEncoder {
  TextEncoder(
    TextEncoder.Configuration(
      vocabularySize: tokenizer.vocabularySize, length: 12, width: 16, layers: 1, heads: 2),
    seed: seed)
}

/// A judge with random weights; its figures say nothing.
func tinyJudge(seed: UInt64 = 1) throws -> Judge {
  let tokenizer = try tinyTokenizer()
  return Judge(
    tokenizer: tokenizer, textEncoder: tinyTextEncoder(tokenizer, seed: seed),
    imageEncoder: ImageEncoder(side: 16, width: 16, seed: seed))
}

/// A model with random weights; its pictures are noise.
func tinyModel(seed: UInt64 = 1) throws -> Model {
  let tokenizer = try tinyTokenizer()
  let generator = GeneratorConfiguration.slots(
    SlotGenerator.Configuration(
      side: 16, textWidth: 16, slots: 2, codeWidth: 4, codes: 16, width: 16, mixers: 1, paint: 8))
  return Model(
    tokenizer: tokenizer, textEncoder: tinyTextEncoder(tokenizer, seed: seed),
    generatorConfiguration: generator,
    generator: generator.makeGenerator(precision: .float32, seed: seed))
}
