import CKernels

/// The gradient by large weights: the product of two matrices of few rows.
struct DeferredProduct: DeferredElements {
  private let left: Tensor
  private let right: Tensor
  let shape: [Int]
  /// As many as `ckernels_product` keeps in registers.
  let rowsAtOnce = 6

  // Bounds around what was measured: 228 by 4,096 elements of 16 and 32 multiplications each.
  private static let leastElements = 1 << 18
  private static let mostInner = 64
  private static let mostColumns = 1 << 14

  /// The product of `left` `[inner, rows]`, transposed, and `right` `[inner, columns]`; nil where
  /// it is better computed at once.
  init?(transposing left: Tensor, _ right: Tensor) {
    let isPlain =
      !Recording.isOn && left.rank == 2 && right.rank == 2 && left.dataType == .float32
      && right.dataType == .float32
    guard isPlain, left.shape[0] <= Self.mostInner, right.shape[1] <= Self.mostColumns,
      left.shape[1] * right.shape[1] >= Self.leastElements
    else { return nil }
    self.left = left.transposed([1, 0])
    self.right = right
    shape = [left.shape[1], right.shape[1]]
    // In memory before threads ask for them.
    _ = (self.left.storage.bytes, right.storage.bytes)
    Engine.current.count(multiplyAdds: left.count * right.shape[1])
  }

  func write(rows: Range<Int>, to elements: UnsafeMutablePointer<Float>) {
    let inner = left.shape[1]
    ckernels_product(
      rows.count, inner, shape[1], left.storage.floats + rows.lowerBound * inner,
      right.storage.floats, nil, elements)
  }
}
