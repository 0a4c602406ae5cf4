import Layers
import Tensors

/// Gated recurrent units that read a caption from both ends.
///
/// The encoder of Cho et al. 2014 ("Learning Phrase Representations using RNN Encoder-Decoder",
/// section 2.3) in both directions, as AttnGAN's text encoder (Xu et al. 2018, section 3.2), which
/// has long short-term memory, reads: a word is the two states at its place, the sentence the two
/// at the ends. Padding changes no state, so it does not matter how much there is.
struct RecurrentTextNetwork: TextNetwork {
  private let tokens: Embedding
  private let forward: GatedRecurrentUnit
  private let backward: GatedRecurrentUnit
  private let summary: Linear

  init(_ c: TextEncoder.Configuration, in scope: ParameterScope) {
    require(c.width % 2 == 0, "gru: expected an even width, got \(c.width)")
    tokens = Embedding(
      count: c.vocabularySize, width: c.width, initializer: .normal(standardDeviation: 0.5),
      in: scope("tokens"))
    forward = GatedRecurrentUnit(inputs: c.width, width: c.width / 2, in: scope("forward"))
    backward = GatedRecurrentUnit(inputs: c.width, width: c.width / 2, in: scope("backward"))
    summary = Linear(inputs: c.width, outputs: c.width, in: scope("summary"))
  }

  func callAsFunction(
    _ captions: PaddedCaptions, precision: DataType, probe: LayerProbe?
  ) -> TextFeatures {
    let looked = tokens(captions.ids)
    probe?.see("tokens", looked)
    let pieces = looked.reshaped(to: [captions.count, captions.length, looked.shape[1]])
    let there = forward(pieces, isPresent: captions.isWord)
    probe?.see("forward", there.states)
    let back = backward(pieces, isPresent: captions.isWord, isBackward: true)
    probe?.see("backward", back.states)
    let sentence = summary(concatenate([there.last, back.last], alongAxis: 1))
    probe?.see("summary", sentence)
    return TextFeatures(
      sentence: sentence, words: concatenate([there.states, back.states], alongAxis: 2),
      mask: captions.mask)
  }
}
