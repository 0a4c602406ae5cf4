extension Tensor {
  /// Batch normalization with the statistics of this batch (Ioffe and Szegedy 2015):
  /// scale * (x - mean) / sqrt(variance + epsilon) + shift, per channel (the last axis).
  ///
  /// - Parameters:
  ///   - scale: `[channels]`, float32.
  ///   - shift: `[channels]`, float32.
  ///   - epsilon: keeps the divisor away from zero.
  ///   - slope: where given, leaky ReLU of that slope follows (ReLU if 0), in the same pass.
  /// - Returns: the same shape and type.
  public func batchNormalized(
    scale: Tensor, shift: Tensor, epsilon: Float = 1e-5, leakyReLUSlope slope: Float? = nil
  ) -> Tensor {
    batchNormalizedWithStatistics(
      scale: scale, shift: shift, epsilon: epsilon, leakyReLUSlope: slope
    ).output
  }

  /// `batchNormalized` and, as constants, the mean and variance `[channels]` of this batch (of the
  /// variance the divisor is the number of places, not one less).
  public func batchNormalizedWithStatistics(
    scale: Tensor, shift: Tensor, epsilon: Float = 1e-5, leakyReLUSlope slope: Float? = nil
  ) -> (output: Tensor, mean: Tensor, variance: Tensor) {
    require(
      rank >= 2 && scale.shape == [shape[rank - 1]] && shift.shape == scale.shape
        && scale.dataType == .float32 && shift.dataType == .float32,
      "batchNormalized: expected float32 [channels] scale and shift for \(self), got \(scale) and \(shift)"
    )
    let batch = NormalizedBatch(self, scale: scale, shift: shift, epsilon: epsilon, slope: slope)
    let output = batch.output().computed(from: [self, scale, shift]) { y, gradient, wanted in
      if Recording.isOn {
        // The sign of a leaky ReLU's output is that of its input.
        let inner = slope.map { leakyReLUGradient(at: y, &gradient, slope: $0) } ?? gradient
        return self.composedGradient(inner, scale, epsilon, wanted)
      }
      return zip(batch.gradients(&gradient), wanted).map { $1 ? $0 : nil }
    }
    return (output, batch.mean, batch.variance)
  }

  /// The gradient written with operations, for when it is itself to be differentiated.
  private func composedGradient(
    _ gradient: Tensor, _ scale: Tensor, _ epsilon: Float, _ wanted: [Bool]
  ) -> [Tensor?] {
    let channels = [shape[rank - 1]]
    let axes = Array(0..<(rank - 1))
    let x = cast(to: .float32)
    let g = gradient.cast(to: .float32)
    let centred = x - x.mean(alongAxes: axes)
    let inverse = (centred.square().mean(alongAxes: axes).scaled(by: 1, plus: epsilon)).power(-0.5)
    let normal = centred * inverse
    let byShift = g.sum(alongAxes: axes)
    let byScale = (g * normal).sum(alongAxes: axes)
    let share = 1 / Float(count / channels[0])
    let byInput =
      (g - byShift.scaled(by: share) - normal * byScale.scaled(by: share)) * (inverse * scale)
    return [
      wanted[0] ? byInput.cast(to: dataType) : nil,
      wanted[1] ? byScale.reshaped(to: channels) : nil,
      wanted[2] ? byShift.reshaped(to: channels) : nil,
    ]
  }
}
