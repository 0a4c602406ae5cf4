import Tensors

/// A two-dimensional convolution of `[batch, height, width, channels]`, with bias and leaky ReLU
/// fused where wanted.
///
/// Computes in the type of its input; the parameters are float32.
public struct Convolution {
  private let weight: Parameter
  private let bias: Parameter?
  private let stride: Int
  private let padding: Int
  private let slope: Float?

  /// A layer from `inputs` to `outputs` channels.
  ///
  /// - Parameters:
  ///   - inputs: the channels it reads.
  ///   - outputs: the channels it gives.
  ///   - kernel: the side of the square window.
  ///   - stride: the step between windows.
  ///   - padding: zeros on all sides; by default as many as keep the size at stride 1.
  ///   - hasBias: whether a bias is added.
  ///   - slope: where given, leaky ReLU of that slope follows.
  ///   - initializer: of the weight `[outputs, kernel, kernel, inputs]`; the bias starts at 0.
  ///   - scope: where its parameters are named.
  public init(
    inputs: Int, outputs: Int, kernel: Int, stride: Int = 1, padding: Int? = nil,
    hasBias: Bool = true, leakyReLUSlope slope: Float? = nil,
    initializer: Initializer = .fanIn(gain: 1), in scope: ParameterScope
  ) {
    weight = scope.parameter("weight", [outputs, kernel, kernel, inputs], initializer)
    bias = hasBias ? scope.parameter("bias", [outputs], .constant(0)) : nil
    self.stride = stride
    self.padding = padding ?? (kernel - 1) / 2
    self.slope = slope
  }

  /// Maps `[batch, height, width, inputs]` to `[batch, height', width', outputs]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.convolution(
      weight.value, bias: bias?.value, stride: stride, padding: padding, leakyReLUSlope: slope)
  }
}

extension Convolution {
  /// This convolution, of stride 1 and without activation, followed by the mean of squares of 2 x 2, as one
  /// convolution: maps `[batch, height, width, inputs]` to `[batch, height' / 2, width' / 2, outputs]`.
  public func pooled(_ x: Tensor) -> Tensor {
    require(
      stride == 1 && slope == nil,
      "Convolution: expected stride 1 and no activation to pool, got stride \(stride)")
    return x.convolution(
      weight.value.spread(), bias: bias?.value, stride: 2, padding: padding)
  }
}

extension Convolution {
  /// This convolution, of stride 1 and without activation, of a map whose places are first repeated as
  /// squares of 2 x 2 (`upsampled(by: 2)`), as one transposed convolution: maps
  /// `[batch, height, width, inputs]` to `[batch, 2 height, 2 width, outputs]`.
  public func enlarged(_ x: Tensor) -> Tensor {
    require(
      stride == 1 && slope == nil,
      "Convolution: expected stride 1 and no activation to enlarge, got stride \(stride)")
    let y = x.transposedConvolution(
      weight.value.turned().spread().scaled(by: 4), stride: 2, padding: padding)
    return bias.map { y + $0.value.cast(to: y.dataType) } ?? y
  }
}

/// A transposed convolution without bias, which enlarges by its stride.
public struct TransposedConvolution {
  private let weight: Parameter
  private let stride: Int
  private let padding: Int

  /// A layer from `inputs` to `outputs` channels; the weight is `[inputs, kernel, kernel, outputs]`.
  public init(
    inputs: Int, outputs: Int, kernel: Int, stride: Int, padding: Int,
    initializer: Initializer = .normal(standardDeviation: 0.02), in scope: ParameterScope
  ) {
    weight = scope.parameter("weight", [inputs, kernel, kernel, outputs], initializer)
    self.stride = stride
    self.padding = padding
  }

  /// Maps `[batch, h, w, inputs]` to `[batch, (h - 1) stride + kernel - 2 padding, …, outputs]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.transposedConvolution(weight.value, stride: stride, padding: padding)
  }
}
