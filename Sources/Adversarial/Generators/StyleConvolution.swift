import Layers
import Tensors

/// A convolution whose weights a style scales and, where wanted, normalizes again.
///
/// Weight modulation and demodulation (Karras et al. 2020, "Analyzing and Improving the Image
/// Quality of StyleGAN", section 2.2, equations 1 and 3). With weights w, styles s over input
/// channels i, output channels o and places k of the window,
///
///     w'(o, k, i) = s(i) w(o, k, i)
///     w''(o, k, i) = w'(o, k, i) / sqrt(sum over k, i of w'(o, k, i)^2 + ε)
///
/// Every picture has styles of its own, but a convolution is linear: scaling its inputs by s and
/// its outputs by the divisor gives the same as weights for each picture.
struct StyleConvolution {
  private let weight: Parameter
  private let bias: Parameter
  private let style: Linear
  private let demodulates: Bool

  /// A layer from `inputs` to `outputs` channels under styles from vectors of `styleWidth`.
  init(
    inputs: Int, outputs: Int, kernel: Int, styleWidth: Int, demodulates: Bool = true,
    in scope: ParameterScope
  ) {
    weight = scope.parameter("weight", [outputs, kernel, kernel, inputs], .fanIn(gain: 1))
    bias = scope.parameter("bias", [outputs], .constant(0))
    style = Linear(inputs: styleWidth, outputs: inputs, biasValue: 1, in: scope("style"))
    self.demodulates = demodulates
  }

  /// Maps `[N, H, W, inputs]` to `[N, H, W, outputs]` under `vector` `[N, style width]`.
  func callAsFunction(_ x: Tensor, styledBy vector: Tensor) -> Tensor {
    let (batch, w) = (x.shape[0], weight.value)
    let s = style(vector)
    var y = (x * s.reshaped(to: [batch, 1, 1, w.shape[3]]).cast(to: x.dataType))
      .convolution(w, bias: nil, stride: 1, padding: (w.shape[1] - 1) / 2)
    if demodulates {
      y = y * demodulation(s).reshaped(to: [batch, 1, 1, w.shape[0]]).cast(to: x.dataType)
    }
    return y + bias.value.cast(to: x.dataType)
  }

  /// What the outputs are multiplied by under styles `s` `[N, inputs]`: `[N, outputs]`.
  private func demodulation(_ s: Tensor) -> Tensor {
    let w = weight.value
    let squares = w.reshaped(to: [w.shape[0], w.shape[1] * w.shape[2], w.shape[3]]).square()
      .sum(alongAxes: [1]).reshaped(to: [w.shape[0], w.shape[3]])
    return s.square().matmul(squares, transposingRight: true).scaled(by: 1, plus: 1e-8)
      .power(-0.5)
  }
}
