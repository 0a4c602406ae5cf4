import Files

/// A change of one value of a spec, written "training.steps=100" on the command line.
public struct SpecOverride: Equatable, Sendable {
  /// The keys from the top of the spec down to the value.
  public let keys: [String]
  /// The new value.
  public internal(set) var value: JSONValue
  private let text: String

  /// Reads "path=value": keys joined by dots (a leading "$." is allowed), then a JSON value.
  ///
  /// A value that is not JSON is taken as a string, so that names need no quotes.
  ///
  /// - Throws: `InputError` (`invalid`) where there is no "=" or a key is empty.
  public init(_ text: String) throws {
    guard let equals = text.firstIndex(of: "=") else { throw Self.malformed(text) }
    var path = text[..<equals]
    if path.hasPrefix("$.") { path = path.dropFirst(2) }
    keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if keys.contains("") { throw Self.malformed(text) }
    let written = String(text[text.index(after: equals)...])
    value = (try? JSONValue.parse(Array(written.utf8), path: text)) ?? .string(written)
    self.text = text
  }

  /// The fault of passing through something that is not an object.
  fileprivate func blocked(at key: String, by value: JSONValue) -> InputError {
    InputError(
      .invalid, path: "--set \(text)", expected: "an object at \"\(key)\"", found: value.kindText)
  }

  /// A change of the value at `path`, keys joined by dots; nil where a key is empty.
  init?(_ path: String, to value: JSONValue) {
    let keys = (path.hasPrefix("$.") ? path.dropFirst(2) : path[...])
      .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if keys.contains("") { return nil }
    self.keys = keys
    self.value = value
    text = "\(path)=\(value.canonicalText())"
  }

  private static func malformed(_ text: String) -> InputError {
    InputError(
      .invalid, path: "--set \(text)", expected: "path=value such as training.steps=100",
      found: "\"\(text)\"")
  }
}

extension JSONValue {
  /// Puts the override's value in place; objects missing on the way there are made.
  ///
  /// - Throws: `InputError` (`invalid`) where the path leads through a value that is no object.
  public mutating func apply(_ override: SpecOverride) throws(InputError) {
    self = try changed(override, depth: 0)
  }

  private func changed(_ override: SpecOverride, depth: Int) throws(InputError) -> JSONValue {
    guard depth < override.keys.count else { return override.value }
    guard var members else {
      let key = depth == 0 ? "$" : override.keys[depth - 1]
      throw override.blocked(at: key, by: self)
    }
    let key = override.keys[depth]
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = try members[index].value.changed(override, depth: depth + 1)
    } else {
      members.append(Member(key, try JSONValue.object([]).changed(override, depth: depth + 1)))
    }
    return .object(members)
  }
}
