import CKernels
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
    let isDoubling = interpolation == .bilinear && factor == 2 && dataType == .float32
    let result =
      isDoubling
      ? doublingGradient(target) : resampled(interpolation, factor, to: target, adjoint: true)
    return result.computed(from: [self]) { _, gradient, _ in
      [gradient.upsampled(by: factor, interpolation)]
    }
  }

  private func doublingGradient(_ target: [Int]) -> Tensor {
    let (height, width, channels) = (target[1], target[2], target[3])
    let output = Tensor(uninitialized: target)
    let (gradient, result) = (storage.floats, output.storage.floats)
    parallelParts(of: target[0] * height, work: count) { _, rows in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * width * channels) { scratch in
        guard let scratch = scratch.baseAddress else { return }
        ckernels_enlargement_gradient(
          rows.lowerBound, rows.upperBound, height, width, channels, gradient, scratch, result)
      }
    }
    return output
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
      rank == 4 && factor > 0 && shape[1] % factor == 0 && shape[2] % factor == 0,
      "averagePooled: expected [N, H, W, C] with sides divisible by \(factor), got \(self)")
    return averaged(Averaging(input: shape, side: factor, stride: factor, padding: 0))
  }

  /// The full convolution with a box of 2 x 2 quarters: `[N, H, W, C]` to `[N, H + 1, W + 1, C]`.
  ///
  /// A convolution of stride 2 by weights `[O, h, w, C]` that were filtered is one of stride 1 by
  /// the weights, followed by `averagePooled(by: 2)`.
  public func boxFiltered() -> Tensor {
    require(rank == 4, "boxFiltered: expected [N, H, W, C], got \(self)")
    return averaged(Averaging(input: shape, side: 2, stride: 1, padding: 1))
  }

  private func averaged(_ averaging: Averaging) -> Tensor {
    averaging.run(self, adjoint: false).computed(from: [self]) { _, gradient, _ in
      [gradient.averagingGradient(averaging)]
    }
  }

  private func averagingGradient(_ averaging: Averaging) -> Tensor {
    averaging.run(self, adjoint: true).computed(from: [self]) { _, gradient, _ in
      [gradient.averaged(averaging)]
    }
  }
}

/// The mean over windows of `side` by `side`, `stride` apart, zeros around the input.
private struct Averaging {
  let input: [Int]
  let side: Int
  let stride: Int
  let padding: Int

  private var output: [Int] {
    let sides = input[1...2].map { ($0 + 2 * padding - side) / stride + 1 }
    return [input[0], sides[0], sides[1], input[3]]
  }

  func run(_ x: Tensor, adjoint: Bool) -> Tensor {
    let key = OperationKey(
      .averagePooling, [adjoint ? 1 : 0, side, stride, padding, x.dataType.size] + input)
    let operation = Engine.current.operation(key) { error in
      var i = limn_array(channelsLast: input, x.dataType)
      var o = limn_array(channelsLast: output, x.dataType)
      return limn_prepare_average_pooling(
        Int64(side), Int64(stride), Int64(padding), adjoint ? 1 : 0, &i, &o, error)
    }
    let result = Tensor(uninitialized: adjoint ? input : output, dataType: x.dataType)
    Engine.current.run(operation, x.storage.bytes, result.storage.bytes)
    return result
  }
}
