import Layers
import Tensors

/// Convolution, batch normalization and leaky ReLU, as the discriminators of DCGAN and Pix2Pix have
/// them.
///
/// Always normalizes by the statistics of the batch at hand: discriminators only train.
struct NormalizedConvolution {
  private let convolution: Convolution
  private let normalization: BatchNormalization

  init(
    inputs: Int, outputs: Int, kernel: Int, stride: Int, padding: Int, in scope: ParameterScope
  ) {
    convolution = Convolution(
      inputs: inputs, outputs: outputs, kernel: kernel, stride: stride, padding: padding,
      hasBias: false, initializer: .normal(standardDeviation: 0.02), in: scope("convolution"))
    normalization = BatchNormalization(
      channels: outputs, onlyTrains: true, in: scope("normalization"))
  }

  /// Maps `[N, H, W, inputs]` to `[N, H', W', outputs]`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    normalization(convolution(x), isTraining: true, leakyReLUSlope: 0.2)
  }
}
