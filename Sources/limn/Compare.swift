import ArgumentParser
import Experiments
import Files

/// `limn compare`: whether one set of prompts, or one model, does better than another.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two sets of prompts, or two models or training runs on one set.",
    discussion: """
      Example:
        limn compare prompts/plain.jsonl prompts/detailed.jsonl -o comparison
        limn compare prompts/shapes.jsonl --model a.safetensors --model b.safetensors
        limn compare 3 latest -o comparison

      Draws every prompt with seeds of its own and lets a program judge the pictures, as `limn evaluate` \
      does. Where a prompt does not say what a picture must show, or --judge names one, a learned \
      judge scores instead how well the pictures agree with their prompts and how much they differ. \
      Of two training runs, the models are compared, and the page shows their curves. \
      Prompts with the same id are compared with each other. The difference comes with its \
      95% interval over prompts and a permutation test; the verdict on B is better, worse, \
      equivalent (within --margin) or inconclusive. --fail-on turns it into exit code 100.
      """)

  @OptionGroup var options: CompareOptions

  mutating func run() throws {
    try requireFree(options.outputs, force: options.force)
    let scoring = try PairedScoring(
      options.subject, prompts: options.promptFiles, models: options.modelFiles(),
      judge: options.judge, seeds: SeedList(options.seed), margin: options.margin,
      gate: options.failOn)
    for warning in scoring.warnings { report("warning: \(warning)") }
    if let folder = options.output { try makeFolder(folder) }
    try requirePlaces(for: options.outputs)
    Interruption.watch()
    var bar = ProgressBar(total: scoring.promptCount, unit: "prompts")
    let compared = try scoring.report(
      keepsPictures: !options.htmlPaths.isEmpty, software: Limn.software
    ) { done in
      bar.update(done)
      return !Interruption.isRequested
    }
    bar.clear()
    guard let compared else { throw Interrupted(advice: "nothing was kept") }
    for case let warning? in [compared.a, compared.b].map(\.unknownWordsWarning) {
      report("warning: \(warning)")
    }
    print(options.json ? compared.json.canonicalText() : compared.table)
    try write(compared)
    if compared.fails { throw GateFailure(reason: compared.sentence) }
  }

  private func write(_ report: ComparisonReport) throws {
    if let path = options.recordPath {
      try writeFile(report.recordBytes, to: path)
    }
    if !options.htmlPaths.isEmpty {
      let page = HTMLReport(report).page
      for path in options.htmlPaths { try writeFile(page.utf8, to: path) }
    }
    for path in options.markdownPaths {
      try writeFile(MarkdownReport(report).page.utf8, to: path)
    }
    if !options.json {
      for path in options.outputs { print(path) }
    }
  }
}
