import Files

/// Reads PartiPrompts' table: tab-separated with the header Prompt, Category, Challenge, Note.
///
/// The challenge becomes the tag. The last two columns may be missing.
func readPartiPrompts(_ text: String, path: String) throws -> [PromptRecord] {
  try readTable(
    text, separator: "\t", columns: ["Prompt", "Category", "Challenge", "Note"], required: 2,
    path: path
  ) { fields in
    Prompt(
      id: promptID(fields[0]), prompt: fields[0], tag: nonEmpty(fields, 2),
      category: nonEmpty(fields, 1), note: nonEmpty(fields, 3))
  }
}

/// Reads DrawBench's table: comma-separated (RFC 4180) with the header Prompts, Category.
func readDrawBench(_ text: String, path: String) throws -> [PromptRecord] {
  try readTable(
    text, separator: ",", columns: ["Prompts", "Category"], required: 2, path: path
  ) { fields in
    Prompt(id: promptID(fields[0]), prompt: fields[0], category: nonEmpty(fields, 1))
  }
}

private func readTable(
  _ text: String, separator: Character, columns: [String], required: Int, path: String,
  makePrompt: ([String]) -> Prompt
) throws -> [PromptRecord] {
  var records = try tableRecords(text, separator: separator, path: path)
  guard let header = records.first else { return [] }
  records.removeFirst()
  guard header.fields.count >= required, header.fields == Array(columns.prefix(header.fields.count))
  else {
    throw InputError(
      .invalid, path: "\(path):1", expected: "the header \(columns.joined(separator: ", "))",
      found: header.fields.joined(separator: ", "))
  }
  return records.map { line, fields in
    PromptRecord(
      line: line,
      prompt: Result {
        try checkFields(fields, required...header.fields.count, place: "\(path):\(line)")
        return makePrompt(fields)
      })
  }
}

private func checkFields(_ fields: [String], _ counts: ClosedRange<Int>, place: String) throws {
  guard counts.contains(fields.count) else {
    throw InputError(
      .invalid, path: place, expected: "\(counts.upperBound) columns", found: "\(fields.count)")
  }
  guard !fields[0].allSatisfy(\.isWhitespace) else {
    throw InputError(.invalid, path: place, expected: "a prompt", found: "none")
  }
  let size = fields[0].utf8.count
  guard size <= maximumPromptBytes else {
    throw InputError(
      .invalid, path: place, expected: "a prompt of at most \(maximumPromptBytes) bytes",
      found: "\(size)")
  }
}

private func nonEmpty(_ fields: [String], _ column: Int) -> String? {
  column < fields.count && !fields[column].isEmpty ? fields[column] : nil
}
