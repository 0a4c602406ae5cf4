import Files

/// Reads Limn's own format: a JSON object a line; blank lines are passed over.
func readPromptLines(_ text: String, path: String) -> [PromptRecord] {
  numberedLines(text).map { number, line in
    PromptRecord(
      line: number, prompt: Result { try readPrompt(parse(line, place: "\(path):\(number)")) })
  }
}

private func parse(_ line: Substring, place: String) throws -> JSONField {
  do {
    return try JSONField(parsing: line.utf8, in: place)
  } catch let fault as InputError {
    throw InputError(
      .invalid, path: place, expected: "a JSON object",
      found: "text that is not JSON (expected \(fault.expected), found \(fault.found))")
  }
}

private func readPrompt(_ line: JSONField) throws -> Prompt {
  try line.checkKeys(["id", "prompt", "tag", "category", "note", "expect"])
  return Prompt(
    id: try line["id"].promptText(), prompt: try line["prompt"].promptText(),
    tag: try line.optional("tag")?.promptText(),
    category: try line.optional("category")?.promptText(),
    note: try line.optional("note")?.promptText(),
    expect: try line.optional("expect").map(readExpectation))
}

private func readExpectation(_ expect: JSONField) throws -> Expectation {
  try expect.checkKeys(["background", "include"])
  let objects = try expect["include"].array()
  guard !objects.isEmpty else {
    throw expect.fault(expected: "at least one object in \"include\"", found: "none")
  }
  let requirements = try objects.enumerated().map { index, object in
    try readRequirement(object, index: index, count: objects.count)
  }
  let count = requirements.reduce(0) { $0 + ($1.count ?? 1) }
  guard count <= 4 else {
    throw expect.fault(expected: "at most 4 objects in all", found: "\(count)")
  }
  return Expectation(
    background: try expect.optional("background")?.choice(), include: requirements)
}

private func readRequirement(
  _ object: JSONField, index: Int, count objectCount: Int
) throws -> ObjectRequirement {
  try object.checkKeys(["shape", "color", "size", "count", "position"])
  return ObjectRequirement(
    shape: try object["shape"].choice(), color: try object.optional("color")?.choice(),
    size: try object.optional("size")?.choice(),
    count: try object.optional("count")?.integer(in: 1...4),
    position: try object.optional("position").map {
      try readPosition($0, of: index, count: objectCount)
    })
}

private func readPosition(
  _ position: JSONField, of index: Int, count objectCount: Int
) throws -> RelativePosition {
  let parts = try position.array()
  guard parts.count == 2 else { throw position.fault(expected: "a relation and an index") }
  let other = try parts[1].integer(in: 0...(objectCount - 1))
  guard other != index else {
    throw parts[1].fault(expected: "the index of another object", found: "its own")
  }
  return RelativePosition(try parts[0].choice(), of: other)
}

extension JSONField {
  /// A string with something other than white space in it.
  fileprivate func promptText() throws -> String {
    guard let text = value?.string, !text.allSatisfy(\.isWhitespace) else {
      throw fault(expected: "a string that is not blank")
    }
    guard text.utf8.count <= maximumPromptBytes else {
      throw fault(expected: "at most \(maximumPromptBytes) bytes", found: "\(text.utf8.count)")
    }
    return text
  }
}
