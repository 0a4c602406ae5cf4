import ArgumentParser
import Evaluation
import Experiments
import Files

extension ComparisonGate: ExpressibleByArgument {}

/// The arguments of `limn compare`.
struct CompareOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Two prompt sets, one with two models, or two training runs. The first is A.",
      valueName: "prompts-or-run"))
  var prompts: [String]

  @Option(
    name: .customLong("prompts"),
    help: ArgumentHelp(
      "The prompts that two runs draw. (default: the built-in ones)", valueName: "file"))
  var promptSet: String?

  @Option(help: ArgumentHelp("The folder of all runs.", valueName: "folder"))
  var runs = "runs"

  @Option(
    name: [.customShort("m"), .customLong("model")],
    help: ArgumentHelp(
      """
      The model: a file, a folder that has one, one that ships, such as emoji-64, or a run in the folder \
      runs; given twice, A and B. \
      (default: what LIMN_MODEL names, or shapes-64)
      """, valueName: "model"))
  var models: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Let this judge score the pictures: a file, a run, or one that ships, such as emoji-judge. (default: where a \
      prompt has no expect, what LIMN_JUDGE names, or one that ships and knows the model's data)
      """,
      valueName: "judge"))
  var judge: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seeds of the first prompt's pictures; each further prompt adds 1000, both of a pair the same.",
      valueName: "seeds"))
  var seed = "0-3"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest difference that does not matter, above 0 to 1.", valueName: "share"))
  var margin: Double?

  @Option(help: "Exit with code 100 where B is worse, or where it is different.")
  var failOn: ComparisonGate?

  @Option(help: ArgumentHelp("Write the report as one page of HTML.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("Write the report in Markdown.", valueName: "file"))
  var md: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write comparison.json, report.html and report.md into this folder.", valueName: "folder"))
  var output: String?

  @Flag(help: "Print one JSON object instead of a table.")
  var json = false

  @Flag(help: "Replace files where they exist.")
  var force = false

  mutating func validate() throws {
    _ = try usage { try SeedList(seed) }
    try requireDistinct(outputs)
    if force, outputs.isEmpty {
      throw ValidationError("--force goes with --html, --md or --output")
    }
    for (option, path) in [("--html", html), ("--md", md)] where path == "-" {
      throw ValidationError("\(option) must be a file, not -")
    }
    try validateRuns()
    switch (prompts.count, models.count) {
    case (2, 0...1), (1, 2): break
    case (2, _):
      throw ValidationError(
        "two prompt sets go with one --model: what differs must be one thing at a time")
    case (1, _): throw ValidationError("one prompt set goes with two models: --model A --model B")
    default: throw ValidationError("two prompt sets, or one with two models, not \(prompts.count)")
    }
    if let margin, !(margin > 0 && margin <= 1) {
      throw ValidationError("--margin must be above 0 and at most 1, not \(margin)")
    }
  }

  private func validateRuns() throws {
    let count = prompts.count(where: namesRun)
    if count > 0, count != 2 || prompts.count != 2 || !models.isEmpty {
      let mistaken = prompts.first { namesRun($0) && !isFolder($0) }
      throw ValidationError(
        "two runs are compared by themselves: limn compare RUN RUN"
          + (mistaken.map { "; \($0) is taken for a run, since there is no such file" } ?? ""))
    }
    if count == 0, promptSet != nil {
      throw ValidationError("--prompts goes with two runs; prompt sets are named without it")
    }
  }

  /// Whether an argument means a run: a folder, or a number or name where there is no such file.
  private func namesRun(_ argument: String) -> Bool {
    isFolder(argument) || (!fileExists(argument) && !argument.contains("."))
  }

  /// What is compared with what.
  var subject: ComparisonReport.Subject {
    if prompts.allSatisfy(namesRun) { return .runs }
    return prompts.count == 2 ? .prompts : .models
  }

  /// The files of the prompt sets: two, one that both models draw, or none for the built-in one.
  var promptFiles: [String] {
    subject == .runs ? [promptSet].compactMap { $0 } : prompts
  }

  /// The files of the models: two, one, or none for the shipped one.
  ///
  /// - Throws: `InputError` where there is no such run.
  func modelFiles() throws -> [String] {
    guard subject == .runs else {
      for model in models { warnOfUnfinishedRun(of: try modelFile(model)) }
      return models
    }
    return try prompts.map { name in
      let directory = try RunDirectory.find(name, in: runs)
      let kind = try RunRecord.read(directory.record).kind
      guard kind == .train else {
        throw InputError(
          .invalid, path: directory.path, expected: "a run of kind train",
          found: "one of kind \(kind)")
      }
      warnOfUnfinishedRun(of: directory.model)
      return directory.model
    }
  }

  /// The HTML pages asked for.
  var htmlPaths: [String] { [html, output.map { "\($0)/report.html" }].compactMap { $0 } }

  /// The Markdown pages asked for.
  var markdownPaths: [String] { [md, output.map { "\($0)/report.md" }].compactMap { $0 } }

  /// The record's place, where asked for.
  var recordPath: String? { output.map { "\($0)/comparison.json" } }

  /// Every file that will be written.
  var outputs: [String] { [recordPath].compactMap { $0 } + htmlPaths + markdownPaths }
}
