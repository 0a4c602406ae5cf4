import CKernels

/// A product of two matrices that is computed where it is read: the gradient by large weights, which an
/// optimizer then takes in a few rows at a time, while they are in the cache.
///
/// Written to memory and read again it took a third longer than all of it does now
/// (docs/decisions/0004-speed-of-the-reference-step.md).
struct DeferredProduct {
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
    self.left = left.transposed([1, 0]).detached
    self.right = right.detached
    Engine.current.count(multiplyAdds: left.count * right.shape[1])
  }

  /// `[rows, columns]`
  var shape: [Int] { [left.shape[0], right.shape[1]] }

  /// Calls `body` with ranges of the elements, and with those elements, on the threads of kernels.
  func withEachPart(_ body: (Range<Int>, UnsafePointer<Float>) -> Void) {
    let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
    let (x, w) = (left.storage.floats, right.storage.floats)
    parallelParts(of: (rows + Self.height - 1) / Self.height, work: .max) { _, blocks in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.height * columns) { block in
        guard let start = block.baseAddress else { return }
        for first in blocks.map({ $0 * Self.height }) {
          let count = min(Self.height, rows - first)
          ckernels_product(count, inner, columns, x + first * inner, w, nil, start)
          body(first * columns..<(first + count) * columns, start)
        }
      }
    }
  }
}
