import Files

/// A prompt and the line its record begins on, from 1.
struct NumberedPrompt {
  var line: Int
  var prompt: Prompt
}

/// One record of a file of prompts: the line it begins on, from 1, and the prompt or its fault.
struct PromptRecord {
  var line: Int
  var prompt: Result<Prompt, any Error>
}

/// The records in `bytes`, the content of the file `path`, each with its own fault.
///
/// - Throws: `InputError` where the file as a whole cannot be read or has no record.
func readPromptRecords(_ bytes: [UInt8], path: String) throws -> [PromptRecord] {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw InputError(
      .invalid, path: path, expected: "text in UTF-8", found: "bytes that are not UTF-8")
  }
  let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  if body.beginsArray {
    throw InputError(
      .invalid, path: path, expected: "JSON Lines, an object on each line", found: "a JSON array",
      hint: "write each of its objects on a line of its own, in a file that ends in .jsonl")
  }
  let records =
    switch PromptFormat(path: path, text: body) {
    case .jsonl: readPromptLines(body, path: path)
    case .partiPrompts: try readPartiPrompts(body, path: path)
    case .drawBench: try readDrawBench(body, path: path)
    case .plain: readPlainPrompts(body, path: path)
    }
  guard !records.isEmpty else {
    throw InputError(.invalid, path: path, expected: "at least one prompt", found: "none")
  }
  return records
}

/// The formats a prompt set can be in.
private enum PromptFormat {
  case jsonl, partiPrompts, drawBench, plain

  /// The format of the file `path` with the content `text`.
  init(path: String, text: String) {
    let header = text.prefix { !$0.isLineBreak }
    if path.hasSuffix(".jsonl") || path.hasSuffix(".json") {
      self = .jsonl
    } else if path.hasSuffix(".tsv") || header.hasPrefix("Prompt\tCategory") {
      self = .partiPrompts
    } else if path.hasSuffix(".csv") || header == "Prompts,Category" {
      self = .drawBench
    } else {
      self = header.beginsObject ? .jsonl : .plain
    }
  }
}

extension String {
  /// Whether a JSON array begins here whose first line is its bracket, alone or with an object that
  /// the line does not end.
  fileprivate var beginsArray: Bool {
    let line = drop(while: \.isWhitespace).prefix { !$0.isLineBreak }
    let marks = line.filter { !$0.isWhitespace }
    return marks == "[" || (marks.hasPrefix("[{") && marks.last != "]")
  }
}

extension Substring {
  /// Whether a JSON object begins here: a brace, a quote after it, and white space before either.
  fileprivate var beginsObject: Bool {
    let marks = filter { !$0.isWhitespace }.prefix(2)
    return marks == "{\""
  }
}

/// One prompt a line; blank lines are passed over.
private func readPlainPrompts(_ text: String, path: String) -> [PromptRecord] {
  numberedLines(text).map { number, line in
    let size = line.utf8.count
    guard size <= maximumPromptBytes else {
      let fault = InputError(
        .invalid, path: "\(path): line \(number)",
        expected: "at most \(maximumPromptBytes) bytes", found: "\(size)")
      return PromptRecord(line: number, prompt: .failure(fault))
    }
    return PromptRecord(
      line: number, prompt: .success(Prompt(id: promptID(String(line)), prompt: String(line))))
  }
}

/// The lines of `text` that are not blank, with their numbers from 1.
func numberedLines(_ text: String) -> [(number: Int, line: Substring)] {
  text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineBreak).enumerated()
    .filter { !$0.element.allSatisfy(\.isWhitespace) }
    .map { ($0.offset + 1, $0.element) }
}

/// The id of a prompt that came without one: the first 12 digits of its SHA-256.
///
/// It depends on the sentence alone, so that reordering a file renames nothing.
func promptID(_ prompt: String) -> String { String(sha256(prompt.utf8).prefix(12)) }

extension Character {
  /// Whether the character ends a line of a prompt set; other Unicode line separators are text.
  var isLineBreak: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}
