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
