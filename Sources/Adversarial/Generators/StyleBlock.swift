import Layers
import Tensors

/// One level of `StyleGenerator`: two styled convolutions, and what the level adds to the picture.
struct StyleBlock {
  private let enlarges: Bool
  private let first: StyleConvolution
  private let second: StyleConvolution
  private let color: StyleConvolution
  /// How much of the noise is added; nothing at first.
  private let strength: Parameter

  init(inputs: Int, outputs: Int, styleWidth: Int, enlarges: Bool, in scope: ParameterScope) {
    self.enlarges = enlarges
    first = StyleConvolution(
      inputs: inputs, outputs: outputs, kernel: 3, styleWidth: styleWidth, in: scope("first"))
    second = StyleConvolution(
      inputs: outputs, outputs: outputs, kernel: 3, styleWidth: styleWidth, in: scope("second"))
    color = StyleConvolution(
      inputs: outputs, outputs: 3, kernel: 1, styleWidth: styleWidth, demodulates: false,
      in: scope("color"))
    strength = scope("noise").parameter("strength", [1], .constant(0))
  }

  /// Maps `[N, H, W, inputs]`, enlarged where it is so built.
  ///
  /// - Parameters:
  ///   - x: what the level below gave.
  ///   - noise: one number for each place of this level, `[N, H', W', 1]`.
  ///   - style: `[N, style width]`.
  /// - Returns: `[N, H', W', outputs]`, and the level's part of the picture, `[N, H', W', 3]`,
  ///   float32.
  func callAsFunction(
    _ x: Tensor, noise: Tensor, styledBy style: Tensor
  ) -> (features: Tensor, picture: Tensor) {
    let large = enlarges ? x.upsampled(by: 2, .bilinear) : x
    let convolved = first(large, styledBy: style)
    let noisy = convolved + (noise * strength.value.cast(to: noise.dataType))
    let features = activated(second(activated(noisy), styledBy: style))
    return (features, color(features, styledBy: style).cast(to: .float32))
  }

  /// Leaky ReLU that keeps the mean square of normal numbers.
  private func activated(_ x: Tensor) -> Tensor { x.leakyReLU().scaled(by: 1.387) }
}
