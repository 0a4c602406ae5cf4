/// Elements of a gradient that are computed where they are read, a few rows along the first axis at
/// a time.
///
/// An optimizer takes them in while they are in the cache; written to memory and read again they
/// took longer (docs/decisions/0004-speed-of-the-reference-step.md). Where all of them are asked
/// for first, as for the norm of gradients, they are written to memory after all.
protocol DeferredElements {
  /// The extents of all of them.
  var shape: [Int] { get }
  /// The rows that are best computed together.
  var rowsAtOnce: Int { get }

  /// Computes rows, of which the first has a number divisible by `rowsAtOnce`; on several threads
  /// at once.
  func write(rows: Range<Int>, to elements: UnsafeMutablePointer<Float>)
}

extension DeferredElements {
  private var rowLength: Int { shape.dropFirst().reduce(1, *) }

  /// Computes all of them, on the threads that kernels use.
  func write(to elements: UnsafeMutablePointer<Float>) {
    let length = rowLength
    withEachBlock { blocks in
      for rows in blocks { write(rows: rows, to: elements + rows.lowerBound * length) }
    }
  }

  /// Calls `body` with ranges of the elements, in row-major order, and with those elements, on the
  /// threads that kernels use.
  func withEachPart(_ body: (Range<Int>, UnsafePointer<Float>) -> Void) {
    let length = rowLength
    let byteCount = rowsAtOnce * length * MemoryLayout<Float>.stride
    withEachBlock { blocks in
      withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64) { scratch in
        guard let start = scratch.bindMemory(to: Float.self).baseAddress else { return }
        for rows in blocks {
          write(rows: rows, to: start)
          body(rows.lowerBound * length..<rows.upperBound * length, start)
        }
      }
    }
  }

  /// Calls `body` on each thread with its ranges of rows.
  private func withEachBlock(_ body: ([Range<Int>]) -> Void) {
    let (rows, height) = (shape[0], rowsAtOnce)
    parallelParts(of: (rows + height - 1) / height, work: .max) { _, blocks in
      body(blocks.map { $0 * height..<min(rows, ($0 + 1) * height) })
    }
  }
}

extension Tensor {
  /// A float32 tensor whose elements are computed where they are read.
  convenience init(deferring elements: any DeferredElements) {
    self.init(
      shape: elements.shape, dataType: .float32, storage: Storage(deferring: elements))
  }
}
