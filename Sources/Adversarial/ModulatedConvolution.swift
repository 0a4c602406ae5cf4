import Layers
import Tensors

/// A 3x3 convolution after leaky ReLU, modulated by a vector.
///
/// DF-GAN's affine transformation (Tao et al. 2022, section 3.3): a scale and a shift for each
/// channel, linear in the vector, which start as the identity.
struct ModulatedConvolution {
  private let convolution: Convolution
  private let modulation: Linear
  private let channels: Int

  init(
    inputs: Int, outputs: Int, modulationWidth: Int, gain: Float, in scope: ParameterScope
  ) {
    channels = inputs
    convolution = Convolution(
      inputs: inputs, outputs: outputs, kernel: 3, initializer: .fanIn(gain: gain),
      in: scope("convolution"))
    modulation = Linear(
      inputs: modulationWidth, outputs: 2 * inputs, initializer: .constant(0),
      in: scope("modulation"))
  }

  /// Maps `[N, H, W, inputs]` to `[N, H, W, outputs]` under `vector` `[N, modulation width]`.
  func callAsFunction(_ x: Tensor, modulatedBy vector: Tensor) -> Tensor {
    let affine = modulation(vector).cast(to: x.dataType)
      .reshaped(to: [x.shape[0], 1, 1, 2 * channels])
    let scale = affine.slice(alongAxis: 3, 0..<channels)
    let shift = affine.slice(alongAxis: 3, channels..<(2 * channels))
    return convolution((x * scale.scaled(by: 1, plus: 1) + shift).leakyReLU())
  }
}
