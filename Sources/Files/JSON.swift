/// A JSON value (RFC 8259) whose objects keep the order of their members.
///
/// Two values are equal where their members stand in the same order; to compare regardless of
/// order, compare `canonicalText()`.
public indirect enum JSONValue: Equatable, Sendable {
  /// The literal `null`.
  case null
  /// The literals `true` and `false`.
  case bool(Bool)
  /// A whole number, exact over the range of `Int`.
  case integer(Int)
  /// Any other number. The parser reads "2.0" and "2e0" as `.integer(2)`.
  case number(Double)
  /// A string, without its escapes.
  case string(String)
  /// The elements in order.
  case array([JSONValue])
  /// The members in the order of the text; no two keys are equal.
  case object([Member])

  /// A key of an object and its value.
  public struct Member: Equatable, Sendable {
    /// The key, without its escapes.
    public var key: String
    /// What stands under the key.
    public var value: JSONValue

    /// Puts `value` under `key`.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Reads one JSON value that takes up all of `bytes`.
  ///
  /// Strict: UTF-8 only, no byte order mark, no duplicate keys, no lone surrogates, nothing after
  /// the value, at most 128 levels of nesting, whole numbers within the range of `Int`, others
  /// within that of `Double`.
  ///
  /// - Throws: `InputError` (`invalid`) whose path is `path` followed by line and column, on
  ///   the first line by the byte's offset.
  public static func parse(_ bytes: some Collection<UInt8>, path: String) throws -> JSONValue {
    let whole: Result<JSONValue, any Error>? = bytes.withContiguousStorageIfAvailable { buffer in
      Result { try parse(buffer: buffer, path: path) }
    }
    if let whole { return try whole.get() }
    return try Array(bytes).withUnsafeBufferPointer { try parse(buffer: $0, path: path) }
  }

  /// Reads the file at `path`, which holds one JSON value.
  ///
  /// - Throws: `InputError` where it is missing, too large, or not as `parse` wants it.
  public init(file path: String) throws {
    self = try Self.parse(readFile(path), path: path)
  }

  private static func parse(
    buffer: UnsafeBufferPointer<UInt8>, path: String
  ) throws -> JSONValue {
    var parser = JSONParser(bytes: buffer, path: path)
    return try parser.document()
  }
}

extension JSONValue {
  /// The value under `key`, where this is an object that has one.
  public subscript(key: String) -> JSONValue? { members?.first { $0.key == key }?.value }

  /// The members, where this is an object.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements, where this is an array.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text, where this is a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth value, where this is `true` or `false`.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The whole number, where this is one.
  public var int: Int? { if case .integer(let value) = self { value } else { nil } }

  /// The nearest `Double`, where this is a number of either kind.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// What kind of value this is, as a noun phrase for error messages.
  public var kindText: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }

  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }

  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object with the members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
