import CPNG
import Files

/// A key and a value in the bytes of a PNG text chunk.
struct TextChunk {
  /// Latin-1, ending in NUL.
  let key: [CChar]
  /// UTF-8 or Latin-1, ending in NUL.
  let value: [CChar]
  /// Whether the value must be UTF-8 (`iTXt`) because Latin-1 (`tEXt`) cannot hold it.
  let isUTF8: Bool

  /// Encodes a key and a value.
  ///
  /// - Throws: `InputError` where the key is not a PNG keyword or the value holds NUL.
  init(key: String, value: String) throws {
    guard let keyBytes = latin1Bytes(key, lineFeeds: false), 1...79 ~= keyBytes.count,
      !key.hasPrefix(" "), !key.hasSuffix(" "), !hasDoubleSpace(keyBytes)
    else {
      throw InputError(
        .invalid, path: "PNG text",
        expected: "a key of 1 to 79 printable Latin-1 characters without outer or double spaces",
        found: "\"\(key)\"")
    }
    guard !value.utf8.contains(0) else {
      throw InputError(
        .invalid, path: "PNG text \"\(key)\"", expected: "a value without NUL", found: "one")
    }
    self.key = keyBytes + [0]
    let plain = latin1Bytes(value, lineFeeds: true)
    self.value = (plain ?? value.utf8.map { CChar(bitPattern: $0) }) + [0]
    isUTF8 = plain == nil
  }
}

/// Calls `body` with the chunks as the shim wants them; the pointers are valid within the call.
func withCTexts<Result>(
  _ chunks: ArraySlice<TextChunk>, _ done: [CPNGText] = [],
  _ body: ([CPNGText]) throws -> Result
) rethrows -> Result {
  guard let chunk = chunks.first else { return try body(done) }
  return try chunk.key.withUnsafeBufferPointer { key in
    try chunk.value.withUnsafeBufferPointer { value in
      var texts = done
      if let key = key.baseAddress, let value = value.baseAddress {
        texts.append(CPNGText(key: key, value: value, is_utf8: chunk.isUTF8 ? 1 : 0))
      }
      return try withCTexts(chunks.dropFirst(), texts, body)
    }
  }
}

/// The Latin-1 bytes of `text`, or nil where a character is not printable Latin-1 (nor an allowed
/// line feed).
private func latin1Bytes(_ text: String, lineFeeds: Bool) -> [CChar]? {
  var bytes: [CChar] = []
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xFF: break
    case 0x0A where lineFeeds: break
    default: return nil
    }
    bytes.append(CChar(truncatingIfNeeded: scalar.value))
  }
  return bytes
}

private func hasDoubleSpace(_ bytes: [CChar]) -> Bool {
  zip(bytes, bytes.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
}
