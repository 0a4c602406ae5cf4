import Tensors

/// y = x Wᵀ + b over the last axis, in the type of x; the parameters are float32.
public struct Linear {
  private let weight: Parameter
  private let bias: Parameter?

  /// A layer from `inputs` to `outputs` features.
  ///
  /// - Parameters:
  ///   - inputs: the features it reads.
  ///   - outputs: the features it gives.
  ///   - hasBias: whether b is there.
  ///   - biasValue: what every number of b starts at.
  ///   - initializer: of the weight `[outputs, inputs]`.
  ///   - scope: where its parameters are named.
  public init(
    inputs: Int, outputs: Int, hasBias: Bool = true, biasValue: Float = 0,
    initializer: Initializer = .fanIn(gain: 1), in scope: ParameterScope
  ) {
    weight = scope.parameter("weight", [outputs, inputs], initializer)
    bias = hasBias ? scope.parameter("bias", [outputs], .constant(biasValue)) : nil
  }

  /// Maps `[..., inputs]` to `[..., outputs]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let width = weight.shape[1]
    require(x.shape.last == width, "Linear: expected [..., \(width)], got \(x)")
    let flat = x.reshaped(to: [x.count / width, width])
    let y = flat.matmul(
      weight.value.cast(to: x.dataType), transposingRight: true,
      bias: bias?.value.cast(to: x.dataType))
    return y.reshaped(to: x.shape.dropLast() + [y.shape[1]])
  }
}
