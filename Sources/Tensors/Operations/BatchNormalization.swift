import COneDNN

extension Tensor {
  /// Batch normalization with the statistics of this batch (Ioffe and Szegedy 2015):
  /// scale * (x - mean) / sqrt(variance + epsilon) + shift, per channel (the last axis).
  ///
  /// - Parameters:
  ///   - scale: `[channels]`, float32.
  ///   - shift: `[channels]`, float32.
  ///   - epsilon: keeps the divisor away from zero.
  /// - Returns: the same shape and type.
  public func batchNormalized(scale: Tensor, shift: Tensor, epsilon: Float = 1e-5) -> Tensor {
    batchNormalizedWithStatistics(scale: scale, shift: shift, epsilon: epsilon).output
  }

  /// `batchNormalized` and, as constants, the mean and variance `[channels]` of this batch (of the
  /// variance the divisor is the number of places, not one less).
  public func batchNormalizedWithStatistics(
    scale: Tensor, shift: Tensor, epsilon: Float = 1e-5
  ) -> (output: Tensor, mean: Tensor, variance: Tensor) {
    require(
      rank >= 2 && scale.shape == [shape[rank - 1]] && shift.shape == scale.shape,
      "batchNormalized: expected [channels] scale and shift for \(self), got \(scale) and \(shift)")
    let (output, mean, variance) = normalize(scale, shift, epsilon)
    let recorded = output.computed(from: [self, scale, shift]) { _, gradient, wanted in
      if Recording.isOn {
        return self.composedGradient(gradient, scale, epsilon, wanted)
      }
      let all = self.fusedGradient(gradient, scale, shift, mean, variance, epsilon)
      return zip(all, wanted).map { $1 ? $0 : nil }
    }
    return (recorded, mean, variance)
  }

  private var flattened: [Int] { [1, 1, count / shape[rank - 1], shape[rank - 1]] }

  private func key(_ kind: OperationKey.Kind, _ epsilon: Float) -> OperationKey {
    OperationKey(kind, [Int(epsilon.bitPattern), dataType.size] + flattened)
  }

  private func normalize(
    _ scale: Tensor, _ shift: Tensor, _ epsilon: Float
  ) -> (output: Tensor, mean: Tensor, variance: Tensor) {
    let operation = Engine.current.operation(key(.batchNormalization, epsilon)) { error in
      var array = limn_array(channelsLast: flattened, dataType)
      return limn_prepare_batch_normalization(epsilon, &array, error)
    }
    let output = Tensor(uninitialized: shape, dataType: dataType)
    let mean = Tensor(uninitialized: scale.shape)
    let variance = Tensor(uninitialized: scale.shape)
    Engine.current.run(
      operation, storage.bytes, output.storage.bytes, mean.storage.bytes, variance.storage.bytes,
      scale.storage.bytes, shift.storage.bytes)
    return (output, mean, variance)
  }

  private func fusedGradient(
    _ gradient: Tensor, _ scale: Tensor, _ shift: Tensor, _ mean: Tensor, _ variance: Tensor,
    _ epsilon: Float
  ) -> [Tensor] {
    let operation = Engine.current.operation(key(.batchNormalizationGradient, epsilon)) { error in
      var array = limn_array(channelsLast: flattened, dataType)
      return limn_prepare_batch_normalization_gradient(epsilon, &array, error)
    }
    let byInput = Tensor(uninitialized: shape, dataType: dataType)
    let byScale = Tensor(uninitialized: scale.shape)
    let byShift = Tensor(uninitialized: scale.shape)
    Engine.current.run(
      operation, storage.bytes, gradient.storage.bytes, byInput.storage.bytes, mean.storage.bytes,
      variance.storage.bytes, scale.storage.bytes, shift.storage.bytes, byScale.storage.bytes,
      byShift.storage.bytes)
    return [byInput, byScale, byShift]
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
