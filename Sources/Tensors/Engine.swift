import COneDNN
import Synchronization

/// What identifies a prepared operation: its kind and every number it was prepared for.
struct OperationKey: Hashable {
  enum Kind: UInt8 {
    case convolution, inferenceConvolution, matmul, smallProduct, unary, leakyReLUGradient
    case binary, copy, softmax
    case resampling, averagePooling, batchNormalization, batchNormalizationGradient
    case layerNormalization, layerNormalizationGradient
  }

  var kind: Kind
  var numbers: [Int]

  init(_ kind: Kind, _ numbers: [Int]) {
    self.kind = kind
    self.numbers = numbers
  }
}

/// An operation that the engine has prepared and keeps until the process ends.
struct PreparedOperation: Hashable, @unchecked Sendable {
  // Only ever used under the engine's lock, hence `@unchecked Sendable`.
  let pointer: OpaquePointer
}

/// The one place where kernels are prepared, kept and run.
///
/// One lock guards both the table and the running of kernels: a prepared operation holds the
/// buffers it runs on, and kernels already use all threads. Hence `@unchecked Sendable`.
public final class Engine: @unchecked Sendable {
  /// The engine of this process.
  public static let shared = Engine()

  private let lock = Mutex(())
  private let work = Atomic<Int>(0)
  private var operations: [OperationKey: PreparedOperation] = [:]

  private init() {}

  /// The oneDNN version that runs, as "2.6.3".
  public static var libraryVersion: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
      guard let start = text.baseAddress else { return "" }
      limn_runtime_version(start, 32)
      return String(cString: start)
    }
  }

  /// The instruction set the kernels use, as "avx512_core_amx".
  public static var instructionSet: String { String(cString: limn_instruction_set()) }

  /// Whether the processor computes convolutions in bfloat16.
  public static var supportsBFloat16: Bool { limn_has_bf16() != 0 }

  /// The number of threads that kernels started from the calling thread use.
  public static var threadCount: Int {
    get { Int(limn_threads()) }
    set { limn_set_threads(Int32(newValue)) }
  }

  /// The multiplications with addition that convolutions and matrix products were asked for since
  /// the process began.
  public var multiplyAdds: Int { work.load(ordering: .relaxed) }

  /// Notes that kernels were asked for `count` multiplications with addition.
  func count(multiplyAdds count: Int) { work.wrappingAdd(count, ordering: .relaxed) }

  /// Returns memory that no tensor uses to the operating system.
  public static func releaseUnusedMemory() { MemoryPool.shared.trim() }

  /// The operation for `key`, prepared at first use.
  func operation(
    _ key: OperationKey, prepare: (UnsafeMutablePointer<CChar>) -> OpaquePointer?
  ) -> PreparedOperation {
    lock.withLock { _ in
      if let known = operations[key] { return known }
      let made = PreparedOperation(pointer: checked("\(key.kind)") { prepare($0) })
      operations[key] = made
      return made
    }
  }

  /// Runs a prepared operation on `buffers`, in the order its preparation names.
  func run(_ operation: PreparedOperation, _ buffers: UnsafeMutableRawPointer?...) {
    run(operation, on: buffers)
  }

  /// Runs a prepared operation on `buffers`, in the order its preparation names.
  func run(_ operation: PreparedOperation, on buffers: [UnsafeMutableRawPointer?]) {
    lock.withLock { _ in
      _ = checked("kernel") { error in
        limn_execute(operation.pointer, buffers, Int32(buffers.count), error) == 0
          ? operation.pointer : nil
      }
    }
  }

  /// The convolutions prepared so far, in the order of their keys.
  var convolutions: [(key: OperationKey, operation: PreparedOperation)] {
    lock.withLock { _ in
      operations.filter { $0.key.kind == .convolution }.map { (key: $0.key, operation: $0.value) }
    }
    .sorted { $0.key.numbers.lexicographicallyPrecedes($1.key.numbers) }
  }

  /// Brings plain weights into the layout of a convolution.
  func pack(_ operation: PreparedOperation, plain: UnsafeRawPointer) -> Storage {
    let packed = Storage(byteCount: limn_packed_bytes(operation.pointer))
    lock.withLock { _ in
      _ = checked("weights") { error in
        limn_pack(operation.pointer, plain, packed.bytes, error) == 0 ? operation.pointer : nil
      }
    }
    return packed
  }

  /// Brings a gradient in the layout of a convolution back to plain weights.
  func unpack(_ operation: PreparedOperation, packed: Storage, plain: UnsafeMutableRawPointer) {
    lock.withLock { _ in
      _ = checked("weights") { error in
        limn_unpack(operation.pointer, packed.bytes, plain, error) == 0
          ? operation.pointer : nil
      }
    }
  }

  /// Calls into the C surface; a refusal there is a programmer's error here.
  private func checked(
    _ what: String, _ call: (UnsafeMutablePointer<CChar>) -> OpaquePointer?
  ) -> OpaquePointer {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(LIMN_ERROR_CAPACITY)) { text in
      text.initialize(repeating: 0)
      guard let error = text.baseAddress, let result = call(error) else {
        fatalError("\(what): " + (text.baseAddress.map { String(cString: $0) } ?? ""))
      }
      return result
    }
  }
}
