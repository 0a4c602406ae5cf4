import Adversarial
import Files
import Language
import Tensors

/// What the metadata of a model file says.
public struct ModelHeader: Sendable {
  /// What the generator is built from.
  public let generator: any GeneratorConfiguration
  /// How the model was trained.
  public let provenance: JSONValue
  let text: TextHeader

  /// What the model is called: the name of the experiment that trained it.
  public var name: String { provenance["name"]?.string ?? "unnamed" }

  /// Reads the metadata.
  ///
  /// - Throws: `InputError` (`invalid`) where the file is no model of this version.
  public init(_ file: SafetensorsFile, path: String) throws {
    try FileFormat.model.check(file, path: path)
    let architecture = try file.architecture(path: path)
    text = try TextHeader(architecture)
    let fields = try architecture["generator"]
    generator = try fields.generatorConfiguration()
    let width = text.textEncoder.width
    let textWidth = try fields["text_width"]
    guard try textWidth.integer(in: 1...Int.max) == width else {
      throw textWidth.fault(expected: "the text encoder's width, \(width)")
    }
    provenance = try file.provenance(path: path)
  }
}
