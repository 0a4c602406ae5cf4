import Language
import Layers
import Tensors

/// Slots that look at the words and at each other.
///
/// Each slot comes to hold what the text, and its noise where it has any, say of one object (or of
/// the background).
struct SlotReader {
  private let noise: Linear?
  private let slots: Embedding
  private let blocks: [TransformerBlock]
  private let normalization: LayerNormalization
  private let precision: DataType

  /// A reader of `count` slots that start from `latent` numbers each, or from none.
  init(
    count: Int, latent: Int?, width: Int, textWidth: Int, blocks: Int, precision: DataType,
    in scope: ParameterScope
  ) {
    self.precision = precision
    noise = latent.map { Linear(inputs: $0, outputs: width, in: scope("noise")) }
    slots = Embedding(
      count: count, width: width, initializer: .normal(standardDeviation: 0.5),
      in: scope("slots"))
    self.blocks = (0..<blocks).map {
      TransformerBlock(width: width, heads: 4, contextWidth: textWidth, in: scope("blocks.\($0)"))
    }
    normalization = LayerNormalization(width: width, in: scope("normalization"))
  }

  /// The slots' vectors `[N, K, width]`, float32, from their noise `[N, K, latent]`, if any.
  func callAsFunction(_ latent: Tensor?, _ text: TextFeatures, probe: LayerProbe?) -> Tensor {
    let all = slots.all
    var start = all.reshaped(to: [1] + all.shape).expanded(to: [text.words.shape[0]] + all.shape)
    if let noise, let latent {
      let chance = noise(latent)
      probe?.see("noise", chance)
      start = start + chance
    }
    probe?.see("slots", start)
    var read = start.cast(to: precision)
    let words = text.words.cast(to: precision)
    let mask = text.mask.cast(to: precision)
    for (index, block) in blocks.enumerated() {
      read = block(read, mask: nil, context: words, contextMask: mask)
      probe?.see("blocks.\(index)", read)
    }
    let vectors = normalization(read.cast(to: .float32))
    probe?.see("normalization", vectors)
    return vectors
  }
}
