import Files
import OrderedCollections

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
  /// - Throws: `InputError`, naming the line and the JSON key at fault, also where an id or a
  ///   prompt occurs twice or there is no prompt at all.
  public init(path: String) throws {
    try self.init(bytes: readFile(path), path: path)
  }

  /// Reads the prompt set in `bytes`, the content of the file `path`.
  ///
  /// - Throws: `InputError`, as `init(path:)` does.
  public init(bytes: [UInt8], path: String) throws {
    let records = try readPromptRecords(bytes, path: path)
    try self.init(
      records.map { NumberedPrompt(line: $0.line, prompt: try $0.prompt.get()) }, path: path)
  }

  /// The set of `prompts`, in their order.
  ///
  /// - Throws: `InputError` (`invalid`) where an id or a prompt occurs twice; it names the place in
  ///   the list, from 1 on, as a line of "prompts".
  public init(_ prompts: [Prompt]) throws {
    let numbered = prompts.enumerated().map { NumberedPrompt(line: $0 + 1, prompt: $1) }
    try self.init(numbered, path: "prompts")
  }

  private init(_ numbered: [NumberedPrompt], path: String) throws {
    if let repetition = repetitions(in: numbered).first(where: { $0.kind != .similarPrompt }) {
      throw repetition.error(path: path)
    }
    prompts = numbered.map(\.prompt)
  }

  /// The set of captions as prompts: each on one line, and once.
  public init(captions: [String]) {
    let lines = captions.map { $0.split(whereSeparator: \.isLineBreak).joined(separator: " ") }
    prompts = OrderedSet(lines).map { Prompt(id: promptID($0), prompt: $0) }
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
