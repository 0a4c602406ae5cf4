import Files

extension SafetensorsFile {
  /// The longest header that is read, in bytes.
  static let longestHeader = 100_000_000

  /// Reads the file at `path`.
  ///
  /// - Throws: `InputError` where it cannot be read or breaks the format.
  public init(path: String) throws {
    try self.init(bytes: try readFile(path), path: path)
  }

  /// Reads a file's bytes, strictly: every byte after the header belongs to exactly one array.
  ///
  /// - Parameters:
  ///   - bytes: The whole file; the entries are views of it.
  ///   - path: Where it comes from, for errors.
  /// - Throws: `InputError` (`invalid`) that names the tensor at fault, where there is one.
  public init(bytes: [UInt8], path: String) throws {
    guard bytes.count >= 8 else {
      throw InputError(
        .invalid, path: path, expected: "a safetensors file", found: "\(bytes.count) bytes")
    }
    let length = bytes[..<8].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(min(bytes.count - 8, Self.longestHeader)) else {
      let isOther = bytes.count > 8 && bytes[8] != UInt8(ascii: "{")
      throw InputError(
        .invalid, path: path,
        expected: "a whole safetensors file with a header of at most \(Self.longestHeader) bytes",
        found: isOther
          ? "another kind of file" : "a header of \(length) bytes in a file of \(bytes.count)")
    }
    let dataStart = 8 + Int(length)
    let header = try JSONValue.parse(bytes[8..<dataStart], path: "\(path): header")
    guard let members = header.members else {
      throw InputError(
        .invalid, path: "\(path): header", expected: "an object", found: header.kindText)
    }
    var metadata: [String: String] = [:]
    var tensors: [TensorHeader] = []
    for member in members {
      if member.key == Self.metadataKey {
        metadata = try texts(member.value, path: path)
      } else {
        tensors.append(try TensorHeader(member, path: path))
      }
    }
    self.init(metadata: metadata)
    try append(tensors, of: bytes[dataStart...], path: path)
  }

  /// Adds the arrays in the order of their bytes, which must follow one another without holes.
  private mutating func append(
    _ tensors: [TensorHeader], of data: ArraySlice<UInt8>, path: String
  ) throws {
    var position = 0
    for tensor in tensors.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      guard tensor.begin == position, tensor.end <= data.count else {
        throw tensorFault(
          tensor.name, path, expected: "bytes from \(position), at most to \(data.count)",
          found: "\(tensor.begin) to \(tensor.end)")
      }
      let bytes = data[data.startIndex + tensor.begin..<data.startIndex + tensor.end]
      append(tensor.name, dtype: tensor.dtype, shape: tensor.shape, bytes: bytes)
      position = tensor.end
    }
    guard position == data.count else {
      throw InputError(
        .invalid, path: path, expected: "\(position) bytes of tensors", found: "\(data.count)")
    }
  }
}

/// What the header says about one array; its size is right for its shape.
private struct TensorHeader {
  let name: String
  let dtype: SafetensorsFile.DType
  let shape: [Int]
  let begin: Int
  let end: Int

  init(_ member: JSONValue.Member, path: String) throws {
    name = member.key
    let value = member.value
    let keys = Set((value.members ?? []).map(\.key))
    guard keys == ["dtype", "shape", "data_offsets"] else {
      throw tensorFault(
        member.key, path, expected: "an object with dtype, shape and data_offsets",
        found: value.kindText + (keys.isEmpty ? "" : " with \(keys.sorted())"))
    }
    guard let dtype = value["dtype"]?.string.flatMap(SafetensorsFile.DType.init) else {
      throw tensorFault(
        member.key, path, expected: "a known dtype",
        found: value["dtype"]?.canonicalText() ?? "none")
    }
    guard let shape = counts(value["shape"]) else {
      throw tensorFault(
        member.key, path, expected: "a shape of whole numbers, 0 or more",
        found: value["shape"]?.canonicalText() ?? "none")
    }
    guard let offsets = counts(value["data_offsets"]), offsets.count == 2,
      offsets[0] <= offsets[1]
    else {
      throw tensorFault(
        member.key, path, expected: "two data_offsets in order",
        found: value["data_offsets"]?.canonicalText() ?? "none")
    }
    guard byteCount(of: dtype, shape: shape) == offsets[1] - offsets[0] else {
      throw tensorFault(
        member.key, path, expected: "the bytes of \(dtype.rawValue) \(shape)",
        found: "\(offsets[1] - offsets[0]) bytes")
    }
    self.dtype = dtype
    self.shape = shape
    begin = offsets[0]
    end = offsets[1]
  }
}

private func tensorFault(
  _ name: String, _ path: String, expected: String, found: String
) -> InputError {
  InputError(.invalid, path: "\(path): tensor \"\(name)\"", expected: expected, found: found)
}

/// The elements, where `value` is an array of whole numbers that are not negative.
private func counts(_ value: JSONValue?) -> [Int]? {
  guard let elements = value?.elements else { return nil }
  let counts = elements.compactMap(\.int).filter { $0 >= 0 }
  return counts.count == elements.count ? counts : nil
}

private func texts(_ value: JSONValue, path: String) throws -> [String: String] {
  let path = "\(path): \(SafetensorsFile.metadataKey)"
  guard let members = value.members else {
    throw InputError(.invalid, path: path, expected: "an object", found: value.kindText)
  }
  var texts: [String: String] = [:]
  for member in members {
    guard let text = member.value.string else {
      throw InputError(
        .invalid, path: "\(path): \"\(member.key)\"", expected: "a string",
        found: member.value.kindText)
    }
    texts[member.key] = text
  }
  return texts
}
