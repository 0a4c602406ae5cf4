import Files

/// The prompts of one file, in its order, with unique ids and unique prompts.
public struct PromptSet: Equatable, Sendable {
  /// The prompts.
  public let prompts: [Prompt]

  /// Reads the prompt set at `path`.
  ///
  /// The format follows the extension: `.jsonl` is Limn's own, `.tsv` is PartiPrompts', `.csv` is
  /// DrawBench's, and anything else is one prompt a line, taken literally, unless its first line is
  /// the header of one of the two tables or begins a JSON object.
  ///
  /// - Throws: `InputError`, naming the line and the JSON key at fault, also where an id or a prompt
  ///   occurs twice or there is no prompt at all.
  public init(path: String) throws {
    try self.init(bytes: readFile(path), path: path)
  }

  /// Reads the prompt set in `bytes`, the content of the file `path`.
  public init(bytes: [UInt8], path: String) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(
        .invalid, path: path, expected: "text in UTF-8", found: "bytes that are not UTF-8")
    }
    let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let numbered =
      switch PromptFormat(path: path, text: body) {
      case .jsonl: try readPromptLines(body, path: path)
      case .partiPrompts: try readPartiPrompts(body, path: path)
      case .drawBench: try readDrawBench(body, path: path)
      case .plain: readPlainPrompts(body)
      }
    guard !numbered.isEmpty else {
      throw InputError(.invalid, path: path, expected: "at least one prompt", found: "none")
    }
    try checkUnique(numbered, path: path)
    prompts = numbered.map(\.prompt)
  }

  /// The set of the prompts at `indices`, in that order, each index once.
  public func selecting(_ indices: [Int]) -> PromptSet {
    PromptSet(prompts: indices.map { prompts[$0] })
  }

  /// A set of prompts known to have unique ids and unique prompts.
  init(prompts: [Prompt]) {
    self.prompts = prompts
  }
}

/// A prompt and the line its record begins on, from 1.
struct NumberedPrompt {
  var line: Int
  var prompt: Prompt
}

/// The formats a prompt set can be in.
enum PromptFormat {
  case jsonl, partiPrompts, drawBench, plain

  /// The format of the file `path` with the content `text`.
  init(path: String, text: String) {
    let header = text.prefix { !$0.isLineBreak }
    if path.hasSuffix(".jsonl") {
      self = .jsonl
    } else if path.hasSuffix(".tsv") || header.hasPrefix("Prompt\tCategory") {
      self = .partiPrompts
    } else if path.hasSuffix(".csv") || header == "Prompts,Category" {
      self = .drawBench
    } else {
      self = header.hasPrefix("{\"") ? .jsonl : .plain
    }
  }
}

/// One prompt a line; blank lines are passed over.
private func readPlainPrompts(_ text: String) -> [NumberedPrompt] {
  text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineBreak).enumerated()
    .filter { !$0.element.allSatisfy(\.isWhitespace) }
    .map { index, line in
      NumberedPrompt(
        line: index + 1, prompt: Prompt(id: promptID(String(line)), prompt: String(line)))
    }
}

/// The id of a prompt that came without one: the first 12 digits of its SHA-256.
///
/// It depends on the sentence alone, so that reordering a file renames nothing.
func promptID(_ prompt: String) -> String { String(sha256(prompt.utf8).prefix(12)) }

extension Character {
  /// Whether the character ends a line of a prompt set; other Unicode line separators are text.
  var isLineBreak: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}

private func checkUnique(_ numbered: [NumberedPrompt], path: String) throws {
  var lineOfID: [String: Int] = [:]
  var lineOfPrompt: [String: Int] = [:]
  for (line, prompt) in numbered.map({ ($0.line, $0.prompt) }) {
    if let earlier = lineOfPrompt.updateValue(line, forKey: prompt.prompt) {
      throw InputError(
        .invalid, path: "\(path):\(line)", expected: "a prompt that occurs once",
        found: "the prompt of line \(earlier) again, \"\(prompt.prompt)\"")
    }
    if let earlier = lineOfID.updateValue(line, forKey: prompt.id) {
      throw InputError(
        .invalid, path: "\(path):\(line)", expected: "an id that occurs once",
        found: "the id of line \(earlier) again, \"\(prompt.id)\"")
    }
  }
}
