import Files

/// The hash of a data set of captioned pictures, entry by entry.
struct CaptionedHash {
  private var hash = SHA256()

  /// Takes in the next entry and the bytes of its picture's file, nil where it cannot be read.
  mutating func add(_ entry: CaptionedEntry, file: [UInt8]?) {
    let line: JSONValue = [
      "id": .string(entry.id), "captions": .array(entry.captions.map { .string($0) }),
      "concept": .string(entry.concept), "held_out": .bool(entry.isHeldOut),
      "picture": file.map { .string(sha256($0)) } ?? .null,
    ]
    hash.update(line.canonicalBytes() + [UInt8(ascii: "\n")])
  }

  /// The hash of all entries, in 64 hexadecimal digits; the last call.
  mutating func finish() -> String { hash.finish() }
}
