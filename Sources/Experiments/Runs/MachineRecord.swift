import Files
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The computer a run ran on, as far as results can depend on it.
///
/// It has no name.
public struct MachineRecord: Equatable, Sendable {
  /// The processor's model, "unknown" where the system does not say.
  public var processor: String
  /// The processor's instruction set: "x86_64".
  public var architecture: String
  /// The extensions of it that the kernels use, "avx512_core_amx", and how; nil in records that have
  /// none.
  public var extensions: String?
  /// The processors that the system runs threads on.
  public var cores: Int
  /// The threads that computed.
  public var threads: Int

  /// This computer, with the given number of computing threads.
  public static func current(threads: Int) -> MachineRecord {
    MachineRecord(
      processor: processorModel() ?? "unknown", architecture: instructionSet(),
      extensions: Engine.arithmetic,
      cores: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), threads: threads)
  }
}

extension MachineRecord: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    processor = fields.text("processor", "the processor's model")
    architecture = fields.text("architecture", "the instruction set")
    extensions = fields.optionalText("extensions", "its extensions that kernels use")
    cores = fields.integer("cores", in: 1...1_000_000, "processors")
    threads = fields.integer("threads", in: 1...1024, "threads that computed")
  }

  /// The computer as JSON.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("processor", .string(processor)), .init("architecture", .string(architecture)),
      .init("cores", .integer(cores)), .init("threads", .integer(threads)),
    ]
    if let extensions { members.append(.init("extensions", .string(extensions))) }
    return .object(members)
  }
}

private func instructionSet() -> String {
  #if arch(x86_64)
    "x86_64"
  #elseif arch(arm64)
    "arm64"
  #else
    "other"
  #endif
}

/// The "model name" of the first processor that Linux lists.
private func processorModel() -> String? {
  guard let bytes = try? readFile("/proc/cpuinfo") else { return nil }
  let line = String(decoding: bytes, as: UTF8.self)
    .split(separator: "\n").first { $0.hasPrefix("model name") }
  guard let line, let colon = line.firstIndex(of: ":") else { return nil }
  let model = line[line.index(after: colon)...].split(separator: " ").joined(separator: " ")
  return model.isEmpty ? nil : model
}
