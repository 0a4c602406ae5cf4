import Files

/// The data set of captioned pictures that a run has learned from.
public struct DatasetRecord: Equatable, Sendable {
  /// What it is called.
  public var name: String
  /// How many pictures it has.
  public var pictures: Int
  /// The SHA-256 of its pictures, captions and split.
  public var sha256: String

  /// A record from its parts.
  public init(name: String, pictures: Int, sha256: String) {
    self.name = name
    self.pictures = pictures
    self.sha256 = sha256
  }

  /// Checks that `data` is what was recorded.
  ///
  /// - Throws: `InputError` (`changed`).
  func verify(_ data: TrainingData) throws {
    let found = data.record
    guard found != self else { return }
    throw InputError(
      .changed, path: "data set \(name)", expected: "the recorded data, \(self)",
      found: found.map { "\($0)" } ?? "the Shapes world")
  }
}

extension DatasetRecord: CustomStringConvertible {
  /// "70000 pictures of SHA-256 0123…".
  public var description: String { "\(pictures) pictures of SHA-256 \(sha256)" }
}

extension DatasetRecord: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    name = fields.text("name", "what the data set is called")
    pictures = fields.integer("pictures", in: 0...Int.max, "how many pictures it has")
    sha256 = fields.text("sha256", "the hash of its pictures, captions and split")
  }

  /// The record as JSON.
  var json: JSONValue {
    ["name": .string(name), "pictures": .integer(pictures), "sha256": .string(sha256)]
  }
}
