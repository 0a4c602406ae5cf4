import Language
import Layers
import Tensors

/// Slots that start from noise, look at the words, and look at each other.
///
/// Each slot comes to hold what the text and its noise say of one object (or of the background).
struct SlotReader {
  private let noise: Linear
  private let slots: Embedding
  private let blocks: [TransformerBlock]
  private let normalization: LayerNormalization
  private let precision: DataType

  /// A reader of `count` slots that start from `latent` numbers each.
  init(
    count: Int, latent: Int, width: Int, textWidth: Int, blocks: Int, precision: DataType,
    in scope: ParameterScope
  ) {
    self.precision = precision
    noise = Linear(inputs: latent, outputs: width, in: scope("noise"))
    slots = Embedding(
      count: count, width: width, initializer: .normal(standardDeviation: 0.5),
      in: scope("slots"))
    self.blocks = (0..<blocks).map {
      TransformerBlock(width: width, heads: 4, contextWidth: textWidth, in: scope("blocks.\($0)"))
    }
    normalization = LayerNormalization(width: width, in: scope("normalization"))
  }

  /// The slots' vectors `[N, K, width]`, float32, from their noise `[N, K, latent]`.
  func callAsFunction(_ latent: Tensor, _ text: TextFeatures) -> Tensor {
    let start = (noise(latent) + slots.all).cast(to: precision)
    let words = text.words.cast(to: precision)
    let mask = text.mask.cast(to: precision)
    let read = blocks.reduce(start) { $1($0, mask: nil, context: words, contextMask: mask) }
    return normalization(read.cast(to: .float32))
  }
}
