import Tensors

/// Batch normalization with the statistics of each batch (Ioffe and Szegedy 2015).
public struct BatchNormalization {
  private let scale: Parameter
  private let shift: Parameter

  /// A layer over the last axis of `channels`; scale starts at 1, shift at 0.
  public init(channels: Int, in scope: ParameterScope) {
    scale = scope.parameter("scale", [channels], .constant(1))
    shift = scope.parameter("shift", [channels], .constant(0))
  }

  /// Normalizes `[..., channels]` over all axes but the last.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.batchNormalized(scale: scale.value, shift: shift.value)
  }
}

/// Layer normalization over the last axis (Ba et al. 2016).
public struct LayerNormalization {
  private let scale: Parameter
  private let shift: Parameter

  /// A layer over the last axis of `width`; scale starts at 1, shift at 0.
  public init(width: Int, in scope: ParameterScope) {
    scale = scope.parameter("scale", [width], .constant(1))
    shift = scope.parameter("shift", [width], .constant(0))
  }

  /// Gives every vector along the last axis mean 0 and variance 1, then scales and shifts it.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.layerNormalized(scale: scale.value, shift: shift.value)
  }
}
