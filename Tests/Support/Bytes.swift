import Files
import Testing

/// The CRC-32 of ISO 3309, which PNG and gzip use.
public func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
      sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
    }
  }
}

/// The bytes of a number, the highest first.
public func bigEndian(_ word: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
}

/// Replaces `old`, which must be there, by `new` in a file of text.
public func edit(
  _ path: String, _ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let text = String(decoding: try readFile(path), as: UTF8.self)
  let edited = text.replacing(old, with: new)
  #expect(edited != text, sourceLocation: sourceLocation)
  try writeFile(Array(edited.utf8), to: path)
}
