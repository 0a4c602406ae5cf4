import Files

extension SpecReader {
  /// Reads a whole number within `range`; required where there is no default.
  public func integer(
    _ key: String, default fallback: Int? = nil, in range: ClosedRange<Int>, _ about: String
  ) -> Int {
    field(
      key, .integer(range), default: fallback, standIn: range.lowerBound, about,
      write: { .integer($0) }, read: { $0.int.flatMap { range.contains($0) ? $0 : nil } })
  }

  /// Reads a number within `range`; required where there is no default.
  public func number(
    _ key: String, default fallback: Double? = nil, in range: ClosedRange<Double>,
    _ about: String
  ) -> Double {
    field(
      key, .number(range), default: fallback, standIn: range.lowerBound, about,
      write: { JSONValue.exactly($0) },
      read: { $0.double.flatMap { range.contains($0) ? $0 : nil } })
  }

  /// Reads one line of text; required where there is no default.
  public func text(_ key: String, default fallback: String? = nil, _ about: String) -> String {
    field(
      key, .text, default: fallback, standIn: "", about, write: { .string($0) }, read: line)
  }

  /// Reads one line of text that may be absent.
  public func optionalText(_ key: String, _ about: String) -> String? {
    optionalField(key, .text, about, write: { .string($0) }, read: line)
  }

  /// Reads a whole number that may be absent.
  public func optionalInteger(
    _ key: String, in range: ClosedRange<Int>, _ about: String
  ) -> Int? {
    optionalField(
      key, .integer(range), about, write: { .integer($0) },
      read: { $0.int.flatMap { range.contains($0) ? $0 : nil } })
  }

  /// Reads a number that may be absent.
  public func optionalNumber(
    _ key: String, in range: ClosedRange<Double>, _ about: String
  ) -> Double? {
    optionalField(
      key, .number(range), about, write: { JSONValue.exactly($0) },
      read: { $0.double.flatMap { range.contains($0) ? $0 : nil } })
  }

  /// Reads `true` or `false`; required where there is no default.
  public func flag(_ key: String, default fallback: Bool? = nil, _ about: String) -> Bool {
    field(
      key, .flag, default: fallback, standIn: false, about, write: { .bool($0) }, read: \.bool)
  }

  /// Reads the raw value of one of the cases of an enumeration; required where there is no
  /// default.
  public func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, default fallback: Choice? = nil, _ about: String
  ) -> Choice {
    let names = Choice.allCases.map(\.rawValue)
    guard let first = Choice.allCases.first else {
      fatalError("choice: \(Choice.self) has no cases")
    }
    return field(
      key, .choice(names), default: fallback, standIn: first, about,
      write: { .string($0.rawValue) }, read: { $0.string.flatMap(Choice.init(rawValue:)) })
  }

  /// Reads the raw value of one of the cases of an enumeration, which may be absent.
  public func optionalChoice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, _ about: String
  ) -> Choice? {
    optionalField(
      key, .choice(Choice.allCases.map(\.rawValue)), about, write: { .string($0.rawValue) },
      read: { $0.string.flatMap(Choice.init(rawValue:)) })
  }

  /// Reads an array of cases of an enumeration, each at most once; none where the key is absent.
  public func choices<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, _ about: String
  ) -> [Choice] {
    field(
      key, .choices(Choice.allCases.map(\.rawValue)), default: [], standIn: [], about,
      write: { .array($0.map { .string($0.rawValue) }) },
      read: { value in
        all(value.elements?.map { $0.string.flatMap(Choice.init(rawValue:)) }).flatMap {
          Set($0.map(\.rawValue)).count == $0.count ? $0 : nil
        }
      })
  }

  /// Reads an array of some cases of an enumeration, each at most once, that may be absent.
  public func optionalChoices<Choice: RawRepresentable<String>>(
    _ key: String, among choices: [Choice], _ about: String
  ) -> [Choice]? {
    let names = choices.map(\.rawValue)
    return optionalField(
      key, .choices(names), about, write: { .array($0.map { .string($0.rawValue) }) },
      read: { value in
        all(
          value.elements?.map {
            $0.string.flatMap { name in choices.first { $0.rawValue == name } }
          }
        )
        .flatMap { Set($0.map(\.rawValue)).count == $0.count ? $0 : nil }
      })
  }

  /// Reads a key that must be there and be `value`, such as a spec's kind.
  public func constant(_ key: String, _ value: String, _ about: String) {
    _ = field(
      key, .choice([value]), default: nil, standIn: value, about, write: { .string($0) },
      read: { $0.string == value ? value : nil })
  }

  /// Reads an array of strings; required where there is no default.
  public func texts(_ key: String, default fallback: [String]? = nil, _ about: String) -> [String] {
    field(
      key, .texts, default: fallback, standIn: [], about,
      write: { .array($0.map { .string($0) }) },
      read: { value in all(value.elements?.map(\.string)) })
  }

  /// Reads an array of whole numbers within `range`; required where there is no default.
  public func integers(
    _ key: String, default fallback: [Int]? = nil, in range: ClosedRange<Int>, _ about: String
  ) -> [Int] {
    field(
      key, .integers(range), default: fallback, standIn: [], about,
      write: { .array($0.map { .integer($0) }) },
      read: { value in
        all(value.elements?.map { $0.int.flatMap { range.contains($0) ? $0 : nil } })
      })
  }

  /// Reads an array of at least one JSON value of any kind.
  public func values(_ key: String, _ about: String) -> [JSONValue] {
    field(
      key, .values, default: nil, standIn: [], about, write: { .array($0) },
      read: { $0.elements.flatMap { $0.isEmpty ? nil : $0 } })
  }

  /// Reads an object with any keys.
  public func settings(_ key: String, _ about: String) -> [JSONValue.Member] {
    field(
      key, .settings, default: nil, standIn: [], about, write: { .object($0) },
      read: \.members)
  }

  /// Reads one line of text or an object.
  public func textOrObject(_ key: String, _ about: String) -> JSONValue {
    field(
      key, .textOrObject, default: nil, standIn: .null, about, write: { $0 },
      read: { line($0) != nil || $0.members != nil ? $0 : nil })
  }

  /// Reads seeds as they are written on the command line; a single one may be a number.
  public func seeds(_ key: String, default fallback: SeedList, _ about: String) -> SeedList {
    field(
      key, .seeds, default: fallback, standIn: fallback, about, write: { .string("\($0)") },
      read: { ($0.string ?? $0.int.map(String.init)).flatMap { try? SeedList($0) } })
  }

  /// Reads any JSON value.
  public func any(_ key: String, _ about: String) -> JSONValue {
    field(key, .any, default: nil, standIn: .null, about, write: { $0 }, read: { $0 })
  }

  /// Notes a fault where a recipe cannot train a network.
  func require<Architecture: Equatable & RawRepresentable<String>>(
    _ architecture: Architecture, among known: [Architecture], of recipe: TrainingSpec.Recipe
  ) {
    if known.contains(architecture) { return }
    let names = known.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    problem(
      "architecture", expected: "a network that recipe \"\(recipe.rawValue)\" trains (\(names))",
      found: "\"\(architecture.rawValue)\"")
  }
}

/// One line of text: neither empty nor with control characters in it.
private func line(_ value: JSONValue) -> String? {
  guard let text = value.string, !text.isEmpty else { return nil }
  return text.unicodeScalars.contains { $0.properties.generalCategory == .control } ? nil : text
}

/// The elements, where there is an array and every one of them has a value.
private func all<Value>(_ values: [Value?]?) -> [Value]? {
  guard let values else { return nil }
  let present = values.compactMap { $0 }
  return present.count == values.count ? present : nil
}
