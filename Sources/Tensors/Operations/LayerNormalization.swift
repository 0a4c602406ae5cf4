import COneDNN

extension Tensor {
  /// Layer normalization of every vector along the last axis:
  /// scale * (x - mean) / sqrt(variance + epsilon) + shift.
  ///
  /// After Ba et al. 2016. Statistics are float32.
  ///
  /// - Parameters:
  ///   - scale: `[width]`, float32.
  ///   - shift: `[width]`, float32.
  ///   - epsilon: keeps the divisor away from zero.
  /// - Returns: the same shape and type.
  public func layerNormalized(scale: Tensor, shift: Tensor, epsilon: Float = 1e-5) -> Tensor {
    require(
      rank >= 1 && scale.shape == [shape[rank - 1]] && shift.shape == scale.shape
        && scale.dataType == .float32 && shift.dataType == .float32,
      "layerNormalized: expected float32 [width] scale and shift for \(self), got \(scale) and \(shift)"
    )
    let rows = [count / shape[rank - 1]]
    let operation = layerOperation(.layerNormalization, epsilon) {
      limn_prepare_layer_normalization(epsilon, $0, $1)
    }
    let output = Tensor(uninitialized: shape, dataType: dataType)
    let mean = Tensor(uninitialized: rows)
    let variance = Tensor(uninitialized: rows)
    Engine.current.run(
      operation, storage.bytes, output.storage.bytes, mean.storage.bytes, variance.storage.bytes,
      scale.storage.bytes, shift.storage.bytes)
    return output.computed(from: [self, scale, shift]) { _, gradient, wanted in
      if Recording.isOn {
        return self.composedLayerGradient(gradient, scale, epsilon, wanted)
      }
      let all = self.fusedLayerGradient(gradient, scale, shift, mean, variance, epsilon)
      return zip(all, wanted).map { $1 ? $0 : nil }
    }
  }

  private func layerOperation(
    _ kind: OperationKey.Kind, _ epsilon: Float,
    _ prepare: (UnsafePointer<limn_array>, UnsafeMutablePointer<CChar>) -> OpaquePointer?
  ) -> PreparedOperation {
    let width = shape[rank - 1]
    let key = OperationKey(
      kind, [Int(epsilon.bitPattern), dataType.size, count / width, width])
    return Engine.current.operation(key) { error in
      var array = limn_array([count / width, width], dataType)
      return prepare(&array, error)
    }
  }

  private func fusedLayerGradient(
    _ gradient: Tensor, _ scale: Tensor, _ shift: Tensor, _ mean: Tensor, _ variance: Tensor,
    _ epsilon: Float
  ) -> [Tensor] {
    let operation = layerOperation(.layerNormalizationGradient, epsilon) {
      limn_prepare_layer_normalization_gradient(epsilon, $0, $1)
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
  private func composedLayerGradient(
    _ gradient: Tensor, _ scale: Tensor, _ epsilon: Float, _ wanted: [Bool]
  ) -> [Tensor?] {
    let along = [rank - 1]
    let across = Array(0..<(rank - 1))
    let x = cast(to: .float32)
    let g = gradient.cast(to: .float32)
    let centred = x - x.mean(alongAxes: along)
    let inverse = centred.square().mean(alongAxes: along).scaled(by: 1, plus: epsilon).power(-0.5)
    let normal = centred * inverse
    let scaled = g * scale
    let byInput =
      (scaled - scaled.mean(alongAxes: along) - normal * (scaled * normal).mean(alongAxes: along))
      * inverse
    return [
      wanted[0] ? byInput.cast(to: dataType) : nil,
      wanted[1] ? (g * normal).sum(alongAxes: across).reshaped(to: scale.shape) : nil,
      wanted[2] ? g.sum(alongAxes: across).reshaped(to: scale.shape) : nil,
    ]
  }
}
