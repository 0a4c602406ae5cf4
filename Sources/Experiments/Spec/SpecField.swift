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
    /// An array of objects, each with the given fields.
    case objects([SpecField])
    /// An array of strings.
    case texts
    /// An array of several strings, each once at most.
    case choices([String])
    /// An array of whole numbers within bounds.
    case integers(ClosedRange<Int>)
    /// An array of at least one JSON value of any kind.
    case values
    /// An object with any keys: the new values of a spec's fields by their paths.
    case settings
    /// Text, or an object.
    case textOrObject
    /// Seeds as `SeedList` reads them.
    case seeds
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

  /// Whether an object without the key is faulty; an absent object counts as an empty one.
  public var isRequired: Bool {
    guard !isOptional, defaultValue == nil else { return false }
    if case .object(let inner) = kind { return inner.contains(where: \.isRequired) }
    return true
  }

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
      range.upperBound == .max
        ? "a whole number, \(range.lowerBound) or more"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      "a number from \(spelled(range.lowerBound)) to \(spelled(range.upperBound))"
    case .text: "a line of text"
    case .flag: "true or false"
    case .choice(let names):
      (names.count > 1 ? "one of " : "") + names.map { "\"\($0)\"" }.joined(separator: ", ")
    case .any: "a value"
    case .object: "an object"
    case .objects: "an array of objects"
    case .texts: "an array of strings"
    case .choices(let names):
      "an array of " + names.map { "\"\($0)\"" }.joined(separator: ", ") + ", each at most once"
    case .integers(let range):
      "an array of whole numbers from \(range.lowerBound) to \(range.upperBound)"
    case .values: "an array of at least one value"
    case .settings: "an object of values by their paths"
    case .textOrObject: "a path or an object"
    case .seeds: "seeds such as 7, \"0-3\" or \"1,5,9\", each once"
    }
  }
}

private func spelled(_ bound: Double) -> String { JSONValue.number(bound).canonicalText() }
