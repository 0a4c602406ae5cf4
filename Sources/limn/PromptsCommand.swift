import ArgumentParser

/// `limn prompts …`: prompt sets, before pictures are drawn of them.
struct PromptsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompts",
    abstract: "Check prompt sets, and import them from other projects' tables.",
    discussion: """
      Example:
        limn prompts lint prompts/*.jsonl
      """,
    subcommands: [PromptsLint.self, PromptsImport.self])
}
