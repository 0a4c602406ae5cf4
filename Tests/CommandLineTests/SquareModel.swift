import Adversarial
import Files
import Foundation
import Language
import Tensors
import TestSupport
import TextToImage

/// A model that draws one red square on white whatever the prompt says, its place and size by the
/// seed: pictures that are known without any training.
///
/// - Parameter provenance: What its file says of its training.
/// - Returns: The file.
/// - Throws: `InputError` where the tokenizer's fixture is missing.
func squareModel(provenance: JSONValue = ["name": "square"]) throws -> [UInt8] {
  let tokenizer = try Tokenizer(
    modelBytes: readFile(tokenizerFixture), words: ["a", "red", "square"], path: tokenizerFixture)
  let text = TextEncoder.Configuration(
    vocabularySize: tokenizer.vocabularySize, length: 12, width: 16, layers: 1, heads: 2)
  let generator = SlotGenerator(
    SlotGenerator.Configuration(
      side: 64, textWidth: 16, slots: 1, codeWidth: 4, codes: 16, width: 16, mixers: 1, paint: 8))
  func set(_ name: String, _ values: [(index: Int, value: Float)]) {
    guard let parameter = generator.parameters[name] else { fatalError("no \(name)") }
    var elements = [Float](repeating: 0, count: parameter.value.count)
    for (index, value) in values { elements[index] = value }
    parameter.assign(Tensor(elements, shape: parameter.value.shape))
  }
  // In the middle and of middling size but for the noise, and certainly there.
  set("box.bias", [(2, -1), (3, 10)])
  // Each of the four cells that a place of the decoder paints is opaque and #D62728.
  let red = [0xD6, 0x27, 0x28].map { atanh(Float($0) / 127.5 - 1) }
  set("painter.paint.convolution.bias", (0..<16).map { ($0, $0 % 4 < 3 ? red[$0 % 4] : 12) })
  set("painter.background.bias", (0..<3).map { ($0, 3.5) })
  let model = Model(
    tokenizer: tokenizer, textEncoder: TextEncoder(text, seed: 1), generator: generator)
  return model.serialized(provenance: provenance)
}
