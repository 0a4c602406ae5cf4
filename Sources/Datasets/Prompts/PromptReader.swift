import Files

/// Reads Limn's own format: a JSON object a line; blank lines are passed over.
func readPromptLines(_ text: String, path: String) -> [PromptRecord] {
  numberedLines(text).map { number, line in
    PromptRecord(
      line: number, prompt: Result { try readPromptLine(line, place: "\(path):\(number)") })
  }
}

private func readPromptLine(_ line: Substring, place: String) throws -> Prompt {
  try readPrompt(JSONPlace(value: parse(line, place: place), file: place, key: "$"))
}

private func parse(_ line: Substring, place: String) throws -> JSONValue {
  do {
    return try JSONValue.parse(line.utf8, path: place)
  } catch let fault as InputError {
    throw InputError(
      .invalid, path: place, expected: "a JSON object",
      found: "text that is not JSON (expected \(fault.expected), found \(fault.found))")
  }
}

private func readPrompt(_ place: JSONPlace) throws -> Prompt {
  let keys = ["id", "prompt", "tag", "category", "note", "expect"]
  let fields = try place.object(keys: keys)
  return Prompt(
    id: try place.required("id", in: fields).text(),
    prompt: try place.required("prompt", in: fields).text(),
    tag: try fields["tag"]?.text(), category: try fields["category"]?.text(),
    note: try fields["note"]?.text(), expect: try fields["expect"].map(readExpectation))
}

private func readExpectation(_ place: JSONPlace) throws -> Expectation {
  let fields = try place.object(keys: ["background", "include"])
  let objects = try place.required("include", in: fields).array()
  guard !objects.isEmpty else {
    throw place.error(expected: "at least one object in \"include\"", found: "none")
  }
  let requirements = try objects.enumerated().map { index, object in
    try readRequirement(object, index: index, count: objects.count)
  }
  let count = requirements.reduce(0) { $0 + ($1.count ?? 1) }
  guard count <= 4 else {
    throw place.error(expected: "at most 4 objects in all", found: "\(count)")
  }
  return Expectation(background: try fields["background"]?.name(), include: requirements)
}

private func readRequirement(
  _ place: JSONPlace, index: Int, count objectCount: Int
) throws -> ObjectRequirement {
  let fields = try place.object(keys: ["shape", "color", "size", "count", "position"])
  return ObjectRequirement(
    shape: try place.required("shape", in: fields).name(), color: try fields["color"]?.name(),
    size: try fields["size"]?.name(), count: try fields["count"]?.integer(in: 1...4),
    position: try fields["position"].map {
      try readPosition($0, of: index, count: objectCount)
    })
}

private func readPosition(
  _ place: JSONPlace, of index: Int, count objectCount: Int
) throws -> RelativePosition {
  let parts = try place.array()
  guard parts.count == 2 else {
    throw place.error(expected: "a relation and an index", found: place.value.summary)
  }
  let other = try parts[1].integer(in: 0...(objectCount - 1))
  guard other != index else {
    throw parts[1].error(expected: "the index of another object", found: "its own")
  }
  return RelativePosition(try parts[0].name(), of: other)
}

/// A JSON value and where it stands, so that every fault can be named.
private struct JSONPlace {
  var value: JSONValue
  /// The file and line.
  var file: String
  /// The path from the line's object, for instance "$.expect.include[0]".
  var key: String

  func error(expected: String, found: String) -> InputError {
    InputError(.invalid, path: "\(file): \(key)", expected: expected, found: found)
  }

  /// The members of an object that may have `keys` and no others; null counts as left out.
  func object(keys: [String]) throws -> [String: JSONPlace] {
    guard let members = value.members else {
      throw error(expected: "an object", found: value.summary)
    }
    if let unknown = members.map(\.key).sorted().first(where: { !keys.contains($0) }) {
      throw error(expected: "the keys \(keys.joined(separator: ", "))", found: "\"\(unknown)\"")
    }
    var places: [String: JSONPlace] = [:]
    for name in keys {
      guard let member = value[name], member != .null else { continue }
      places[name] = JSONPlace(value: member, file: file, key: "\(key).\(name)")
    }
    return places
  }

  func required(_ name: String, in fields: [String: JSONPlace]) throws -> JSONPlace {
    guard let place = fields[name] else {
      throw error(expected: "the key \"\(name)\"", found: "none")
    }
    return place
  }

  func array() throws -> [JSONPlace] {
    guard let elements = value.elements else {
      throw error(expected: "an array", found: value.summary)
    }
    return elements.enumerated().map {
      JSONPlace(value: $1, file: file, key: "\(key)[\($0)]")
    }
  }

  /// A string with something other than white space in it.
  func text() throws -> String {
    guard let text = value.string, !text.allSatisfy(\.isWhitespace) else {
      throw error(expected: "a string that is not blank", found: value.summary)
    }
    guard text.utf8.count <= maximumPromptBytes else {
      throw error(
        expected: "at most \(maximumPromptBytes) bytes", found: "\(text.utf8.count)")
    }
    return text
  }

  func integer(in range: ClosedRange<Int>) throws -> Int {
    guard let integer = value.int, range.contains(integer) else {
      throw error(
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        found: value.summary)
    }
    return integer
  }

  /// One of the names of an enumeration.
  func name<Name: RawRepresentable & CaseIterable>() throws -> Name where Name.RawValue == String {
    if let text = value.string, let name = Name(rawValue: text) { return name }
    let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
    throw error(expected: "one of \(names)", found: value.summary)
  }
}

extension JSONValue {
  /// What the value is, for messages.
  fileprivate var summary: String {
    switch self {
    case .array(let elements): "an array of \(elements.count)"
    case .object: "an object"
    case .string(let text): "\"\(text)\""
    default: canonicalText()
    }
  }
}
