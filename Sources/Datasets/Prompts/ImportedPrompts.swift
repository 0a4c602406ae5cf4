/// Prompts from a table of another project, as a set of Limn's own.
public struct ImportedPrompts: Sendable {
  /// The prompts, each once; category, challenge (as the tag) and note are kept.
  public let set: PromptSet
  /// A sentence for each prompt that was left out since an earlier line has it.
  public let leftOut: [String]

  /// Imports the prompts in `bytes`, the content of the file `path`.
  ///
  /// - Throws: `InputError`, naming the line, where the file cannot be read or has an id twice.
  public init(bytes: [UInt8], path: String) throws {
    let numbered = try readPromptRecords(bytes, path: path).map {
      NumberedPrompt(line: $0.line, prompt: try $0.prompt.get())
    }
    let repeated = repetitions(in: numbered)
    if let id = repeated.first(where: { $0.kind == .id }) { throw id.error(path: path) }
    let again = repeated.filter { $0.kind == .prompt }
    let lines = Set(again.map(\.line))
    set = PromptSet(prompts: numbered.filter { !lines.contains($0.line) }.map(\.prompt))
    leftOut = again.map { "\(path):\($0.line): left out, the prompt is that of line \($0.earlier)" }
  }
}
