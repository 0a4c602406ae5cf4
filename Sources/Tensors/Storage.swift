/// The memory of one or more tensors; returns to the pool when the last of them is gone.
final class Storage {
  let bytes: UnsafeMutableRawPointer
  private let capacity: Int
  /// These bytes as weights in the layout of an operation, by that operation.
  private var packed: [PreparedOperation: Storage] = [:]

  /// These bytes as a matrix, transposed, by the matrix's shape.
  private var transposed: [[Int]: Tensor] = [:]

  init(byteCount: Int) {
    (bytes, capacity) = MemoryPool.shared.take(byteCount)
  }

  deinit { MemoryPool.shared.give(bytes, capacity: capacity) }

  /// The bytes as float32 numbers.
  var floats: UnsafeMutablePointer<Float> { bytes.assumingMemoryBound(to: Float.self) }

  /// The weights packed for `operation`, packed at most once.
  func packed(for operation: PreparedOperation, make: () -> Storage) -> Storage {
    if let known = packed[operation] { return known }
    let made = make()
    packed[operation] = made
    return made
  }

  /// The transpose of the matrix of `shape` that these bytes are, made at most once.
  func transposed(_ shape: [Int], make: () -> Tensor) -> Tensor {
    if let known = transposed[shape] { return known }
    let made = make()
    transposed[shape] = made
    return made
  }

  /// Lets go of other layouts of the bytes, which are about to change.
  func forgetLayouts() {
    packed = [:]
    transposed = [:]
  }
}
