import Language
import Layers
import Tensors

/// Lets every place of a picture gather from the words of its caption.
///
/// After AttnGAN (Xu et al. 2018, section 3.1): places ask, words answer, so that each object finds
/// the words that tell of it. Here places also know where they lie.
struct WordReading {
  private let positions: Tensor
  private let attention: MultiHeadAttention

  /// Of `side` times `side` places of `channels`, a multiple of 4, and words of `textWidth`.
  init(side: Int, channels: Int, textWidth: Int, in scope: ParameterScope) {
    positions = CellGrid(side: side).waves(width: channels, scale: 0.5)
    attention = MultiHeadAttention(
      width: channels, contextWidth: textWidth, heads: 4, in: scope)
  }

  /// What the places of `x` `[N, side, side, channels]` gather, of the same shape.
  func callAsFunction(_ x: Tensor, _ text: TextFeatures) -> Tensor {
    let s = x.shape
    let places = x.reshaped(to: [s[0], s[1] * s[2], s[3]]) + positions.cast(to: x.dataType)
    return attention(
      places, context: text.words.cast(to: x.dataType), mask: text.mask.cast(to: x.dataType)
    ).reshaped(to: s)
  }
}
