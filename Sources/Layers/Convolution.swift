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
  ///   - padding: zeros on all sides; by default as many as keep the size at stride 1 under an
  ///     odd kernel.
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

/// With squares of 2 x 2 before or after it, of a convolution of stride 1 without activation;
/// figures are in docs/decisions/0022-linear-steps-in-one.md.
extension Convolution {
  /// This convolution followed by `averagePooled(by: 2)`, as one convolution of stride 2.
  ///
  /// Maps `[batch, height, width, inputs]` to `[batch, height' / 2, width' / 2, outputs]`, height'
  /// and width' being even.
  public func pooled(_ x: Tensor) -> Tensor {
    let kernel = requirePlain()
    require(
      x.shape[1...2].allSatisfy { ($0 + 2 * padding - kernel + 1) % 2 == 0 },
      "Convolution: expected an input that gives even sides to pool, got \(x)")
    return x.convolution(
      weight.value.boxFiltered(), bias: bias?.value, stride: 2, padding: padding)
  }

  /// This convolution of `x.upsampled(by: 2)`, as one transposed convolution.
  ///
  /// Maps `[batch, height, width, inputs]` to `[batch, height', width', outputs]`, as it maps an
  /// input of twice the height and width.
  public func enlarged(_ x: Tensor) -> Tensor {
    let kernel = requirePlain()
    let y = x.transposedConvolution(
      weight.value.adjointWeights().boxFiltered().scaled(by: 4), stride: 2,
      padding: kernel - 1 - padding)
    return bias.map { y + $0.value.cast(to: y.dataType) } ?? y
  }

  /// Requires stride 1 and no activation, and gives the side of the window.
  private func requirePlain() -> Int {
    require(
      stride == 1 && slope == nil,
      "Convolution: expected stride 1 and no activation beside squares, got stride \(stride)"
        + (slope.map { " and leaky ReLU of slope \($0)" } ?? ""))
    return weight.value.shape[1]
  }
}

/// A transposed convolution without bias, which enlarges by its stride.
public struct TransposedConvolution {
  private let weight: Parameter
  private let stride: Int
  private let padding: Int

  /// A layer from `inputs` to `outputs` channels; the weight is `[inputs, kernel, kernel,
  /// outputs]`.
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
