import Layers
import Tensors

/// A 3x3 convolution after leaky ReLU, modulated by a vector.
///
/// After DF-GAN's affine transformation (Tao et al. 2022): a scale and a shift for each channel,
/// which start as the identity. They are linear in the vector, where DF-GAN has a perceptron with
/// one hidden layer for each, and two such pairs a convolution.
struct ModulatedConvolution {
  private let convolution: Convolution
  private let modulation: ChannelModulation

  init(
    inputs: Int, outputs: Int, modulationWidth: Int, gain: Float, in scope: ParameterScope
  ) {
    convolution = Convolution(
      inputs: inputs, outputs: outputs, kernel: 3, initializer: .fanIn(gain: gain),
      in: scope("convolution"))
    modulation = ChannelModulation(
      vectorWidth: modulationWidth, channels: inputs, in: scope("modulation"))
  }

  /// Maps `[N, H, W, inputs]` to `[N, H, W, outputs]` under `vector` `[N, modulation width]`.
  func callAsFunction(_ x: Tensor, modulatedBy vector: Tensor) -> Tensor {
    convolution(modulation(x, by: vector).leakyReLU())
  }

  /// The same of `x` enlarged to `[N, 2 H, 2 W, inputs]`, each place a square of equal ones.
  func enlarged(_ x: Tensor, modulatedBy vector: Tensor) -> Tensor {
    convolution.enlarged(modulation(x, by: vector).leakyReLU())
  }
}
