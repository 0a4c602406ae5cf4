import Adversarial
import Files
import Foundation
import Language
import Tensors
import TextToImage

/// A model that draws one red square on white whatever the prompt says, its place and size by the
/// seed: pictures that are known without any training.
func squareModel() throws -> [UInt8] {
  let tokenizerPath =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    .joined(separator: "/") + "/LanguageTests/Fixtures/tokenizer.model"
  let tokenizer = try Tokenizer(
    modelBytes: readFile(tokenizerPath), words: ["a", "red", "square"], path: tokenizerPath)
  let text = TextEncoder.Configuration(
    vocabularySize: tokenizer.vocabularySize, length: 12, width: 16, layers: 1, heads: 2)
  let (features, white) = (8, Float(3.5))
  let configuration = GeneratorConfiguration.slots(
    SlotGenerator.Configuration(
      side: 64, textWidth: 16, slots: 1, slotLatent: 4, width: 16, mixers: 1, paint: features,
      channels: features, blocks: 1))
  let generator = configuration.makeGenerator(precision: .float32, seed: nil)
  func set(_ name: String, _ values: [(index: Int, value: Float)]) {
    guard let parameter = generator.parameters[name] else { fatalError("no \(name)") }
    var elements = [Float](repeating: 0, count: parameter.value.count)
    for (index, value) in values { elements[index] = value }
    parameter.assign(Tensor(elements, shape: parameter.value.shape))
  }
  // In the middle but for the noise, small, and certainly there.
  set("painter.place.bias", [(2, -2), (3, 10)])
  // The slot's patch has the first feature, and nothing else has.
  set("painter.second.bias", [(0, 1)])
  // The first feature turns white to #D62728, in each of the four pixels of a cell.
  let red = [0xD6, 0x27, 0x28].map { atanh(Float($0) / 127.5 - 1) }
  set("colors.bias", (0..<12).map { ($0, white) })
  let middle = 4
  set(
    "colors.weight",
    (0..<12).map { output in ((output * 9 + middle) * features, red[output % 3] - white) })
  let model = Model(
    tokenizer: tokenizer, textEncoder: TextEncoder(text, seed: 1),
    generatorConfiguration: configuration, generator: generator)
  return model.serialized(provenance: ["name": "square"])
}
