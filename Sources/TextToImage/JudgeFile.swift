import Files
import Language
import Layers
import Tensors

extension Judge {
  /// The judge as one safetensors file: `text_encoder.*`, `image_encoder.*`, `tokenizer.model`, and
  /// the architecture and `provenance` as JSON in the metadata.
  public func serialized(provenance: JSONValue) -> [UInt8] {
    let text = TextPart(tokenizer: tokenizer, textEncoder: textEncoder)
    var file = FileFormat.judge.file(
      architecture: .object(
        [.init("image_encoder", ["side": .integer(side)])] + text.architecture),
      provenance: provenance)
    text.write(to: &file)
    imageEncoder.parameters.write(to: &file, prefix: "image_encoder")
    file.sealContent()
    return file.serialized
  }
}

/// A judge as it came from a file.
public final class StoredJudge {
  /// The judge.
  public let judge: Judge
  /// How it was trained.
  public let provenance: JSONValue
  /// The SHA-256 of the file.
  public let hash: String
  /// The size of the file in bytes.
  public let byteCount: Int

  /// What the judge is called: the name of the experiment that trained it.
  public var name: String { provenance["name"]?.string ?? "unnamed" }

  /// Reads the file at `path`.
  ///
  /// - Throws: `InputError` with the path: `missing`, or `invalid` where the file is no judge, is
  ///   damaged, or does not hold what its architecture needs.
  public convenience init(_ path: String) throws {
    try self.init(bytes: try readFile(path), path: path)
  }

  /// Reads the bytes of a judge's file, with `path` for messages.
  ///
  /// - Throws: `InputError` (`invalid`), as `init(_:)` does.
  public init(bytes: [UInt8], path: String) throws {
    byteCount = bytes.count
    let file = try SafetensorsFile(bytes: bytes, path: path)
    try FileFormat.judge.check(file, path: path)
    try file.checkContent(path: path)
    let architecture = try file.architecture(path: path)
    let header = try TextHeader(architecture)
    let sideField = try architecture["image_encoder"]["side"]
    let side = try sideField.integer(in: 16...1024)
    guard side % 16 == 0 else { throw sideField.fault(expected: "a multiple of 16") }
    let text = try TextPart(file, header, path: path)
    let imageEncoder = ImageEncoder(side: side, width: header.textEncoder.width)
    try imageEncoder.parameters.read(from: file, prefix: "image_encoder", path: path)
    judge = Judge(
      tokenizer: text.tokenizer, textEncoder: text.textEncoder, imageEncoder: imageEncoder)
    provenance = try file.provenance(path: path)
    hash = sha256(bytes)
  }
}
