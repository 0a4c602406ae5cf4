import Layers
import Tensors

/// A scale and a shift for each channel, linear in a vector, which start as the identity.
struct ChannelModulation {
  private let affine: Linear
  private let channels: Int

  init(vectorWidth: Int, channels: Int, in scope: ParameterScope) {
    self.channels = channels
    affine = Linear(
      inputs: vectorWidth, outputs: 2 * channels, initializer: .constant(0), in: scope)
  }

  /// Scales and shifts `[N, H, W, channels]` as `vector` `[N, vectorWidth]` says.
  func callAsFunction(_ x: Tensor, by vector: Tensor) -> Tensor {
    let both = affine(vector).cast(to: x.dataType)
      .reshaped(to: [x.shape[0], 1, 1, 2 * channels])
    let scale = both.slice(alongAxis: 3, 0..<channels)
    let shift = both.slice(alongAxis: 3, channels..<(2 * channels))
    return x * scale.scaled(by: 1, plus: 1) + shift
  }
}
