import ArgumentParser
import Datasets
import Evaluation
import Experiments
import Files
import Tensors
import TextToImage

/// `limn evaluate`: what a model's pictures are worth.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score a model's or other pictures by their prompts, or against other pictures.",
    discussion: """
      Example:
        limn evaluate --seed 0-3 --html page.html
        limn evaluate --pictures drawn/ --prompts prompts/counting.jsonl
        limn evaluate --pictures drawn/ --against shapes/ --figures kid,recall
        limn evaluate --judge pets-judge.safetensors --model pets.safetensors

      A program looks at the pixels of every picture and checks whether it shows what the prompt \
      asks for, by GenEval's six tags. Each share comes with its 95% interval, clustered by \
      prompt. The ceiling is what faultless pictures score, the floor what pictures of other \
      tags do. With --pictures, pictures that any program drew are scored so; the name of each \
      begins with the id of its prompt, as counting-1-01-0.png.

      With --against, a model's pictures, or those of a folder, are compared as a set with the \
      pictures of another folder, by the features of a network that scripts/setup-features makes.

      With --judge, a model of captioned pictures is scored by R-precision: the share of its \
      pictures whose own caption the judge finds nearer than 99 captions of other concepts. The \
      ceiling is what the real pictures score, the floor what pictures of another concept do. The \
      judge must have learned from the same data. docs/metrics.md says what the figures mean.
      """)

  @Option(name: [.customShort("m"), .long], help: modelHelp)
  var model: String?

  @Option(
    help: ArgumentHelp(
      """
      The prompt set. (default: the built-in one; with --against, of a model of captioned pictures, 500 \
      of its captions)
      """, valueName: "file.jsonl"))
  var prompts: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seeds of the first prompt's pictures; each further prompt adds 1000. (default: 0-3)",
      valueName: "seeds"))
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How far pictures stray with their seeds, from 0, not at all, to 1. (default: 1)",
      valueName: "psi"))
  var truncation: Double?

  @OptionGroup(title: "Single pictures") var single: VerdictOptions

  @OptionGroup(title: "R-precision by a judge") var judging: JudgingOptions

  @OptionGroup(title: "Figures over sets of pictures") var distribution: DistributionOptions

  @Flag(help: "Print one JSON object instead of a table.")
  var json = false

  mutating func validate() throws {
    _ = try usage { try sampling() }
    if let truncation, !(0...1 ~= truncation) {
      throw ValidationError("--truncation must be from 0 to 1, not \(truncation)")
    }
    if judging.judge != nil {
      try judging.requireNone(
        of: [
          ("--prompts", prompts), ("--against", distribution.against),
          ("--pictures", distribution.pictures),
        ])
    }
    if judging.judge != nil { try single.requireNone(with: "--judge") }
    if distribution.against != nil { try single.requireNone(with: "--against") }
    guard distribution.pictures != nil else { return }
    let ofModels = [
      ("--model", model), ("--seed", seed), ("--truncation", truncation.map { "\($0)" }),
      distribution.against == nil ? ("--html", single.html) : ("--prompts", prompts),
    ]
    for (option, value) in ofModels where value != nil {
      throw ValidationError("\(option) is of a model's pictures; --pictures names some that exist")
    }
  }

  mutating func run() throws {
    if let judge = judging.judge {
      try retrieve(by: judge)
    } else if let reference = distribution.against {
      try compare(with: reference)
    } else if let folder = distribution.pictures {
      try score(folder)
    } else {
      try score()
    }
  }

  private func sampling() throws -> Sampling {
    Sampling(try seed.map { try SeedList($0) } ?? .usual, truncation: truncation ?? 1)
  }

  /// The file of the model that is named; nil where none is.
  private func namedModel() throws -> String? {
    let path = try model.map(modelFile)
    if let path { warnOfUnfinishedRun(of: path) }
    return path
  }

  private func score() throws {
    try single.requireFree()
    let evaluation = try ModelEvaluation(
      model: namedModel(), named: model, prompts: prompts, sampling: sampling())
    try single.requirePlaces()
    for warning in try evaluation.warnings() { report("warning: \(warning)") }
    var pictures = single.kept(of: evaluation)
    let scores = try whole(of: evaluation.promptCount) { advanced in
      try evaluation.report(judged: { try pictures.add($0) }, advanced: advanced)
    }
    print(
      json ? try evaluation.json(of: scores).canonicalText() : evaluation.table(of: scores))
    try single.write(pictures, scores)
  }

  private func score(_ folder: String) throws {
    try single.requireFree()
    let evaluation = try PictureEvaluation(folder: folder, prompts: prompts)
    try single.requirePlaces()
    var pictures = VerdictOptions.Kept()
    let scores = try whole(of: evaluation.promptCount) { advanced in
      try evaluation.report(judged: { try pictures.add($0) }, advanced: advanced)
    }
    print(json ? evaluation.json(of: scores).canonicalText() : evaluation.table(of: scores))
    try single.write(pictures, scores)
  }

  /// What `score` comes to, which is called with what to tell of each prompt; a bar shows how far
  /// it is.
  ///
  /// - Throws: `Interrupted`, or what `score` throws.
  private func whole(
    of prompts: Int, _ score: ((Int) -> Bool) throws -> ScoreReport?
  ) throws -> ScoreReport {
    Interruption.watch()
    var bar = ProgressBar(total: prompts, unit: "prompts")
    let scores = try score { done in
      bar.update(done)
      return !Interruption.isRequested
    }
    bar.clear()
    guard let scores else { throw Interrupted(advice: "nothing was kept") }
    return scores
  }

  private func retrieve(by judge: String) throws {
    let retrieval = try JudgedRetrieval(
      model: try namedModel(), judge: try judgeFile(judge), folder: judging.folder,
      sampling: sampling())
    Interruption.watch()
    var bar = ProgressBar(total: retrieval.captionCount, unit: "captions")
    let report = try retrieval.report { done in
      bar.update(done)
      return !Interruption.isRequested
    }
    bar.clear()
    guard let report else { throw Interrupted(advice: "nothing was kept") }
    print(json ? try retrieval.json(of: report).canonicalText() : retrieval.table(of: report))
  }

  private func compare(with reference: String) throws {
    let judged = try self.judged()
    let request = try distribution.request(judged.source, against: reference)
    let network = try distribution.network()
    Interruption.watch()
    var pictures = ProgressBar(total: request.count, unit: "pictures")
    var figures: ProgressBar?
    let evaluation = try DistributionEvaluation.run(
      request, by: network,
      advanced: { done in
        pictures.update(done)
        return !Interruption.isRequested
      },
      computed: { done in
        if figures == nil {
          figures = ProgressBar(total: request.kinds.count, unit: "figures", done: done)
        }
        figures?.update(done)
        return !Interruption.isRequested
      })
    pictures.clear()
    figures?.clear()
    guard let evaluation else { throw Interrupted(advice: "nothing was kept") }
    for warning in evaluation.warnings { report("warning: \(warning)") }
    warn(of: evaluation.leftOut)
    print(
      json
        ? JSONValue.object(judged.members + (evaluation.json.members ?? [])).canonicalText()
        : evaluation.table)
  }

  /// The pictures to be judged, and what JSON says of where they come from.
  private func judged() throws -> (source: PictureSource, members: [JSONValue.Member]) {
    if let folder = distribution.pictures { return (try PictureSource(folder: folder), []) }
    let path = try namedModel() ?? ShippedFile.model.find()
    let stored = try StoredModel(path)
    try stored.requireDrawsFromText(path: path)
    let hash = try stored.verifiedHash()
    let set =
      try prompts.map { try PromptSet(path: $0) }
      ?? stored.trainingCaptions(path: path, atMost: 500) ?? EvaluationPrompts.make()
    for warning in try stored.warnings(of: set) { report("warning: \(warning)") }
    let sampling = try sampling()
    return (
      try PictureSource(drawnBy: stored, set, sampling),
      [
        JSONValue.Member("model", ["name": .string(stored.header.name), "sha256": .string(hash)]),
        .init("prompts_sha256", .string(set.hash)),
      ] + sampling.members
    )
  }

  private func warn(of leftOut: [PictureFeatures.LeftOut]) {
    for picture in leftOut.prefix(10) { report("left out: \(picture.reason)") }
    if leftOut.count > 10 { report("left out: \(leftOut.count - 10) more") }
  }
}
