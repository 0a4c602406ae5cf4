import Files

extension RunRecord {
  /// The run that a run came from.
  public struct Parent: Equatable, Sendable {
    /// Its folder's name.
    public var id: String
    /// What this run does with it.
    public var relation: Relation
    /// Where its record stands, as it was named when this run began; nil where the folder's name
    /// tells.
    public var record: String?
    /// The SHA-256 of that record then; nil where it was not noted.
    public var recordHash: String?

    /// The ways a run comes from another.
    public enum Relation: String, CaseIterable, Sendable {
      /// The same again, to compare.
      case rerun
      /// The same spec with changes.
      case derived
      /// One of the runs of a sweep.
      case sweep

      /// The relation in words that the parent's name follows.
      public var phrase: String {
        switch self {
        case .rerun: "rerun of"
        case .derived: "derived from"
        case .sweep: "part of"
        }
      }
    }

    /// A parent from its parts.
    public init(
      id: String, relation: Relation, record: String? = nil, recordHash: String? = nil
    ) {
      self.id = id
      self.relation = relation
      self.record = record
      self.recordHash = recordHash
    }
  }
}

/// A file and its content's hash.
public struct FileRecord: Equatable, Sendable {
  /// What the file is to the run: "spec", "model", "prompts".
  public var role: String
  /// The file.
  public var path: String
  /// Its size in bytes.
  public var bytes: Int
  /// The SHA-256 of its content.
  public var sha256: String

  /// Whether it is a spec or a part of one: what it says stands resolved in the record.
  var isSpec: Bool { ["spec", "base", "sweep"].contains(role) }

  /// Describes a file from its content.
  ///
  /// - Throws: `InputError` where the file cannot be read.
  public init(role: String, reading path: String, recordedAs recordedPath: String? = nil) throws {
    self.init(role: role, path: recordedPath ?? path, content: try readFile(path))
  }

  /// Describes a file that was read.
  init(role: String, path: String, content: [UInt8]) {
    self.init(role: role, path: path, bytes: content.count, sha256: Files.sha256(content))
  }

  /// Describes a file from its parts.
  init(role: String, path: String, bytes: Int, sha256: String) {
    self.role = role
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
  }

  /// Checks that the file still has the recorded content.
  ///
  /// - Throws: `InputError` (`changed` where it has not, `missing` where it is gone).
  public func verify() throws {
    let found = Files.sha256(try readFile(path))
    guard found == sha256 else {
      throw InputError(
        .changed, path: path, expected: "the recorded \(role), SHA-256 \(sha256)", found: found)
    }
  }
}

/// One result of a run.
public struct MetricRecord: Equatable, Sendable {
  /// What was measured.
  public var name: String
  /// The value.
  public var value: Double
  /// Everything that two values must share to be comparable.
  public var signature: String

  /// A result from its parts.
  public init(name: String, value: Double, signature: String) {
    self.name = name
    self.value = value
    self.signature = signature
  }
}

extension RunRecord {
  /// The mean of all scores of what the run trained or evaluated, where it has one.
  var overall: MetricRecord? { metrics.first { MetricRecord.isOverall($0.name) } }
}

extension MetricRecord {
  /// Whether a score of this name is the mean over all of a model's prompts: "overall", of outlines
  /// "outlines_overall".
  static func isOverall(_ name: String) -> Bool { name == "overall" || name.hasSuffix("_overall") }

  /// What the value was measured by: the signature without its version and what the value is over.
  var measure: String { String(signature.prefix { $0 != "/" && $0 != "," }) }
}

/// A library underneath and its version.
public struct LibraryRecord: Equatable, Sendable {
  /// The library.
  public var name: String
  /// Its version.
  public var version: String

  /// A library from its parts.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
