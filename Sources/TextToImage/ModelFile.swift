import Adversarial
import Files
import Language
import Layers
import Tensors

/// The format's name and number, first in every model file.
private let formatName = "limn-model"
private let formatVersion = 1

extension Model {
  /// The model as one safetensors file: `text_encoder.*`, `generator.*`, `tokenizer.model`, and
  /// the architecture and `provenance` as JSON in the metadata.
  public func serialized(provenance: JSONValue) -> [UInt8] {
    let c = textEncoder.configuration
    let architecture: JSONValue = [
      "generator": generatorConfiguration.json,
      "text_encoder": [
        "vocabulary_size": .integer(c.vocabularySize), "length": .integer(c.length),
        "width": .integer(c.width), "layers": .integer(c.layers), "heads": .integer(c.heads),
      ],
      "words": .array(tokenizer.words.map(JSONValue.string)),
    ]
    var file = SafetensorsFile(metadata: [
      "format": formatName, "version": "\(formatVersion)",
      "architecture": architecture.canonicalText(pretty: false),
      "provenance": provenance.canonicalText(pretty: false),
    ])
    textEncoder.parameters.write(to: &file, prefix: "text_encoder")
    generator.parameters.write(to: &file, prefix: "generator")
    file.append(
      "tokenizer.model", dtype: .u8, shape: [tokenizer.modelBytes.count],
      bytes: tokenizer.modelBytes)
    let content = file.entries.sorted { $0.name < $1.name }
    file.metadata["content_sha256"] = contentHash(content, file.metadata)
    return file.serialized
  }

  /// Reads a model file.
  ///
  /// - Throws: `InputError` with the path: `missing`, or `invalid` where the file is no model, is
  ///   damaged, or does not hold what its architecture needs.
  public static func load(_ path: String) throws -> Model {
    try Model(bytes: try readFile(path), path: path)
  }

  /// Reads the bytes of a model file; `path` is for messages. See `load`.
  public convenience init(bytes: [UInt8], path: String) throws {
    let file = try SafetensorsFile(bytes: bytes, path: path)
    let header = try ModelHeader(file, path: path)
    let tokenizerEntry = file["tokenizer.model"]
    guard let tokenizerEntry, tokenizerEntry.dtype == .u8 else {
      throw InputError(
        .invalid, path: "\(path): tokenizer.model", expected: "the tokenizer's bytes (U8)",
        found: tokenizerEntry.map { $0.dtype.rawValue } ?? "nothing")
    }
    let tokenizer = try Tokenizer(
      modelBytes: Array(tokenizerEntry.bytes), words: header.words, path: path)
    guard tokenizer.vocabularySize == header.textEncoder.vocabularySize else {
      throw InputError(
        .invalid, path: "\(path): tokenizer.model",
        expected: "\(header.textEncoder.vocabularySize) pieces",
        found: "\(tokenizer.vocabularySize)")
    }
    let textEncoder = TextEncoder(header.textEncoder)
    try textEncoder.parameters.read(from: file, prefix: "text_encoder", path: path)
    let generator = header.generator.makeGenerator(precision: .float32, seed: nil)
    try generator.parameters.read(from: file, prefix: "generator", path: path)
    self.init(
      tokenizer: tokenizer, textEncoder: textEncoder, generatorConfiguration: header.generator,
      generator: generator)
  }
}

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

  /// Reads the metadata, and checks that nothing in the file has changed since it was written.
  ///
  /// - Throws: `InputError` (`invalid`).
  public init(_ file: SafetensorsFile, path: String) throws {
    guard file.metadata["format"] == formatName else {
      throw InputError(
        .invalid, path: path, expected: "a Limn model",
        found: file.metadata["format"].map { "a file of format \"\($0)\"" }
          ?? "a safetensors file of something else")
    }
    guard let version = file.metadata["version"].flatMap({ Int($0) }), version <= formatVersion
    else {
      throw InputError(
        .invalid, path: path, expected: "a model of format version \(formatVersion) or older",
        found: "version \(file.metadata["version"] ?? "unknown")",
        hint: "a newer limn wrote it; update this one")
    }
    var metadata = file.metadata
    let recorded = metadata.removeValue(forKey: "content_sha256")
    let entries = file.entries.sorted { $0.name < $1.name }
    guard recorded == contentHash(entries, metadata) else {
      throw InputError(
        .invalid, path: path, expected: "the contents that were written (their SHA-256)",
        found: "other contents", hint: "the file is damaged; fetch or train it again")
    }
    let place = "\(path): architecture"
    let json = try JSONValue.parse(Array((metadata["architecture"] ?? "").utf8), path: place)
    let fields = HeaderFields(value: json, path: "\(place): $")
    let text = try fields.object("text_encoder")
    textEncoder = TextEncoder.Configuration(
      vocabularySize: try text.integer("vocabulary_size", in: 1...1_000_000),
      length: try text.integer("length", in: 1...4096),
      width: try text.integer("width", in: 1...4096),
      layers: try text.integer("layers", in: 0...64), heads: try text.integer("heads", in: 1...64))
    guard textEncoder.width % textEncoder.heads == 0 else {
      throw text.fault(
        "heads", expected: "a divisor of the width \(textEncoder.width)",
        found: "\(textEncoder.heads)")
    }
    generator = try GeneratorConfiguration(try fields.object("generator"))
    words = try fields.texts("words")
    provenance = try JSONValue.parse(
      Array((metadata["provenance"] ?? "{}").utf8), path: "\(path): provenance")
  }
}

/// The SHA-256 over metadata and tensors, in order of their names.
private func contentHash(
  _ entries: [SafetensorsFile.Entry], _ metadata: [String: String]
) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(entries.reduce(4096) { $0 + $1.bytes.count + $1.name.utf8.count + 64 })
  for key in metadata.keys.sorted() {
    bytes += Array("\(key)=\(metadata[key] ?? "")\n".utf8)
  }
  for entry in entries {
    bytes += Array("\(entry.name) \(entry.dtype.rawValue) \(entry.shape)\n".utf8)
    bytes += entry.bytes
  }
  return sha256(bytes)
}
