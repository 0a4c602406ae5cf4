import CKernels
import COneDNN

/// A gradient by the weights of a convolution, in the squares of inputs and outputs that oneDNN's kernels
/// for wide vectors leave it in.
struct BlockedGradient: DeferredElements {
  let shape: [Int]
  private let operation: PreparedOperation
  private let blocks: Storage
  private let side: Int

  /// What `operation` has written into `blocks`; nil where its layout is another, or is better changed at
  /// once.
  init?(of operation: PreparedOperation, _ blocks: Storage, shape: [Int]) {
    side = Int(limn_square_block(operation.pointer))
    guard side > 0, !Recording.isOn else { return nil }
    self.shape = shape
    self.operation = operation
    self.blocks = blocks
  }

  /// `side` outputs at a time, whose weights follow one another in either layout.
  func withEachPart(_ body: (Range<Int>, UnsafePointer<Float>) -> Void) {
    let (places, inputs) = (shape[1] * shape[2], shape[3])
    let row = places * inputs
    let (from, side) = (blocks.floats, side)
    withRowsInScratch(count: shape[0], columns: row, atOnce: side) { part, scratch in
      let elements = part.lowerBound * row..<part.upperBound * row
      ckernels_unblock(side, places, inputs, from + elements.lowerBound, scratch)
      body(elements, scratch)
    }
  }

  /// Whether the elements of `other` lie as these do.
  func isAligned(with other: BlockedGradient) -> Bool { operation == other.operation }

  /// Adds the elements of another, aligned one; no one else may have these.
  func add(_ other: BlockedGradient) {
    let (y, x) = (blocks.floats, other.blocks.floats)
    parallelLoop(shape.reduce(1, *)) { range in for i in range { y[i] += x[i] } }
  }
}
