import ArgumentParser
import Datasets
import Experiments
import Files
import TextToImage

/// `limn prompts lint`: what in prompt sets would spoil a score.
struct PromptsLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find what in prompt sets would spoil a score.",
    discussion: """
      Example:
        limn prompts lint prompts/plain.jsonl prompts/detailed.jsonl

      One finding a line: file, line, what is there and what to do. Errors are lines that cannot \
      be read, prompts and ids that occur twice, and expectations that the prompt denies or that \
      no scene meets. Warnings are words that the model never saw, prompts longer than it reads, \
      unknown tags, and wrong categories. Exit codes: 0 no errors, 65 errors.
      """)

  @Argument(help: ArgumentHelp("The prompt sets.", valueName: "prompts.jsonl"))
  var files: [String]

  @Option(name: [.customShort("m"), .long], help: modelHelp)
  var model: String?

  @Flag(help: "Print one JSON object a finding.")
  var json = false

  mutating func run() throws {
    let sets = try files.map { (path: $0, bytes: try readFile($0)) }
    let model = try StoredModel(self.model.map(modelFile) ?? ShippedFile.model.find()).model
    let lint = PromptLint { prompt in
      let encoding = try model.tokenizer.encode(
        prompt, length: model.textEncoder.configuration.length)
      return PromptReading(
        unknownWords: encoding.unknownWords, isTruncated: encoding.isTruncated)
    }
    var errors = 0
    var warnings = 0
    for set in sets {
      for finding in try lint.findings(in: set.bytes, path: set.path) {
        if finding.kind == .error { errors += 1 } else { warnings += 1 }
        print(json ? finding.json(path: set.path).canonicalText() : finding.text(path: set.path))
      }
    }
    report("\(counted(errors, "error")), \(counted(warnings, "warning"))")
    if errors > 0 { throw ExitCode(ExitStatus.badData.rawValue) }
  }
}

extension PromptFinding {
  /// What `--json` prints.
  fileprivate func json(path: String) -> JSONValue {
    [
      "path": .string(path), "line": .integer(line), "kind": .string(kind.rawValue),
      "rule": .string(rule.rawValue), "what": .string(what), "advice": .string(advice),
    ]
  }
}
