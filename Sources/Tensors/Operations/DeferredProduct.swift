import CKernels

/// The gradient by large weights: the product of two matrices of few rows.
struct DeferredProduct: DeferredElements {
  private let left: Tensor
  private let right: Tensor

  /// From how many elements on memory is what takes the time.
  private static let leastElements = 1 << 18
  /// Up to how many multiplications an element.
  private static let mostInner = 64
  /// As many rows as `ckernels_product` keeps in registers.
  private static let height = 6
  /// Rows of more elements would not stay in the cache.
  private static let mostColumns = 1 << 14

  /// The product of `left` `[inner, rows]`, transposed, and `right` `[inner, columns]`; nil where it is
  /// better computed at once.
  init?(transposing left: Tensor, _ right: Tensor) {
    let isMeant =
      !Recording.isOn && left.rank == 2 && right.rank == 2 && left.dataType == .float32
      && right.dataType == .float32 && left.shape[0] <= Self.mostInner
      && right.shape[1] <= Self.mostColumns
    guard isMeant, left.shape[1] * right.shape[1] >= Self.leastElements else { return nil }
    self.left = left.transposed([1, 0])
    self.right = right
    Engine.current.count(multiplyAdds: left.count * right.shape[1])
  }

  var shape: [Int] { [left.shape[0], right.shape[1]] }

  func withEachPart(_ body: (Range<Int>, UnsafePointer<Float>) -> Void) {
    let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
    let (x, w) = (left.storage.floats, right.storage.floats)
    withRowsInScratch(count: rows, columns: columns, atOnce: Self.height) { part, scratch in
      ckernels_product(
        part.count, inner, columns, x + part.lowerBound * inner, w, nil, scratch)
      body(part.lowerBound * columns..<part.upperBound * columns, scratch)
    }
  }
}
