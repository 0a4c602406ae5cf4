import CKernels
import COneDNN

/// A gradient by the weights of a convolution, in the squares of inputs and outputs that oneDNN's
/// kernels for wide vectors leave it in.
struct BlockedGradient: DeferredElements {
  /// The extents of the weights, `[outputs, height, width, inputs]`.
  let shape: [Int]
  /// The side of the squares.
  ///
  /// The weights of as many outputs follow one another in either layout.
  let rowsAtOnce: Int
  private let operation: PreparedOperation
  private let blocks: Storage

  /// What `operation` has written into `blocks`; nil where its layout is another.
  init?(of operation: PreparedOperation, _ blocks: Storage, shape: [Int]) {
    rowsAtOnce = Int(limn_square_block(operation.pointer))
    guard rowsAtOnce > 0 else { return nil }
    self.shape = shape
    self.operation = operation
    self.blocks = blocks
  }

  func write(rows: Range<Int>, to elements: UnsafeMutablePointer<Float>) {
    let (places, inputs) = (shape[1] * shape[2], shape[3])
    ckernels_unblock(
      rowsAtOnce, places, inputs, blocks.floats + rows.lowerBound * places * inputs, elements)
  }

  /// Whether the elements of `other` lie as these do.
  func isAligned(with other: BlockedGradient) -> Bool { operation === other.operation }

  /// Adds the elements of another, aligned one; no one else may have these.
  func add(_ other: BlockedGradient) {
    let (y, x) = (blocks.floats, other.blocks.floats)
    parallelLoop(shape.reduce(1, *)) { range in for i in range { y[i] += x[i] } }
  }
}
