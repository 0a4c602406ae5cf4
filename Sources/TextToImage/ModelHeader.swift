import Files
import Language
import Tensors

/// The format's name and number, first in every model file.
let formatName = "limn-model"
let formatVersion = 2

/// What the metadata of a model file says.
public struct ModelHeader {
  /// What the text encoder is built from.
  public let textEncoder: TextEncoder.Configuration
  /// What the generator is built from.
  public let generator: GeneratorConfiguration
  /// The words of the training captions.
  public let words: [String]
  /// How the model was trained.
  public let provenance: JSONValue

  /// What the model is called: the name of the experiment that trained it.
  public var name: String { provenance["name"]?.string ?? "unnamed" }

  /// Reads the metadata.
  ///
  /// - Throws: `InputError` (`invalid`) where the file is no model of this version.
  public init(_ file: SafetensorsFile, path: String) throws {
    guard file.metadata["format"] == formatName else {
      throw InputError(
        .invalid, path: path, expected: "a Limn model",
        found: file.metadata["format"].map { "a file of format \"\($0)\"" }
          ?? "a safetensors file of something else")
    }
    let version = file.metadata["version"].flatMap { Int($0) }
    guard version == formatVersion else {
      throw InputError(
        .invalid, path: path, expected: "a model of format version \(formatVersion)",
        found: "version \(file.metadata["version"] ?? "unknown")",
        hint: version.map {
          $0 < formatVersion
            ? "an older limn wrote it; train it again with this one"
            : "a newer limn wrote it; update this one"
        })
    }
    let place = "\(path): architecture"
    let json = try JSONValue.parse(Array((file.metadata["architecture"] ?? "").utf8), path: place)
    let fields = HeaderFields(value: json, path: "\(place): $")
    let text = try fields.object("text_encoder")
    textEncoder = TextEncoder.Configuration(
      vocabularySize: try text.integer("vocabulary_size", in: 1...1_000_000),
      length: try text.integer("length", in: 1...4096),
      width: try text.integer("width", in: 1...4096),
      layers: try text.integer("layers", in: 0...64), heads: try text.integer("heads", in: 1...64),
      hasPositions: try text.flag("has_positions"))
    guard textEncoder.width % textEncoder.heads == 0 else {
      throw text.fault(
        "heads", expected: "a divisor of the width \(textEncoder.width)",
        found: "\(textEncoder.heads)")
    }
    generator = try GeneratorConfiguration(try fields.object("generator"))
    words = try fields.texts("words")
    provenance = try JSONValue.parse(
      Array((file.metadata["provenance"] ?? "{}").utf8), path: "\(path): provenance")
  }
}
