import Files

/// The JSON Schema of `experiment.json`, draft 2020-12, made from the fields that the spec types
/// declare: one schema for each kind.
///
/// It knows keys, types, bounds and defaults; rules across fields only `limn run` checks.
public func experimentSchema() -> JSONValue {
  let kinds = experimentKinds
  return [
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A Limn experiment",
    "oneOf": .array(kinds.map { ["$ref": .string("#/$defs/\($0.kind.rawValue)")] }),
    "$defs": .object(
      kinds.map { .init($0.kind.rawValue, objectSchema($0.fields, besides: [schemaReference])) }),
  ]
}

/// The kinds of experiment with the fields of their specs.
var experimentKinds: [(kind: ExperimentKind, fields: [SpecField])] {
  [
    (.train, declaredFields(of: TrainingSpec.self)),
    (.evaluate, declaredFields(of: EvaluateSpec.self)),
    (.compare, declaredFields(of: CompareSpec.self)),
    (.sweep, declaredFields(of: SweepSpec.self)),
    (.judge, declaredFields(of: JudgeSpec.self)),
  ]
}

private let schemaReference = JSONValue.Member(
  schemaReferenceKey,
  ["type": "string", "description": "where editors find this schema; no part of the experiment"])

/// The schema of an object with `fields`, the properties `besides`, and no others.
private func objectSchema(
  _ fields: [SpecField], besides: [JSONValue.Member] = []
) -> JSONValue {
  var members: [JSONValue.Member] = [
    .init("type", "object"),
    .init("properties", .object(besides + fields.map { .init($0.key, $0.schema) })),
    .init("additionalProperties", false),
  ]
  let required = fields.filter(\.isRequired).map { JSONValue.string($0.key) }
  if !required.isEmpty { members.append(.init("required", .array(required))) }
  return .object(members)
}

extension SpecField {
  /// The schema of the field's values, with its meaning and its default.
  var schema: JSONValue {
    var members = kind.schema.members ?? []
    members.append(.init("description", .string(about)))
    if let defaultValue { members.append(.init("default", defaultValue)) }
    return .object(members)
  }
}

extension SpecField.Kind {
  /// The schema of values of this kind.
  fileprivate var schema: JSONValue {
    switch self {
    case .integer(let range): Self.integerSchema(range)
    case .number(let range):
      [
        "type": "number", "minimum": .exactly(range.lowerBound),
        "maximum": .exactly(range.upperBound),
      ]
    case .text: Self.textSchema
    case .flag: ["type": "boolean"]
    case .choice(let names):
      names.count == 1 ? ["const": .string(names[0])] : ["enum": .array(names.map { .string($0) })]
    case .any: [:]
    case .object(let fields): objectSchema(fields)
    case .objects(let fields): ["type": "array", "items": objectSchema(fields)]
    case .texts: ["type": "array", "items": ["type": "string"]]
    case .choices(let names):
      [
        "type": "array", "items": ["enum": .array(names.map { .string($0) })],
        "uniqueItems": true,
      ]
    case .integers(let range): ["type": "array", "items": Self.integerSchema(range)]
    case .values: ["type": "array", "minItems": 1]
    case .settings: ["type": "object"]
    case .textOrObject: ["anyOf": [Self.textSchema, ["type": "object"]]]
    case .seeds:
      [
        "anyOf": [
          ["type": "string", "pattern": "^[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*$"],
          Self.integerSchema(0...Int.max),
        ]
      ]
    }
  }

  private static let textSchema: JSONValue = [
    "type": "string", "minLength": 1, "pattern": #"^[^\u0000-\u001f\u007f-\u009f]*$"#,
  ]

  /// Whole numbers; where there is no bound but that of the program's own, none is told.
  private static func integerSchema(_ range: ClosedRange<Int>) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", "integer"), .init("minimum", .integer(range.lowerBound)),
    ]
    if range.upperBound < .max { members.append(.init("maximum", .integer(range.upperBound))) }
    return .object(members)
  }
}
