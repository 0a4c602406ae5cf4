import Files

/// A value that differs between two records.
public struct FieldChange: Equatable, Sendable, CustomStringConvertible {
  /// Where the value stands: "training.steps".
  public let field: String
  /// The first record's value; nil where it has none.
  public let before: JSONValue?
  /// The second record's value; nil where it has none.
  public let after: JSONValue?

  /// A change from its parts.
  public init(_ field: String, _ before: JSONValue?, _ after: JSONValue?) {
    self.field = field
    self.before = before
    self.after = after
  }

  /// One line: "training.steps: 100 -> 200".
  public var description: String { "\(field): \(text(before)) -> \(text(after))" }

  /// The change as JSON.
  public var json: JSONValue {
    ["field": .string(field), "before": before ?? .null, "after": after ?? .null]
  }

  private func text(_ value: JSONValue?) -> String {
    guard let value else { return "none" }
    return value.string ?? value.canonicalText()
  }
}

/// What differs between two JSON values, leaf by leaf, in the order of the leaves' names.
public func changes(from before: JSONValue, to after: JSONValue) -> [FieldChange] {
  let (old, new) = (before.leaves, after.leaves)
  let oldValues = Dictionary(old.map { ($0.name, $0.value) }) { first, _ in first }
  let newValues = Dictionary(new.map { ($0.name, $0.value) }) { first, _ in first }
  let names = old.map(\.name) + new.map(\.name).filter { oldValues[$0] == nil }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
    oldValues[name] == newValues[name]
      ? nil : FieldChange(name, oldValues[name], newValues[name])
  }
}

extension JSONValue {
  /// The scalars inside with the names that lead to them, "scores.overall.mean" and "seeds.0", in
  /// canonical order; empty objects and arrays inside count as scalars.
  var leaves: [(name: String, value: JSONValue)] {
    var found: [(name: String, value: JSONValue)] = []
    collectLeaves(under: "", into: &found)
    return found
  }

  private func collectLeaves(
    under name: String, into found: inout [(name: String, value: JSONValue)]
  ) {
    func inner(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }
    switch self {
    case .object(let members) where !members.isEmpty:
      for member in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        member.value.collectLeaves(under: inner(member.key), into: &found)
      }
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        element.collectLeaves(under: inner("\(index)"), into: &found)
      }
    default: if !name.isEmpty { found.append((name, self)) }
    }
  }
}
