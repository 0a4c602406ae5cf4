import Files

extension SafetensorsFile {
  /// The file's bytes, the same for equal content in whatever order it was added.
  ///
  /// The header is canonical JSON, padded with spaces to a multiple of eight bytes. Arrays of wider
  /// numbers stand before those of narrower ones, so that each begins at a multiple of its
  /// number's size, as some readers need; equally wide ones by their names' UTF-8 bytes.
  public var serialized: [UInt8] {
    let sorted = entries.sorted { first, second in
      first.dtype.byteCount == second.dtype.byteCount
        ? first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
        : first.dtype.byteCount > second.dtype.byteCount
    }
    var members: [JSONValue.Member] = []
    if !metadata.isEmpty {
      // The writer sorts the keys.
      let texts = metadata.map { JSONValue.Member($0.key, .string($0.value)) }
      members.append(.init(Self.metadataKey, .object(texts)))
    }
    var position = 0
    for entry in sorted {
      let end = position + entry.bytes.count
      members.append(
        .init(
          entry.name,
          [
            "dtype": .string(entry.dtype.rawValue),
            "shape": .array(entry.shape.map { .integer($0) }),
            "data_offsets": [.integer(position), .integer(end)],
          ]))
      position = end
    }
    var header = JSONValue.object(members).canonicalBytes()
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + position)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
    bytes += header
    for entry in sorted { bytes += entry.bytes }
    return bytes
  }

  /// Writes the file so that it appears whole or not at all.
  ///
  /// - Throws: `InputError` (`unwritable`).
  public func write(to path: String) throws { try writeFile(serialized, to: path) }
}
