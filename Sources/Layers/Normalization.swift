import Tensors

/// Batch normalization (Ioffe and Szegedy 2015).
///
/// In training it uses the statistics of each batch, otherwise their running averages.
public struct BatchNormalization {
  private let scale: Parameter
  private let shift: Parameter
  /// The running averages of the statistics; nil where nobody is to read them.
  private let running: (mean: Parameter, variance: Parameter)?
  private let epsilon: Float = 1e-5
  /// What a batch contributes to the running averages.
  private let momentum: Float = 0.1

  /// A layer over the last axis of `channels`; scale starts at 1, shift at 0.
  ///
  /// - Parameters:
  ///   - channels: the extent of the last axis.
  ///   - onlyTrains: whether it is never used but in training, and so keeps no averages, as in a
  ///     discriminator.
  ///   - scope: where its parameters go.
  public init(channels: Int, onlyTrains: Bool = false, in scope: ParameterScope) {
    scale = scope.parameter("scale", [channels], .constant(1))
    shift = scope.parameter("shift", [channels], .constant(0))
    running =
      onlyTrains
      ? nil
      : (
        scope.statistic("running_mean", [channels], startingAt: 0),
        scope.statistic("running_variance", [channels], startingAt: 1)
      )
  }

  /// Normalizes `[..., channels]`.
  ///
  /// - Parameters:
  ///   - x: what is normalized, of any type; statistics are float32.
  ///   - isTraining: whether the mean and variance are those of `x` over all axes but the last,
  ///     which then also move the running averages (the variance as an unbiased estimate);
  ///     otherwise the running averages are used, and no row depends on another.
  ///   - slope: where given, leaky ReLU of that slope follows (ReLU if 0).
  /// - Returns: a tensor of the shape and type of `x`.
  public func callAsFunction(
    _ x: Tensor, isTraining: Bool, leakyReLUSlope slope: Float? = nil
  ) -> Tensor {
    guard isTraining else {
      let output = normalizedByRunningAverages(x)
      return slope.map { output.leakyReLU(slope: $0) } ?? output
    }
    let (output, mean, variance) = x.batchNormalizedWithStatistics(
      scale: scale.value, shift: shift.value, epsilon: epsilon, leakyReLUSlope: slope)
    if let running {
      let places = Float(x.count / mean.count)
      move(running.mean, towards: mean, times: 1)
      move(running.variance, towards: variance, times: places / max(1, places - 1))
    }
    return output
  }

  private func normalizedByRunningAverages(_ x: Tensor) -> Tensor {
    guard let running else {
      fatalError("BatchNormalization: expected training, for which alone it was made")
    }
    let deviation = running.variance.value.detached.scaled(by: 1, plus: epsilon).squareRoot()
    let factor = scale.value / deviation
    let centred = x.cast(to: .float32) - running.mean.value.detached
    return (centred * factor + shift.value).cast(to: x.dataType)
  }

  private func move(_ average: Parameter, towards batch: Tensor, times factor: Float) {
    batch.withElements { new in
      average.withMutableElements { y in
        for i in y.indices { y[i] = (1 - momentum) * y[i] + momentum * factor * new[i] }
      }
    }
  }
}

/// Layer normalization over the last axis (Ba and others, 2016).
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
