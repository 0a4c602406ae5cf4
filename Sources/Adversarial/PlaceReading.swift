import Layers
import Tensors

/// Lets the places of a picture look at each other and gather from words.
///
/// The transformer block between the convolutions of a U-Net (Rombach et al. 2022, "High-Resolution
/// Image Synthesis with Latent Diffusion Models", section 3.3): places that ask each other know of
/// which object they are a part and what lies beside it, and then find the words that tell of it.
struct PlaceReading {
  private let positions: Tensor
  private let block: TransformerBlock

  /// Of `side` times `side` places of `channels`, a multiple of 4, and words of `textWidth`.
  init(side: Int, channels: Int, textWidth: Int, in scope: ParameterScope) {
    positions = CellGrid(side: side).waves(width: channels, scale: 0.5)
    block = TransformerBlock(width: channels, heads: 4, contextWidth: textWidth, in: scope)
  }

  /// The places of `x` `[N, side, side, channels]` after they have read `words`
  /// `[N, length, textWidth]` under `mask` `[N, 1, 1, length]`: of the shape of `x`.
  func callAsFunction(_ x: Tensor, _ words: Tensor, mask: Tensor) -> Tensor {
    let s = x.shape
    let places = x.reshaped(to: [s[0], s[1] * s[2], s[3]]) + positions.cast(to: x.dataType)
    return block(places, mask: nil, context: words, contextMask: mask).reshaped(to: s)
  }
}
