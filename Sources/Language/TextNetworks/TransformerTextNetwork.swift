import Layers
import Tensors

/// A small transformer over the pieces of a caption.
///
/// Positions are learned, so the order of words matters: "red circle above blue square" and its
/// swap have different features. Without positions it reads a bag of pieces, for comparison.
struct TransformerTextNetwork: TextNetwork {
  private let tokens: Embedding
  private let positions: Embedding?
  private let blocks: [TransformerBlock]
  private let normalization: LayerNormalization
  private let summary: Linear

  init(_ c: TextEncoder.Configuration, in scope: ParameterScope) {
    tokens = Embedding(
      count: c.vocabularySize, width: c.width, initializer: .normal(standardDeviation: 0.5),
      in: scope("tokens"))
    positions =
      c.hasPositions
      ? Embedding(
        count: c.length, width: c.width, initializer: .normal(standardDeviation: 0.3),
        in: scope("positions"))
      : nil
    blocks = (0..<c.layers).map {
      TransformerBlock(width: c.width, heads: c.heads, in: scope("blocks.\($0)"))
    }
    normalization = LayerNormalization(width: c.width, in: scope("normalization"))
    summary = Linear(inputs: c.width, outputs: c.width, in: scope("summary"))
  }

  func callAsFunction(
    _ captions: PaddedCaptions, precision: DataType, probe: LayerProbe?
  ) -> TextFeatures {
    let looked = tokens(captions.ids)
    probe?.see("tokens", looked)
    let pieces = looked.reshaped(to: [captions.count, captions.length, looked.shape[1]])
    let start = positions.map { pieces + $0.all } ?? pieces
    if positions != nil { probe?.see("positions", start) }
    let mask = captions.mask
    let blockMask = mask.cast(to: precision)
    var read = start.cast(to: precision)
    for (index, block) in blocks.enumerated() {
      read = block(read, mask: blockMask)
      probe?.see("blocks.\(index)", read)
    }
    let words = normalization(read.cast(to: .float32))
    probe?.see("normalization", words)
    let sentence = summary(captions.mean(of: words))
    probe?.see("summary", sentence)
    return TextFeatures(sentence: sentence, words: words, mask: mask)
  }
}
