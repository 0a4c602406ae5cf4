import Files

/// A file in the safetensors format: named arrays of numbers and a map of texts.
///
/// The format is eight bytes with the length of a JSON header, the header, and the arrays' bytes,
/// little-endian and row-major, one after the other (https://huggingface.co/docs/safetensors).
///
/// ```swift
/// var file = SafetensorsFile()
/// file.append("weight", dtype: .f32, shape: [2, 3], bytes: bytes)
/// try file.write(to: "model.safetensors")
/// ```
public struct SafetensorsFile: Sendable {
  /// The kind of number an array holds.
  public enum DType: String, CaseIterable, Sendable {
    /// A byte that is 0 or 1.
    case bool = "BOOL"
    /// Unsigned whole numbers of 8 bits.
    case u8 = "U8"
    /// Signed whole numbers of 8 bits.
    case i8 = "I8"
    /// Unsigned whole numbers of 16 bits.
    case u16 = "U16"
    /// Signed whole numbers of 16 bits.
    case i16 = "I16"
    /// IEEE 754 half precision.
    case f16 = "F16"
    /// The upper half of a single-precision number.
    case bf16 = "BF16"
    /// Unsigned whole numbers of 32 bits.
    case u32 = "U32"
    /// Signed whole numbers of 32 bits.
    case i32 = "I32"
    /// IEEE 754 single precision.
    case f32 = "F32"
    /// Unsigned whole numbers of 64 bits.
    case u64 = "U64"
    /// Signed whole numbers of 64 bits.
    case i64 = "I64"
    /// IEEE 754 double precision.
    case f64 = "F64"

    /// The size of one number.
    public var byteCount: Int {
      switch self {
      case .bool, .u8, .i8: 1
      case .u16, .i16, .f16, .bf16: 2
      case .u32, .i32, .f32: 4
      case .u64, .i64, .f64: 8
      }
    }
  }

  /// An array of the file.
  public struct Entry: Sendable {
    /// The name, unique in the file.
    public let name: String
    /// The kind of number.
    public let dtype: DType
    /// The extents, outermost first; empty for a single number.
    public let shape: [Int]
    /// The numbers, little-endian and row-major; a view of the file's bytes, not a copy.
    public let bytes: ArraySlice<UInt8>

    /// Lends the numbers' bytes without copying them; they may stand at any address.
    public func withUnsafeBytes<Result>(
      _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
      try bytes.withUnsafeBytes(body)
    }

    /// The numbers, where `dtype` is `.f32`: one copy.
    public var floats: [Float]? {
      guard dtype == .f32 else { return nil }
      let count = bytes.count / MemoryLayout<Float>.size
      return withUnsafeBytes { source in
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
          UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
          initialized = count
        }
      }
    }
  }

  /// The arrays in the order of their bytes.
  public private(set) var entries: [Entry] = []
  /// Texts by name.
  public var metadata: [String: String]
  private var indices: [String: Int] = [:]

  /// A file without arrays.
  public init(metadata: [String: String] = [:]) { self.metadata = metadata }

  /// The array called `name`, where there is one.
  public subscript(name: String) -> Entry? { indices[name].map { entries[$0] } }

  /// The array called `name`, of the kind and shape it must have.
  ///
  /// - Parameters:
  ///   - name: The array's name.
  ///   - dtype: The kind of number it must hold.
  ///   - shape: The extents it must have.
  ///   - path: The file's path, for errors.
  /// - Returns: The array.
  /// - Throws: `InputError` (`invalid`) where it is missing or differs.
  public func entry(
    _ name: String, dtype: DType, shape: [Int], path: String
  ) throws -> Entry {
    let expected = "tensor \"\(name)\" of \(dtype.rawValue) \(shape)"
    guard let entry = self[name] else {
      throw InputError(.invalid, path: path, expected: expected, found: "no such tensor")
    }
    guard entry.dtype == dtype, entry.shape == shape else {
      throw InputError(
        .invalid, path: path, expected: expected, found: "\(entry.dtype.rawValue) \(entry.shape)")
    }
    return entry
  }

  /// Adds an array.
  ///
  /// - Parameters:
  ///   - name: A name that is not in the file yet and is not "__metadata__".
  ///   - dtype: The kind of number.
  ///   - shape: The extents, outermost first.
  ///   - bytes: The numbers, little-endian and row-major.
  public mutating func append(
    _ name: String, dtype: DType, shape: [Int], bytes: ArraySlice<UInt8>
  ) {
    require(
      indices[name] == nil && name != SafetensorsFile.metadataKey,
      "SafetensorsFile.append: expected a new name, got \"\(name)\"")
    let expected = byteCount(of: dtype, shape: shape)
    require(
      expected == bytes.count,
      "SafetensorsFile.append \"\(name)\": expected \(expected.map(String.init) ?? "a smaller shape")"
        + " bytes for \(dtype.rawValue) \(shape), got \(bytes.count)")
    indices[name] = entries.count
    entries.append(Entry(name: name, dtype: dtype, shape: shape, bytes: bytes))
  }

  /// Adds an array; see `append(_:dtype:shape:bytes:)` with a slice.
  public mutating func append(_ name: String, dtype: DType, shape: [Int], bytes: [UInt8]) {
    append(name, dtype: dtype, shape: shape, bytes: bytes[...])
  }

  /// Adds an array of single-precision numbers; see `append(_:dtype:shape:bytes:)`.
  public mutating func append(_ name: String, shape: [Int], floats: [Float]) {
    append(name, dtype: .f32, shape: shape, bytes: floats.withUnsafeBytes { Array($0) })
  }

  static let metadataKey = "__metadata__"
}

/// The size of an array, or nil where it is beyond `Int` or an extent is negative.
func byteCount(of dtype: SafetensorsFile.DType, shape: [Int]) -> Int? {
  var count = dtype.byteCount
  for extent in shape {
    guard extent >= 0 else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: extent)
    guard !overflow else { return nil }
    count = product
  }
  return count
}
