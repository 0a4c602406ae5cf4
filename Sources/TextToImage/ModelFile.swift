import Adversarial
import Files
import Layers
import Tensors

extension Model {
  /// The model as one safetensors file: `text_encoder.*`, `generator.*`, `tokenizer.model`, and
  /// the architecture and `provenance` as JSON in the metadata.
  public func serialized(provenance: JSONValue) -> [UInt8] {
    let text = TextPart(tokenizer: tokenizer, textEncoder: textEncoder)
    var file = FileFormat.model.file(
      architecture: .object(
        [.init("generator", generator.configuration.json)] + text.architecture),
      provenance: provenance)
    text.write(to: &file)
    generator.parameters.write(to: &file, prefix: "generator")
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

  /// Reads the bytes of a model file, with `path` for messages.
  ///
  /// - Throws: `InputError` (`invalid`), as `load` does.
  public convenience init(bytes: [UInt8], path: String) throws {
    let file = try SafetensorsFile(bytes: bytes, path: path)
    let header = try ModelHeader(file, path: path)
    try file.checkContent(path: path)
    try self.init(file, header, path: path)
  }

  /// Builds the networks and fills them; the content's hash is not checked here.
  convenience init(_ file: SafetensorsFile, _ header: ModelHeader, path: String) throws {
    let text = try TextPart(file, header.text, path: path)
    let generator = header.generator.makeGenerator(precision: .float32, seed: nil)
    try generator.parameters.read(from: file, prefix: "generator", path: path)
    self.init(tokenizer: text.tokenizer, textEncoder: text.textEncoder, generator: generator)
  }
}
