import COneDNN

/// What identifies a prepared operation: its kind and every number it was prepared for.
struct OperationKey: Hashable {
  enum Kind: UInt8 {
    case convolution, gradientConvolution, inferenceConvolution, matmul, unary, leakyReLUGradient
    case binary, copy, softmax
    case resampling, averagePooling, layerNormalization, layerNormalizationGradient
  }

  var kind: Kind
  var numbers: [Int]

  init(_ kind: Kind, _ numbers: [Int]) {
    self.kind = kind
    self.numbers = numbers
  }
}

/// An operation that an engine has prepared and keeps as long as its thread runs.
final class PreparedOperation {
  let pointer: OpaquePointer

  fileprivate init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { limn_free(pointer) }
}

/// The one place where kernels are prepared, kept and run.
///
/// Each thread has an engine of its own: a prepared operation holds the buffers it runs on, so that
/// two threads cannot share it.
public final class Engine {
  /// The engine of the calling thread, made at first use, gone with the thread.
  public static var current: Engine {
    if let known = limn_thread_value() {
      return Unmanaged<Engine>.fromOpaque(known).takeUnretainedValue()
    }
    let made = Engine()
    limn_set_thread_value(Unmanaged.passRetained(made).toOpaque()) { engine in
      Unmanaged<Engine>.fromOpaque(engine).release()
    }
    return made
  }

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

  /// Whether it computes convolutions in bfloat16 faster than in float32; see `limn_has_fast_bf16`.
  ///
  /// Where they are not, convolutions between bfloat16 maps compute in float32.
  static let hasFastBFloat16 = limn_has_fast_bf16() != 0

  /// Whether it has AMX, with which oneDNN's kernels for convolutions in bfloat16 are much faster
  /// than those for their gradients.
  static let hasTiles = limn_has_amx() != 0

  /// What results depend on of the processor: the instruction set, and that convolutions between
  /// bfloat16 maps compute in float32 where they do.
  public static var arithmetic: String {
    instructionSet + (supportsBFloat16 && !hasFastBFloat16 ? ", bf16 products in f32" : "")
  }

  /// The number of threads that kernels started from the calling thread use.
  public static var threadCount: Int {
    get { Int(limn_threads()) }
    set { limn_set_threads(Int32(newValue)) }
  }

  /// The processors, two a core where each core runs two threads, that this process may use, as far
  /// as OpenMP's runtime tells.
  public static var processorCount: Int { Int(limn_processors()) }

  /// Does `work` with kernels on the calling thread alone.
  public static func onOneThread<Result>(_ work: () throws -> Result) rethrows -> Result {
    let threads = threadCount
    threadCount = 1
    defer { threadCount = threads }
    return try work()
  }

  /// The multiplications with addition that convolutions and matrix products were asked for on this
  /// thread so far.
  public private(set) var multiplyAdds = 0

  /// Notes that kernels were asked for `count` multiplications with addition.
  func count(multiplyAdds count: Int) { multiplyAdds &+= count }

  /// The operation for `key`, prepared at first use.
  func operation(
    _ key: OperationKey, prepare: (UnsafeMutablePointer<CChar>) -> OpaquePointer?
  ) -> PreparedOperation {
    if let known = operations[key] { return known }
    let made = PreparedOperation(checked("\(key.kind)") { prepare($0) })
    operations[key] = made
    return made
  }

  /// Runs a prepared operation on `buffers`, in the order its preparation names.
  func run(_ operation: PreparedOperation, _ buffers: UnsafeMutableRawPointer?...) {
    run(operation, on: buffers)
  }

  /// Runs a prepared operation on `buffers`, in the order its preparation names.
  func run(_ operation: PreparedOperation, on buffers: [UnsafeMutableRawPointer?]) {
    _ = checked("kernel") { error in
      limn_execute(operation.pointer, buffers, Int32(buffers.count), error) == 0
        ? operation.pointer : nil
    }
  }

  /// The convolutions prepared so far, in the order of their keys.
  var convolutions: [(key: OperationKey, operation: PreparedOperation)] {
    operations.filter { [.convolution, .gradientConvolution].contains($0.key.kind) }
      .map { (key: $0.key, operation: $0.value) }
      .sorted { $0.key.numbers.lexicographicallyPrecedes($1.key.numbers) }
  }

  /// Brings plain weights into the layout of a convolution.
  func pack(_ operation: PreparedOperation, plain: UnsafeRawPointer) -> Storage {
    let packed = Storage(byteCount: limn_packed_bytes(operation.pointer))
    _ = checked("weights") { error in
      limn_pack(operation.pointer, plain, packed.bytes, error) == 0 ? operation.pointer : nil
    }
    return packed
  }

  /// Brings a gradient in the layout of a convolution back to plain weights.
  func unpack(_ operation: PreparedOperation, packed: Storage, plain: UnsafeMutableRawPointer) {
    _ = checked("weights") { error in
      limn_unpack(operation.pointer, packed.bytes, plain, error) == 0 ? operation.pointer : nil
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
