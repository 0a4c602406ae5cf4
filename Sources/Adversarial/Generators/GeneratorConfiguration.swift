import Files
import Tensors

/// What a generator is built from, and how model files tell it.
public protocol GeneratorConfiguration: Equatable, Sendable {
  /// The side of its pictures in pixels.
  var side: Int { get }
  /// The width of the text's features.
  var textWidth: Int { get }
  /// The configuration as it stands in a model file, with its kind.
  var json: JSONValue { get }

  /// Reads a configuration that `json` wrote.
  ///
  /// - Throws: `InputError` (`invalid`).
  init(_ fields: JSONField) throws

  /// A generator of this configuration, with random first values where there is a seed.
  func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator
}

extension GeneratorConfiguration {
  /// The configuration of a generator of `kind` with further `sizes`.
  func json(_ kind: GeneratorKind, _ sizes: KeyValuePairs<String, JSONValue>) -> JSONValue {
    let common: [JSONValue.Member] = [
      .init("kind", .string(kind.rawValue)), .init("side", .integer(side)),
      .init("text_width", .integer(textWidth)),
    ]
    return .object(common + sizes.map { .init($0.key, $0.value) })
  }
}

extension JSONField {
  /// The side of pictures: a power of two.
  func side() throws -> Int {
    let side = try integer(in: 16...512)
    guard side & (side - 1) == 0 else { throw fault(expected: "a power of two") }
    return side
  }

  /// A width, or another size of a layer.
  func width() throws -> Int { try integer(in: 1...4096) }

  /// The channels of the finest level; the coarsest have eight times as many.
  func finestChannels() throws -> Int { try integer(in: 1...512) }
}
