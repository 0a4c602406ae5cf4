import Language
import Tensors
import Testing

/// Features of which only the sentence says something.
func textFeatures(_ sentence: Tensor) -> TextFeatures {
  let batch = sentence.shape[0]
  return TextFeatures(
    sentence: sentence, words: sentence.reshaped(to: [batch, 1, sentence.shape[1]]),
    mask: Tensor(repeating: 0, shape: [batch, 1, 1, 1]))
}

/// A tensor of standard normal numbers.
func normal(_ shape: [Int], seed: UInt64) -> Tensor {
  var random = RandomSource(seed: seed)
  return Tensor(random.normal(count: shape.reduce(1, *)), shape: shape)
}

/// Whether numbers agree to `tolerance`, relative to the larger of 1 and the values.
func expectClose(
  _ left: [Float], _ right: [Float], _ what: String, tolerance: Float = 1e-4,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(left.count == right.count, "\(what)", sourceLocation: sourceLocation)
  for (i, (a, b)) in zip(left, right).enumerated()
  where !(abs(a - b) <= tolerance * max(1, abs(a), abs(b))) {
    Issue.record("\(what), element \(i): \(a) is not \(b)", sourceLocation: sourceLocation)
    return
  }
}
