import Files

/// A type that is read from a JSON object, field by field.
public protocol SpecReadable {
  /// Reads the fields; faults are noted in `fields`, not thrown.
  init(_ fields: SpecReader)
}

/// A spec and what it says in full.
public struct ResolvedSpec<Spec: SpecReadable> {
  /// The typed spec.
  public let spec: Spec
  /// The same as JSON, every default written out, in the order of declaration.
  public let json: JSONValue
  /// The paths of what it sets to other values than the defaults, and nothing uses, as
  /// "$.training.beta1".
  let unused: [String]

  /// The SHA-256 of the canonical JSON: equal for specs that say the same, however written.
  public var hash: String { sha256(json.canonicalBytes()) }
}

extension ResolvedSpec: Sendable where Spec: Sendable {}

/// Reads a spec from JSON that came from `path`.
///
/// A text under `$schema`, by which editors find the JSON Schema, is passed over.
///
/// - Throws: `SpecError` with every fault.
public func readSpec<Spec: SpecReadable>(
  _ type: Spec.Type = Spec.self, from json: JSONValue, path: String
) throws -> ResolvedSpec<Spec> {
  let problems = SpecProblems()
  let reader = SpecReader(json.withoutSchemaReference, path: "$", problems: problems)
  let spec = Spec(reader)
  reader.finish()
  guard problems.all.isEmpty else { throw SpecError(path: path, problems: problems.all) }
  return ResolvedSpec(spec: spec, json: reader.resolved, unused: problems.unused)
}

/// The key by which a JSON file says where its JSON Schema is.
let schemaReferenceKey = "$schema"

extension JSONValue {
  fileprivate var withoutSchemaReference: JSONValue {
    guard let members else { return self }
    return .object(members.filter { $0.key != schemaReferenceKey || $0.value.string == nil })
  }
}

/// The fields that `type` declares, for documentation and for a JSON Schema.
public func declaredFields<Spec: SpecReadable>(of type: Spec.Type) -> [SpecField] {
  let reader = SpecReader(.object([]), path: "$", problems: SpecProblems())
  _ = Spec(reader)
  return reader.fields
}
