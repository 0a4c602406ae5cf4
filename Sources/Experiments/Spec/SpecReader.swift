import Files

/// Reads the fields of one JSON object into a typed value.
///
/// A spec type declares each field once, in its initializer, by reading it:
///
/// ```swift
/// struct Optimizer {
///   let learningRate: Double
///   let steps: Int
///
///   init(_ fields: SpecReader) {
///     learningRate = fields.number("learningRate", default: 2e-4, in: 1e-8...1, "Adam's step")
///     steps = fields.integer("steps", in: 1...10_000_000, "updates of each network")
///   }
/// }
/// ```
///
/// From that one declaration come the checks, the resolved spec with every default written out,
/// and the field descriptions a JSON Schema is made of. A fault does not stop the reading: it is
/// noted, a stand-in value is returned, and `readSpec` throws all faults together at the end, so
/// a value with stand-ins in it is never seen outside.
public final class SpecReader {
  /// The JSON path of the object being read: "$.training".
  public let path: String
  private let members: [JSONValue.Member]
  private let isObject: Bool
  private let problems: SpecProblems
  private(set) var fields: [SpecField] = []
  private var resolvedMembers: [JSONValue.Member] = []

  init(_ value: JSONValue, path: String, problems: SpecProblems) {
    self.path = path
    self.problems = problems
    members = value.members ?? []
    isObject = value.members != nil
    if !isObject { note(path, "an object", describe(value)) }
  }

  /// The fields read so far with the values used, defaults included, in the order read.
  var resolved: JSONValue { .object(resolvedMembers) }

  /// Notes a fault that concerns several fields together, such as one that must divide another.
  ///
  /// Passed over where a field of this object is faulty by itself, since its value is a stand-in.
  public func problem(_ key: String, expected: String, found: String) {
    if problems.faulty.contains(where: { $0.hasPrefix("\(path).") }) { return }
    problems.all.append(SpecProblem(path: "\(path).\(key)", expected: expected, found: found))
  }

  /// Reads the value under `key` with `read`, which gives nil where the value does not fit.
  ///
  /// - Parameters:
  ///   - key: The field's key.
  ///   - kind: The values the field can have; its phrase appears in the fault's message.
  ///   - fallback: The value where the key is absent; nil makes the key required.
  ///   - standIn: What to return after a fault.
  ///   - about: What the field means, as a noun phrase, with its unit.
  ///   - write: The JSON of a value, for the resolved spec.
  ///   - read: The value of a JSON value, or nil.
  /// - Returns: The value, the default, or the stand-in.
  func field<Value>(
    _ key: String, _ kind: SpecField.Kind, default fallback: Value?, standIn: Value,
    _ about: String, write: (Value) -> JSONValue, read: (JSONValue) -> Value?
  ) -> Value {
    fields.append(
      SpecField(key: key, kind: kind, defaultValue: fallback.map(write), about: about))
    var value = fallback
    if let found = member(key) {
      value = read(found)
      if value == nil { note("\(path).\(key)", kind.phrase, describe(found)) }
    } else if fallback == nil, isObject {
      note("\(path).\(key)", kind.phrase, "nothing")
    }
    let result = value ?? standIn
    resolvedMembers.append(.init(key, write(result)))
    return result
  }

  /// Reads a field that may be absent and then has no value.
  func optionalField<Value>(
    _ key: String, _ kind: SpecField.Kind, _ about: String,
    write: (Value) -> JSONValue, read: (JSONValue) -> Value?
  ) -> Value? {
    fields.append(SpecField(key: key, kind: kind, isOptional: true, about: about))
    guard let found = member(key) else { return nil }
    guard let value = read(found) else {
      note("\(path).\(key)", kind.phrase, describe(found))
      return nil
    }
    resolvedMembers.append(.init(key, write(value)))
    return value
  }

  /// Reads the object under `key`, or an empty one where the key is absent, with `read`.
  public func object<Value>(_ key: String, _ about: String, _ read: (SpecReader) -> Value) -> Value
  {
    let reader = SpecReader(member(key) ?? .object([]), path: "\(path).\(key)", problems: problems)
    let value = read(reader)
    reader.finish()
    fields.append(SpecField(key: key, kind: .object(reader.fields), about: about))
    resolvedMembers.append(.init(key, reader.resolved))
    return value
  }

  /// Reads the object under `key` with `read`; nil where the key is absent.
  public func optionalObject<Value>(
    _ key: String, _ about: String, _ read: (SpecReader) -> Value
  ) -> Value? {
    let value = member(key) == nil ? nil : object(key, about, read)
    if value != nil { fields.removeLast() }
    fields.append(
      SpecField(key: key, kind: .object(declared(by: read)), isOptional: true, about: about))
    return value
  }

  /// Reads the array of objects under `key`, none where the key is absent, each with `read`.
  public func objects<Value>(_ key: String, _ about: String, _ read: (SpecReader) -> Value)
    -> [Value]
  {
    let found = member(key)
    if let found, found.elements == nil { note("\(path).\(key)", "an array", describe(found)) }
    var values: [Value] = []
    var elements: [JSONValue] = []
    for (index, element) in (found?.elements ?? []).enumerated() {
      let reader = SpecReader(element, path: "\(path).\(key)[\(index)]", problems: problems)
      values.append(read(reader))
      reader.finish()
      elements.append(reader.resolved)
    }
    fields.append(
      SpecField(key: key, kind: .objects(declared(by: read)), isOptional: true, about: about))
    resolvedMembers.append(.init(key, .array(elements)))
    return values
  }

  /// Reads the fields that `read` reads of this object, which mean something only where `applies`.
  ///
  /// Elsewhere they are declared all the same, their keys are faults, and the resolved spec has
  /// none.
  ///
  /// - Parameters:
  ///   - applies: Whether the fields mean something here.
  ///   - expected: What is expected elsewhere, for the fault's message: "nothing without …".
  ///   - read: Reads the fields.
  /// - Returns: What `read` gives; elsewhere that is what it gives of no keys.
  public func fields<Value>(
    onlyIf applies: Bool, else expected: String, _ read: () -> Value
  ) -> Value {
    guard !applies else { return read() }
    let (known, written) = (fields.count, resolvedMembers.count)
    let value = read()
    for key in fields[known...].map(\.key) {
      if let found = member(key) { note("\(path).\(key)", expected, describe(found)) }
    }
    resolvedMembers.removeSubrange(written...)
    return value
  }

  /// Reads the fields that `read` reads of this object, and notes those that have other values than
  /// their defaults where nothing uses them.
  ///
  /// - Parameters:
  ///   - isUsed: Whether the fields mean something here.
  ///   - fixed: What is done here in their place, by their keys: a value that says so is not noted.
  ///   - read: Reads the fields.
  /// - Returns: What `read` gives.
  func fields<Value>(
    usedIf isUsed: Bool, fixed: [String: JSONValue] = [:], _ read: () -> Value
  ) -> Value {
    let known = fields.count
    let value = read()
    guard !isUsed else { return value }
    for field in fields[known...] {
      let found = resolvedMembers.first { $0.key == field.key }?.value
      if member(field.key) != nil, found != field.resolvedDefault, found != fixed[field.key] {
        problems.unused.append("\(path).\(field.key)")
      }
    }
    return value
  }

  /// Notes the keys that no field was read for.
  func finish() {
    let known = fields.map(\.key)
    for member in members where !known.contains(member.key) {
      let near = nearestName(to: member.key, among: known)
      problems.all.append(
        SpecProblem(
          path: "\(path).\(member.key)",
          expected: "one of the keys \(known.joined(separator: ", "))",
          found: "an unknown key", hint: near.map { "did you mean \"\($0)\"?" }))
    }
  }

  /// The fields that `read` reads, whatever there is to read.
  private func declared<Value>(by read: (SpecReader) -> Value) -> [SpecField] {
    let reader = SpecReader(.object([]), path: path, problems: SpecProblems())
    _ = read(reader)
    return reader.fields
  }

  private func member(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

  private func note(_ path: String, _ expected: String, _ found: String) {
    problems.faulty.append(path)
    problems.all.append(SpecProblem(path: path, expected: expected, found: found))
  }
}

/// The faults noted by a reader and the readers of the objects inside.
final class SpecProblems {
  var all: [SpecProblem] = []
  /// The paths of fields whose values are stand-ins.
  var faulty: [String] = []
  /// The paths of fields that have other values than their defaults, and that nothing uses.
  var unused: [String] = []
}

extension SpecField {
  /// What the field resolves to where its key is absent.
  fileprivate var resolvedDefault: JSONValue? {
    guard case .object(let inner) = kind, !isOptional else { return defaultValue }
    return .object(inner.compactMap { field in field.resolvedDefault.map { .init(field.key, $0) } })
  }
}

/// A value for an error message: scalars as they were written, the rest by kind.
private func describe(_ value: JSONValue) -> String {
  switch value {
  case .array, .object: value.kindText
  case .string(let text) where text.unicodeScalars.count > 40: "a string of other text"
  default: value.canonicalText()
  }
}
