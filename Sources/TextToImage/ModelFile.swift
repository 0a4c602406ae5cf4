import Adversarial
import Files
import Language
import Layers
import Tensors

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
        "has_positions": .bool(c.hasPositions),
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
    file.sealContent()
    return file.serialized
  }

  /// Reads a model file.
  ///
  /// - Throws: `InputError` with the path: `missing`, or `invalid` where the file is no model, is
  ///   damaged, or does not hold what its architecture needs.
  public static func load(_ path: String) throws -> Model {
    try Model(bytes: try readFile(path), path: path)
  }

  /// Reads the bytes of a model file, with `path` for messages; see `load`.
  public convenience init(bytes: [UInt8], path: String) throws {
    let file = try SafetensorsFile(bytes: bytes, path: path)
    let header = try ModelHeader(file, path: path)
    try file.checkContent(path: path)
    try self.init(file, header, path: path)
  }

  /// Builds the networks and fills them; the content's hash is not checked here.
  convenience init(_ file: SafetensorsFile, _ header: ModelHeader, path: String) throws {
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
