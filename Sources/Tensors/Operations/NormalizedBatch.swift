import CKernels

/// A batch and what normalizes it: y = f(factor (x - mean) + shift) with f the leaky ReLU and
/// factor = scale / sqrt(variance + epsilon).
///
/// Its passes are loops of `CKernels` over parts of the rows, one part a thread; what a part sums
/// up is added in the order of the parts.
struct NormalizedBatch {
  /// The mean of each channel.
  let mean: Tensor
  /// The variance of each channel; the divisor is the number of places.
  let variance: Tensor
  private let x: Tensor
  private let inverseDeviation: [Float]
  private let factor: Tensor
  private let shift: Tensor
  private let slope: Float

  /// Finds the statistics of `x`; with a slope, leaky ReLU is to follow.
  init(_ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Float, slope: Float?) {
    self.x = x.detached
    // Without an activation, u where u > 0 and 1 u elsewhere.
    self.slope = slope ?? 1
    let shape = scale.shape
    // Deviations from a row of the batch, and not from 0, lose nothing where the mean is large.
    let around = x.firstRow
    let moments = sums(over: x) { first, rows, sums, squares in
      ckernels_moments(
        x.row(first), rows, shape[0], x.isBFloat16, around, sums, squares)
    }
    let count = Double(x.count / shape[0])
    let shifted = moments.map { (mean: $0 / count, square: $1 / count) }
    let variances = shifted.map { Float(max(0, $0.square - $0.mean * $0.mean)) }
    let means = zip(around, shifted).map { Float(Double($0) + $1.mean) }
    let inverses = variances.map { 1 / ($0 + epsilon).squareRoot() }
    let factors = zip(scale.elements, inverses).map(*)
    inverseDeviation = inverses
    mean = Tensor(means, shape: shape)
    variance = Tensor(variances, shape: shape)
    factor = Tensor(factors, shape: shape)
    self.shift = shift.detached
  }

  private var layer: ckernels_normalization {
    ckernels_normalization(
      channels: factor.count, is_bf16: x.isBFloat16, mean: mean.storage.floats,
      factor: factor.storage.floats, shift: shift.storage.floats, slope: slope)
  }

  /// y, of the shape and type of x.
  func output() -> Tensor {
    let y = Tensor(uninitialized: x.shape, dataType: x.dataType)
    eachPart(of: x) { _, first, rows in
      withUnsafePointer(to: layer) { ckernels_normalize($0, rows, x.row(first), y.row(first)) }
    }
    return y
  }

  /// The gradients by input, scale and shift.
  ///
  /// With h the gradient by factor (x - mean) + shift, n places and d the deviation: by shift it is
  /// the sum of h, by scale that of h (x - mean) / d, and by input
  /// factor (h - sum(h) / n - (x - mean) sum(h (x - mean)) / (n d²)). Takes the memory of
  /// `gradient` where it can.
  func gradients(_ gradient: inout Tensor) -> [Tensor] {
    // In memory before threads ask for it.
    _ = gradient.storage.bytes
    let found = sums(over: x) { first, rows, sums, products in
      withUnsafePointer(to: layer) {
        ckernels_gradient_sums($0, rows, x.row(first), gradient.row(first), sums, products)
      }
    }
    let shape = factor.shape
    let byShift = found.map { Float($0.0) }
    let byScale = zip(found, inverseDeviation).map { Float($0.1) * $1 }
    let share = Float(shape[0]) / Float(x.count)
    let factors = factor.elements
    let channels = factors.indices
    let constant = Tensor(channels.map { factors[$0] * byShift[$0] * share }, shape: shape)
    let slopes = Tensor(
      channels.map { factors[$0] * byScale[$0] * inverseDeviation[$0] * share }, shape: shape)
    let byInput = Tensor.replacing(&gradient)
    eachPart(of: x) { _, first, rows in
      withUnsafePointer(to: layer) {
        ckernels_gradient(
          $0, rows, x.row(first), gradient.row(first), slopes.storage.floats,
          constant.storage.floats, byInput.row(first))
      }
    }
    return [byInput, Tensor(byScale, shape: shape), Tensor(byShift, shape: shape)]
  }
}

/// Calls `body` with the number, the first row and the count of rows of each part of `x` seen as
/// `[rows, channels]`.
private func eachPart(of x: Tensor, _ body: (_ part: Int, _ first: Int, _ rows: Int) -> Void) {
  let channels = x.shape[x.rank - 1]
  parallelParts(of: x.count / channels, work: x.count) { part, rows in
    body(part, rows.lowerBound, rows.count)
  }
}

/// Two sums a channel over the rows of `x`, of which `add` adds those of `rows` rows from `first`
/// on.
private func sums(
  over x: Tensor,
  _ add: (
    _ first: Int, _ rows: Int, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
  ) -> Void
) -> [(Double, Double)] {
  let channels = x.shape[x.rank - 1]
  let count = 2 * channels * Engine.threadCount
  return withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { all in
    all.initialize(repeating: 0)
    guard let start = all.baseAddress else { return [] }
    eachPart(of: x) { part, first, rows in
      let own = start + 2 * channels * part
      add(first, rows, own, own + channels)
    }
    return (0..<channels).map { channel in
      stride(from: channel, to: count, by: 2 * channels).reduce((0, 0)) {
        ($0.0 + all[$1], $0.1 + all[$1 + channels])
      }
    }
  }
}

extension Tensor {
  fileprivate var isBFloat16: Int32 { dataType == .bfloat16 ? 1 : 0 }

  /// The elements of the first row of this tensor, seen as `[rows, channels]`.
  fileprivate var firstRow: [Float] {
    let channels = shape[rank - 1]
    guard dataType == .bfloat16 else {
      return Array(UnsafeBufferPointer(start: storage.floats, count: channels))
    }
    let halves = storage.bytes.assumingMemoryBound(to: UInt16.self)
    return (0..<channels).map { Float(bitPattern: UInt32(halves[$0]) << 16) }
  }

  /// Where the row number `index` of this tensor, seen as `[rows, channels]`, begins.
  fileprivate func row(_ index: Int) -> UnsafeMutableRawPointer {
    storage.bytes + index * shape[rank - 1] * dataType.size
  }
}
