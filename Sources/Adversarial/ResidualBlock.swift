import Layers
import Tensors

/// Two 3x3 convolutions beside a skip connection, then the mean of squares of 2 x 2.
///
/// The mean is taken within the second convolution and before the skip connection's, which as
/// linear maps give the same.
struct ResidualBlock {
  private let first: Convolution
  private let second: Convolution
  private let skip: Convolution?

  init(inputs: Int, outputs: Int, in scope: ParameterScope) {
    first = Convolution(
      inputs: inputs, outputs: outputs, kernel: 3, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("first"))
    second = Convolution(
      inputs: outputs, outputs: outputs, kernel: 3, initializer: .fanIn(gain: 0.4),
      in: scope("second"))
    skip =
      inputs == outputs
      ? nil
      : Convolution(inputs: inputs, outputs: outputs, kernel: 1, hasBias: false, in: scope("skip"))
  }

  /// Maps `[N, H, W, inputs]` to `[N, H / 2, W / 2, outputs]`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let kept = x.averagePooled(by: 2)
    return (skip?(kept) ?? kept) + second.pooled(first(x.leakyReLU()))
  }
}
