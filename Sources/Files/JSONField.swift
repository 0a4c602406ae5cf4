/// A value inside a JSON document and where it stands there, so that every fault names its place.
///
/// The first fault ends the reading. Its path is the file, or the place in it where the document
/// stands, and the path from the document on: "set.jsonl:3: $.expect.include[0]".
public struct JSONField: Sendable {
  /// What stands there; nil where there is nothing.
  public let value: JSONValue?
  /// The path that faults name.
  private let path: String

  private init(_ value: JSONValue?, path: String) {
    self.value = value
    self.path = path
  }

  /// Reads the document that takes up all of `bytes`, which stand in `file` or at a place in it.
  ///
  /// - Throws: `InputError` (`invalid`) where they are not as `JSONValue.parse` wants them.
  public init(parsing bytes: some Collection<UInt8>, in file: String) throws {
    self.init(try JSONValue.parse(bytes, path: file), path: "\(file): $")
  }

  /// What stands under `key` in this object, be it nothing.
  ///
  /// - Throws: `InputError` (`invalid`) where this is no object.
  public subscript(key: String) -> JSONField {
    get throws {
      JSONField(try members().first { $0.key == key }?.value, path: "\(path).\(key)")
    }
  }

  /// What stands under `key` in this object; nil where there is nothing, or null.
  ///
  /// - Throws: `InputError` (`invalid`) where this is no object.
  public func optional(_ key: String) throws -> JSONField? {
    let field = try self[key]
    return field.value == nil || field.value == .null ? nil : field
  }

  /// Checks that this is an object that has none but `keys`.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func checkKeys(_ keys: [String]) throws {
    let unknown = try members().map(\.key).filter { !keys.contains($0) }
    guard let first = unknown.min() else { return }
    throw fault(expected: "the keys \(keys.joined(separator: ", "))", found: "\"\(first)\"")
  }

  /// The elements of this array.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func array() throws -> [JSONField] {
    guard let elements = value?.elements else { throw fault(expected: "an array") }
    return elements.enumerated().map { JSONField($1, path: "\(path)[\($0)]") }
  }

  /// This string.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func text() throws -> String {
    guard let text = value?.string else { throw fault(expected: "a string") }
    return text
  }

  /// The case of an enumeration that this string names.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func choice<Choice: CaseIterable & RawRepresentable<String>>() throws -> Choice {
    guard let choice = value?.string.flatMap(Choice.init(rawValue:)) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(expected: "one of \(names)")
    }
    return choice
  }

  /// This whole number, which lies within `range`.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func integer(in range: ClosedRange<Int>) throws -> Int {
    guard let number = value?.int, range.contains(number) else {
      let (least, most) = (range.lowerBound, range.upperBound)
      throw fault(
        expected: most == .max
          ? "a whole number, \(least) or more" : "a whole number from \(least) to \(most)")
    }
    return number
  }

  /// This truth value.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func flag() throws -> Bool {
    guard let flag = value?.bool else { throw fault(expected: "true or false") }
    return flag
  }

  /// A fault of this value, for checks that the reader does not know.
  ///
  /// - Parameters:
  ///   - expected: What was expected, as a noun phrase.
  ///   - found: What was found instead; the value itself where nil.
  /// - Returns: The fault, to be thrown.
  public func fault(expected: String, found: String? = nil) -> InputError {
    InputError(.invalid, path: path, expected: expected, found: found ?? valueText)
  }

  /// The value as messages tell it: scalars as they are written, the rest by kind and size.
  private var valueText: String {
    switch value {
    case nil: "nothing"
    case .array(let elements): "an array of \(elements.count)"
    case .object: "an object"
    case .string(let text): "\"\(text)\""
    case let scalar?: scalar.canonicalText()
    }
  }

  private func members() throws -> [JSONValue.Member] {
    guard let members = value?.members else { throw fault(expected: "an object") }
    return members
  }
}
