import Files
import Tensors

/// Where the hash of a file's content stands in its metadata.
private let contentKey = "content_sha256"

extension SafetensorsFile {
  /// Writes the hash of everything else in the file into its metadata.
  public mutating func sealContent() { metadata[contentKey] = contentHash }

  /// Checks that nothing in the file has changed since it was sealed.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func checkContent(path: String) throws {
    guard metadata[contentKey] == contentHash else {
      throw InputError(
        .invalid, path: path, expected: "the contents that were written (their SHA-256)",
        found: "other contents", hint: "the file is damaged; fetch or train it again")
    }
  }

  /// The SHA-256 of a list of the metadata and of every array's name, kind, shape and own SHA-256,
  /// in the order of their names.
  private var contentHash: String {
    var list: [UInt8] = []
    for key in metadata.keys.sorted() where key != contentKey {
      let text: JSONValue = [.string(key), .string(metadata[key] ?? "")]
      list += text.canonicalBytes() + [UInt8(ascii: "\n")]
    }
    for entry in entries.sorted(by: { $0.name < $1.name }) {
      let text: JSONValue = [
        .string(entry.name), .string(entry.dtype.rawValue),
        .array(entry.shape.map(JSONValue.integer)), .string(sha256(entry.bytes)),
      ]
      list += text.canonicalBytes() + [UInt8(ascii: "\n")]
    }
    return sha256(list)
  }
}
