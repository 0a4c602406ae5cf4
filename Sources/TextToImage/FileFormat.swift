import Files
import Tensors

/// What the metadata of a file of ours begins with: which kind of file it is, and the version of
/// its layout.
struct FileFormat {
  /// A model that draws.
  static let model = FileFormat(name: "limn-model", version: 2, noun: "model")
  /// A judge of pictures.
  static let judge = FileFormat(name: "limn-judge", version: 1, noun: "judge")

  let name: String
  let version: Int
  private let noun: String

  /// Checks that `file` is of this format and version; a file of the other kind is called by its
  /// name.
  ///
  /// - Throws: `InputError` (`invalid`).
  func check(_ file: SafetensorsFile, path: String) throws {
    let found = file.metadata["format"]
    guard found == name else {
      let other = [Self.model, .judge].first { $0.name == found }
      throw InputError(
        .invalid, path: path, expected: "a Limn \(noun)",
        found: other.map { "a Limn \($0.noun)" } ?? found.map { "a file of format \"\($0)\"" }
          ?? "a safetensors file of something else")
    }
    let written = file.metadata["version"].flatMap { Int($0) }
    guard written == version else {
      throw InputError(
        .invalid, path: path, expected: "a \(noun) of format version \(version)",
        found: "version \(file.metadata["version"] ?? "unknown")",
        hint: written.map {
          $0 < version
            ? "an older limn wrote it; train it again with this one"
            : "a newer limn wrote it; update this one"
        })
    }
  }

  /// A file of this format that says what it holds and how it came about, before any array.
  func file(architecture: JSONValue, provenance: JSONValue) -> SafetensorsFile {
    SafetensorsFile(metadata: [
      "format": name, "version": "\(version)",
      "architecture": architecture.canonicalText(pretty: false),
      "provenance": provenance.canonicalText(pretty: false),
    ])
  }
}

extension SafetensorsFile {
  /// The architecture that the metadata tells.
  ///
  /// - Throws: `InputError` (`invalid`) where it is no JSON.
  func architecture(path: String) throws -> JSONField {
    try JSONField(parsing: (metadata["architecture"] ?? "").utf8, in: "\(path): architecture")
  }

  /// How what it holds was trained.
  ///
  /// - Throws: `InputError` (`invalid`) where it is no JSON.
  func provenance(path: String) throws -> JSONValue {
    try JSONValue.parse(
      Array((metadata["provenance"] ?? "{}").utf8), path: "\(path): provenance")
  }
}
