import COneDNN

/// How `upsampled(by:_:)` fills in.
public enum Interpolation: Int, Sendable {
  /// Every element becomes a square of equal ones.
  case nearest
  /// Linear along both axes between element centres.
  case bilinear
}

extension Tensor {
  /// `[N, H, W, C]` enlarged to `[N, factor H, factor W, C]`.
  public func upsampled(by factor: Int, _ interpolation: Interpolation = .nearest) -> Tensor {
    require(rank == 4 && factor > 0, "upsampled: expected [N, H, W, C], got \(self)")
    let target = [shape[0], shape[1] * factor, shape[2] * factor, shape[3]]
    return resampled(interpolation, factor, to: target, adjoint: false)
      .computed(from: [self]) { _, gradient, _ in
        [gradient.upsamplingGradient(by: factor, interpolation)]
      }
  }

  /// The transpose of `upsampled(by:_:)`.
  private func upsamplingGradient(by factor: Int, _ interpolation: Interpolation) -> Tensor {
    let target = [shape[0], shape[1] / factor, shape[2] / factor, shape[3]]
    return resampled(interpolation, factor, to: target, adjoint: true)
      .computed(from: [self]) { _, gradient, _ in
        [gradient.upsampled(by: factor, interpolation)]
      }
  }

  private func resampled(
    _ interpolation: Interpolation, _ factor: Int, to target: [Int], adjoint: Bool
  ) -> Tensor {
    let small = adjoint ? target : shape
    let large = adjoint ? shape : target
    let key = OperationKey(
      .resampling, [interpolation.rawValue, adjoint ? 1 : 0, factor, dataType.size] + small)
    let operation = Engine.current.operation(key) { error in
      var s = limn_array(channelsLast: small, dataType)
      var l = limn_array(channelsLast: large, dataType)
      return limn_prepare_resampling(
        interpolation == .bilinear ? 1 : 0, adjoint ? 1 : 0, &s, &l, error)
    }
    let output = Tensor(uninitialized: target, dataType: dataType)
    Engine.current.run(operation, storage.bytes, output.storage.bytes)
    return output
  }

  /// `[N, H, W, C]` reduced to `[N, H / factor, W / factor, C]` by the mean of each square.
  public func averagePooled(by factor: Int) -> Tensor {
    require(
      rank == 4 && shape[1] % factor == 0 && shape[2] % factor == 0,
      "averagePooled: expected [N, H, W, C] with sides divisible by \(factor), got \(self)")
    let target = [shape[0], shape[1] / factor, shape[2] / factor, shape[3]]
    return pooled(factor, to: target, adjoint: false).computed(from: [self]) { _, gradient, _ in
      [gradient.averagePoolingGradient(by: factor)]
    }
  }

  /// The transpose of `averagePooled(by:)`.
  private func averagePoolingGradient(by factor: Int) -> Tensor {
    let target = [shape[0], shape[1] * factor, shape[2] * factor, shape[3]]
    return pooled(factor, to: target, adjoint: true).computed(from: [self]) { _, gradient, _ in
      [gradient.averagePooled(by: factor)]
    }
  }

  private func pooled(_ factor: Int, to target: [Int], adjoint: Bool) -> Tensor {
    let large = adjoint ? target : shape
    let small = adjoint ? shape : target
    let key = OperationKey(
      .averagePooling, [adjoint ? 1 : 0, factor, dataType.size] + small)
    let operation = Engine.current.operation(key) { error in
      var l = limn_array(channelsLast: large, dataType)
      var s = limn_array(channelsLast: small, dataType)
      return limn_prepare_average_pooling(Int64(factor), adjoint ? 1 : 0, &l, &s, error)
    }
    let output = Tensor(uninitialized: target, dataType: dataType)
    Engine.current.run(operation, storage.bytes, output.storage.bytes)
    return output
  }
}
