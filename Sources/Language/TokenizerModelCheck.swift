import Files

/// Throws where a serialized model's normalization rules are damaged.
///
/// SentencePiece follows the rules' trie without looking at bounds, so a flipped bit there would
/// read beyond the model. Everything else in a model it checks itself.
func checkTokenizerModel(_ bytes: [UInt8], path: String) throws {
  let sound = bytes.withUnsafeBytes { buffer in
    var model = ProtobufFields(bytes: buffer[...])
    while let (field, content) = model.next() {
      guard field == Field.normalizer || field == Field.denormalizer, let content else { continue }
      var rules = ProtobufFields(bytes: content)
      while let (field, content) = rules.next() {
        guard field == Field.rules, let content, !content.isEmpty else { continue }
        guard areSound(rules: UnsafeRawBufferPointer(rebasing: content)) else { return false }
      }
      guard rules.isSound else { return false }
    }
    return model.isSound && !bytes.isEmpty
  }
  guard sound else {
    throw InputError(
      .invalid, path: path, expected: "a SentencePiece model",
      found: bytes.isEmpty ? "nothing" : "damaged bytes")
  }
}

/// Numbers of fields in SentencePiece's `ModelProto` and its `NormalizerSpec`.
private enum Field {
  static let normalizer: UInt64 = 3
  static let denormalizer: UInt64 = 5
  static let rules: UInt64 = 2
}

/// Whether every step through the rules stays inside them.
///
/// The rules are the trie's length in bytes, the trie as a Darts double array (one 32-bit unit a
/// node, little-endian), and the replacements, each ended by a zero byte.
private func areSound(rules: UnsafeRawBufferPointer) -> Bool {
  func unitAt(_ i: Int) -> UInt32 {
    UInt32(littleEndian: rules.loadUnaligned(fromByteOffset: 4 + 4 * i, as: UInt32.self))
  }
  guard rules.count >= 8, rules.last == 0 else { return false }
  let trieSize = Int(
    UInt32(littleEndian: rules.loadUnaligned(fromByteOffset: 0, as: UInt32.self)))
  guard trieSize >= 4, trieSize % 4 == 0, trieSize < rules.count - 4 else { return false }
  let count = trieSize / 4
  let replacements = rules.count - 4 - trieSize
  for i in 0..<count {
    let unit = unitAt(i)
    let isValue = unit >> 31 == 1
    if isValue { continue }
    let offset = Int(unit >> 10) << Int((unit & 0x200) >> 6)
    let child = i ^ offset
    // The next byte of the text changes the lowest eight bits of where the walk goes.
    guard child | 0xFF < count else { return false }
    let hasValue = unit & 0x100 != 0
    guard !hasValue || Int(unitAt(child) & 0x7FFF_FFFF) < replacements else { return false }
  }
  return true
}

/// The fields of a serialized protocol buffer message, in their order.
private struct ProtobufFields {
  var bytes: Slice<UnsafeRawBufferPointer>
  /// Whether all fields so far were well formed.
  private(set) var isSound = true

  init(bytes: Slice<UnsafeRawBufferPointer>) { self.bytes = bytes }

  /// The next field's number, and its bytes where it is of variable length; nil at the end.
  mutating func next() -> (UInt64, Slice<UnsafeRawBufferPointer>?)? {
    guard !bytes.isEmpty, isSound else { return nil }
    isSound = false
    guard let tag = number() else { return nil }
    var content: Slice<UnsafeRawBufferPointer>?
    switch tag & 7 {
    case 0:
      guard number() != nil else { return nil }
    case 1:
      guard take(8) != nil else { return nil }
    case 2:
      guard let size = number(), let taken = take(size) else { return nil }
      content = taken
    case 5:
      guard take(4) != nil else { return nil }
    default: return nil
    }
    isSound = true
    return (tag >> 3, content)
  }

  private mutating func number() -> UInt64? {
    var result: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      result |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return result }
    }
    return nil
  }

  private mutating func take(_ size: UInt64) -> Slice<UnsafeRawBufferPointer>? {
    guard size <= UInt64(bytes.count) else { return nil }
    let taken = bytes.prefix(Int(size))
    bytes = bytes.dropFirst(Int(size))
    return taken
  }
}
