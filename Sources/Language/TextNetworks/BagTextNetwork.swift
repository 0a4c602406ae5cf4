import Layers
import Tensors

/// A bag of pieces: the mean of their embeddings, and a perceptron of two layers.
///
/// After the deep averaging network of Iyyer et al. 2015 ("Deep Unordered Composition Rivals
/// Syntactic Methods for Text Classification"). The order of words is lost.
struct BagTextNetwork: TextNetwork {
  private let tokens: Embedding
  private let hidden: Linear
  private let summary: Linear

  init(_ c: TextEncoder.Configuration, in scope: ParameterScope) {
    tokens = Embedding(
      count: c.vocabularySize, width: c.width, initializer: .normal(standardDeviation: 0.5),
      in: scope("tokens"))
    hidden = Linear(
      inputs: c.width, outputs: c.width, initializer: .fanIn(gain: 1.4), in: scope("hidden"))
    summary = Linear(inputs: c.width, outputs: c.width, in: scope("summary"))
  }

  func callAsFunction(
    _ captions: PaddedCaptions, precision: DataType, probe: LayerProbe?
  ) -> TextFeatures {
    let looked = tokens(captions.ids)
    probe?.see("tokens", looked)
    let words = looked.reshaped(to: [captions.count, captions.length, looked.shape[1]])
    let mixed = hidden(captions.mean(of: words)).leakyReLU()
    probe?.see("hidden", mixed)
    let sentence = summary(mixed)
    probe?.see("summary", sentence)
    return TextFeatures(sentence: sentence, words: words, mask: captions.mask)
  }
}
