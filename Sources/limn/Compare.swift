import ArgumentParser
import Datasets
import Evaluation
import Experiments
import Files
import Tensors
import TextToImage

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

      Draws every prompt with every seed and lets a program judge the pictures, as `limn evaluate` \
      does. Of two training runs, the models are compared, and the page shows their curves. \
      Prompts with the same id are compared with each other. The difference comes with its \
      95% interval over prompts and a permutation test; the verdict on B is better, worse, \
      equivalent (within --margin) or inconclusive. --fail-on makes it the exit code: 100.
      """)

  @OptionGroup var options: CompareOptions

  mutating func run() throws {
    let seeds = try SeedList(options.seed)
    let sets = try options.promptSets()
    let modelFiles = try options.modelFiles()
    try requireFree(options.outputs, force: options.force)
    // As `limn generate` does, so that the pictures are the same.
    Engine.threadCount = 1
    let models =
      try modelFiles.isEmpty
      ? [StoredModel(ShippedModel.find())] : modelFiles.map { try StoredModel($0) }
    // Before any work is done with a damaged one.
    for model in models { _ = try model.verifiedHash() }
    let report = try compare(sets, models, modelFiles, seeds: seeds)
    for side in [report.a, report.b] { warn(of: side.unknownWords, in: side) }
    try write(report)
    if report.fails { throw GateFailure(reason: report.sentence) }
  }

  private func compare(
    _ sets: [(path: String, set: PromptSet)], _ models: [StoredModel], _ modelFiles: [String],
    seeds: SeedList
  ) throws -> ComparisonReport {
    if let other = models.last, other.model.side != models[0].model.side {
      try signature(models[0], seeds).requireComparable(with: signature(other, seeds))
    }
    Interruption.watch()
    let total =
      sets.count == 2
      ? sets[0].set.prompts.count + sets[1].set.prompts.count
      : 2 * sets[0].set.prompts.count
    var bar = ProgressBar(total: total, unit: "prompts")
    var done = 0
    let sides = try (0..<2).map { index in
      let place = min(index, sets.count - 1)
      let drawn = try drawAndJudge(
        sets[place].set, with: models[min(index, models.count - 1)], seeds: seeds.seeds,
        keepsPictures: !options.htmlPaths.isEmpty
      ) { _ in
        done += 1
        bar.update(done)
        return !Interruption.isRequested
      }
      guard let drawn else {
        bar.clear()
        throw Interrupted(advice: "nothing was kept")
      }
      return try side(
        sets[place], models[min(index, models.count - 1)],
        modelFiles.isEmpty ? nil : modelFiles[min(index, modelFiles.count - 1)], drawn)
    }
    bar.clear()
    return try ComparisonReport(
      options.subject, a: sides[0], b: sides[1], seeds: seeds, margin: options.margin,
      gate: options.failOn, software: Limn.software)
  }

  private func side(
    _ prompts: (path: String, set: PromptSet), _ stored: StoredModel, _ modelFile: String?,
    _ drawn: (pictures: [[JudgedPicture]], unknownWords: [String])
  ) throws -> ComparedSide {
    let promptsFile = fileName(prompts.path)
    let hash = try stored.verifiedHash()
    let name =
      options.subject == .prompts
      ? stem(promptsFile) : "\(stored.header.name) \(hash.prefix(6))"
    var side = ComparedSide(
      name: name, promptsFile: promptsFile, set: prompts.set, modelFile: modelFile.map(fileName),
      modelName: stored.header.name, modelHash: hash, side: stored.model.side,
      pictures: drawn.pictures, unknownWords: drawn.unknownWords)
    if let run = try modelFile.flatMap({ try ComparedRun(ofModel: $0) }) {
      side.describe(as: run, isSubject: options.subject == .runs)
    }
    return side
  }

  private func signature(_ stored: StoredModel, _ seeds: SeedList) -> ScoreSignature {
    ScoreSignature(
      metric: ShapeOracle.signature, seeds: "\(seeds)", side: stored.model.side)
  }

  private func write(_ report: ComparisonReport) throws {
    if let folder = options.output { try makeFolder(folder) }
    if let path = options.recordPath {
      try writeFile((report.json.canonicalText(pretty: true) + "\n").utf8, to: path)
    }
    if !options.htmlPaths.isEmpty {
      let page = try HTMLReport(report).page()
      for path in options.htmlPaths { try writeFile(page.utf8, to: path) }
    }
    for path in options.markdownPaths {
      try writeFile(MarkdownReport(report).page.utf8, to: path)
    }
    print(options.json ? report.json.canonicalText() : report.table)
    if !options.json {
      for path in options.outputs { print(path) }
    }
  }

  private func warn(of words: [String], in side: ComparedSide) {
    guard !words.isEmpty else { return }
    let list = words.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
    let rest = words.count - 10
    report(
      "warning: \(side.name): the model never saw \(list)" + (rest > 0 ? " and \(rest) more" : ""))
  }

  private func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }

  private func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
