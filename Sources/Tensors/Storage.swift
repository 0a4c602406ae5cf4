/// The memory of one or more tensors; returns to the pool when the last of them is gone.
final class Storage {
  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0
  /// What is yet to be written into memory.
  private(set) var deferred: (any DeferredElements)?
  /// These bytes as weights in the layouts of operations.
  private(set) var packings: [Packing] = []
  /// These bytes as a matrix, transposed, by the matrix's shape.
  private var transposed: [[Int]: Tensor] = [:]

  init(byteCount: Int) {
    (memory, capacity) = MemoryPool.shared.take(byteCount)
  }

  /// Elements that take memory once they are asked for.
  init(deferring elements: any DeferredElements) { deferred = elements }

  deinit {
    if let memory { MemoryPool.shared.give(memory, capacity: capacity) }
  }

  /// Where the bytes are.
  var bytes: UnsafeMutableRawPointer { memory ?? materialized() }

  private func materialized() -> UnsafeMutableRawPointer {
    require(!isOnThreads, "Storage: elements that were put off are asked for by several threads")
    guard let elements = deferred else { fatalError("Storage: neither memory nor elements") }
    let (memory, capacity) = MemoryPool.shared.take(
      elements.shape.reduce(1, *) * DataType.float32.size)
    elements.write(to: memory.assumingMemoryBound(to: Float.self))
    (self.memory, self.capacity, deferred) = (memory, capacity, nil)
    return memory
  }

  /// The bytes as float32 numbers.
  var floats: UnsafeMutablePointer<Float> { bytes.assumingMemoryBound(to: Float.self) }

  /// The weights packed for `operation`, packed at most once.
  func packed(for operation: PreparedOperation, make: () -> Storage) -> Storage {
    if let known = packings.first(where: { $0.operation === operation }) { return known.weights }
    let made = make()
    // Operations go with the thread that prepared them; what was packed for them is to go too.
    packings.removeAll { $0.operation == nil }
    packings.append(Packing(operation: operation, weights: made))
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
    packings = []
    transposed = [:]
  }
}

/// Weights in the layout of an operation, as long as there is one.
struct Packing {
  private(set) weak var operation: PreparedOperation?
  let weights: Storage
}
