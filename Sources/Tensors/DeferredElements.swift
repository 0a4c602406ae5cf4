/// Elements of a gradient that are computed where they are read.
///
/// An optimizer takes them in part by part, while they are in the cache; written to memory and read
/// again they took longer (docs/decisions/0004-speed-of-the-reference-step.md).
protocol DeferredElements {
  /// The extents of all of them.
  var shape: [Int] { get }

  /// Calls `body` with ranges of the elements, in row-major order, and with those elements, on the
  /// threads that kernels use.
  func withEachPart(_ body: (Range<Int>, UnsafePointer<Float>) -> Void)
}

extension Tensor {
  /// A float32 tensor whose elements are computed once they are asked for.
  convenience init(deferring elements: some DeferredElements) {
    self.init(
      shape: elements.shape, dataType: .float32, storage: Storage(deferring: elements))
  }
}

/// Calls `body` with ranges of `count` rows, and with the memory for as many rows of `columns` elements as
/// the longest has, on the threads that kernels use.
func withRowsInScratch(
  count: Int, columns: Int, atOnce height: Int,
  _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
) {
  parallelParts(of: (count + height - 1) / height, work: .max) { _, parts in
    withUnsafeTemporaryAllocation(
      byteCount: height * columns * MemoryLayout<Float>.stride, alignment: 64
    ) { scratch in
      guard let start = scratch.bindMemory(to: Float.self).baseAddress else { return }
      for part in parts { body(part * height..<min(count, (part + 1) * height), start) }
    }
  }
}
