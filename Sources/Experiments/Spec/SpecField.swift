import Files

/// What a spec's type declares of one field.
public struct SpecField: Equatable, Sendable {
  /// The values a field can have.
  public indirect enum Kind: Equatable, Sendable {
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// A number within bounds.
    case number(ClosedRange<Double>)
    /// A string of at least one character and no control characters.
    case text
    /// `true` or `false`.
    case flag
    /// One of several strings.
    case choice([String])
    /// Any JSON value.
    case any
    /// An object with the given fields.
    case object([SpecField])
    /// An array of objects.
    case objects
    /// An array of strings.
    case texts
    /// An array of whole numbers within bounds.
    case integers(ClosedRange<Int>)
  }

  /// The field's key.
  public let key: String
  /// The values it can have.
  public let kind: Kind
  /// The value where the key is absent; nil for a required key, an optional one, and an object.
  public let defaultValue: JSONValue?
  /// Whether the key may be absent without a default.
  public let isOptional: Bool
  /// What the field means.
  public let about: String

  init(
    key: String, kind: Kind, defaultValue: JSONValue? = nil, isOptional: Bool = false,
    about: String
  ) {
    self.key = key
    self.kind = kind
    self.defaultValue = defaultValue
    self.isOptional = isOptional
    self.about = about
  }
}

extension SpecField.Kind {
  /// What a value of this kind is, as a noun phrase.
  var phrase: String {
    switch self {
    case .integer(let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      "a number from \(spelled(range.lowerBound)) to \(spelled(range.upperBound))"
    case .text: "text without control characters"
    case .flag: "true or false"
    case .choice(let names): "one of " + names.map { "\"\($0)\"" }.joined(separator: ", ")
    case .any: "a value"
    case .object: "an object"
    case .objects: "an array of objects"
    case .texts: "an array of strings"
    case .integers(let range):
      "an array of whole numbers from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}

private func spelled(_ bound: Double) -> String { JSONValue.number(bound).canonicalText() }
