import Datasets
import Evaluation
import Files
import Tensors
import TextToImage

/// The drawing and judging of both sides of a comparison, as `limn compare` and runs of that kind
/// do it.
public struct PairedScoring: ScoringWork {
  /// What differs between the sides.
  public let subject: ComparisonReport.Subject
  /// The files that are read.
  public let inputs: [FileRecord]
  /// What scores the pictures.
  public let scorer: PictureScorer
  private let judge: ComparedJudge?
  private let sides: [Side]
  private let seeds: SeedList
  private let margin: Double?
  private let gate: ComparisonGate?

  private struct Side {
    let promptsFile: String
    let promptsPath: String?
    let set: PromptSet
    let modelFile: String?
    let modelPath: String?
    let stored: StoredModel
    let run: ComparedRun?
  }

  /// Reads the prompts and the models.
  ///
  /// - Parameters:
  ///   - subject: What differs between the sides.
  ///   - prompts: The files of two sets, or of one where there are two models; none for the
  ///     built-in prompts.
  ///   - models: The files of two models, of one, or none for the shipped one.
  ///   - judgePath: The file of a judge, which then scores the pictures whatever the prompts
  ///     expect; nil for one that ships and knows the data of the (first) model where a prompt does
  ///     not say what a picture must show, and else for the oracle.
  ///   - seeds: The seeds of the first prompt's pictures; see `SeedList.seeds(ofPrompt:)`. Both
  ///     prompts of a pair have the same.
  ///   - margin: The largest difference that does not matter; nil where every one does.
  ///   - gate: When the comparison is to count as failed.
  /// - Throws: `InputError` where a file is missing or faulty, or the models' pictures cannot be
  ///   compared.
  public init(
    _ subject: ComparisonReport.Subject, prompts: [String], models: [String],
    judge judgePath: String? = nil, seeds: SeedList, margin: Double? = nil,
    gate: ComparisonGate? = nil
  ) throws {
    require(
      subject == .prompts
        ? prompts.count == 2 && models.count <= 1 : prompts.count <= 1 && models.count == 2,
      "PairedScoring: expected two prompt sets, or one with two models, "
        + "got \(prompts.count) with \(models.count)")
    let given = try prompts.map { try PromptFile($0) }
    let sets =
      given.isEmpty
      ? [(name: ComparisonReport.builtInPrompts, set: EvaluationPrompts.make())]
      : zip(distinctEnds(given.map(\.record.path)), given).map { (name: $0, set: $1.set) }
    let modelPaths = try models.isEmpty ? [ShippedFile.model.find()] : models.map(modelFile)
    let stored = try modelPaths.map { try StoredModel($0) }
    for (model, path) in zip(stored, modelPaths) {
      try model.requireDrawsFromText(path: path)
      if given.isEmpty {
        try model.requireShapesWorld(path: path, hint: "name prompts of its own")
      }
    }
    let judge = try ComparedJudge.needed(for: sets, drawnBy: stored[0], named: judgePath)
    let scorer = judge.map { PictureScorer.judge($0.stored) } ?? .oracle
    // Before any work is done with a damaged one.
    inputs =
      try given.map(\.record)
      + zip(stored, modelPaths).map { try $0.record(path: $1) }
      + (judge.map { [$0.stored.record(path: $0.path)] } ?? [])
    let signatures = stored.map {
      ScoreSignature(metric: scorer.metric, seeds: seeds.ofPrompts, side: $0.model.side)
    }
    try signatures[0].requireComparable(with: signatures[signatures.count - 1])
    self.subject = subject
    let named = zip(models, modelPaths).map { lastingName($0, of: $1) }
    let files = given.map(\.record.path) + named + [judgePath].compactMap { $0 }
    let seen = seenFromCommonFolder(
      files, and: subject == .runs ? modelPaths.map { "\(folderName($0))/../.." } : [])
    sides = try Self.sides(
      sets, models, stored, promptPaths: Array(seen.prefix(given.count)),
      modelPaths: Array(seen.dropFirst(given.count).prefix(models.count)))
    var facts = judge?.facts
    if judgePath != nil { facts?.path = seen.last }
    (self.judge, self.scorer) = (facts, scorer)
    (self.seeds, self.margin, self.gate) = (seeds, margin, gate)
  }

  /// A and B, each with its own prompts and model or with those that they share.
  private static func sides(
    _ sets: [(name: String, set: PromptSet)], _ models: [String], _ stored: [StoredModel],
    promptPaths: [String], modelPaths: [String]
  ) throws -> [Side] {
    let names = distinctEnds(models)
    return try (0..<2).map { index in
      let (place, model) = (min(index, sets.count - 1), min(index, stored.count - 1))
      return Side(
        promptsFile: sets[place].name,
        promptsPath: promptPaths.isEmpty ? nil : promptPaths[place], set: sets[place].set,
        modelFile: models.isEmpty ? nil : names[model],
        modelPath: models.isEmpty ? nil : modelPaths[model], stored: stored[model],
        run: models.isEmpty ? nil : try ComparedRun(ofModel: modelFile(models[model])))
    }
  }

  /// What is probably not meant, known before anything is drawn.
  public var warnings: [String] {
    guard case .oracle = scorer else { return [] }
    var known: Set<String> = []
    return sides.map(\.stored).compactMap { model in
      guard let dataset = model.dataset, known.insert(model.header.name).inserted else {
        return nil
      }
      return
        "\(model.header.name) learned from \(dataset), and the oracle, which looks for coloured "
        + "shapes, tells little of it; name a judge with --judge"
    }
  }

  /// The models of both sides with their prompts.
  public var parts: [(stored: StoredModel, set: PromptSet)] { sides.map { ($0.stored, $0.set) } }

  /// Draws, judges and compares.
  ///
  /// - Parameters:
  ///   - keepsPictures: Whether the pictures are kept, for a page that shows them.
  ///   - software: The program and its version.
  ///   - advanced: Called after each prompt with the number of prompts done, on both sides
  ///     together; a false answer stops.
  /// - Returns: The comparison; nil where it was stopped.
  /// - Throws: `InputError` where a prompt cannot be drawn.
  public func report(
    keepsPictures: Bool, software: String, advanced: (Int) -> Bool
  ) throws -> ComparisonReport? {
    var done = 0
    var compared: [ComparedSide] = []
    for (side, numbers) in zip(sides, promptNumbers) {
      let drawn = try drawAndScore(
        side.set, with: side.stored, seeds: { seeds.seeds(ofPrompt: numbers[$0]) }, by: scorer,
        keepsPictures: keepsPictures
      ) { _ in
        done += 1
        return advanced(done)
      }
      guard let drawn else { return nil }
      compared.append(try self.compared(side, drawn))
    }
    return try ComparisonReport(
      subject, a: compared[0], b: compared[1], judge: judge, seeds: seeds, margin: margin,
      gate: gate, software: software)
  }

  /// The number of each prompt of A and of B, by which it has its seeds: B's have that of A's prompt
  /// of the same id, and follow A's where there is none.
  private var promptNumbers: [[Int]] {
    let (a, b) = (sides[0].set.prompts, sides[1].set.prompts)
    let numbers = Dictionary(uniqueKeysWithValues: a.enumerated().map { ($1.id, $0) })
    return [
      Array(a.indices), b.enumerated().map { numbers[$1.id] ?? a.count + $0 },
    ]
  }

  private func compared(_ side: Side, _ drawn: ScoredPictures) throws -> ComparedSide {
    let hash = try side.stored.verifiedHash()
    var compared = ComparedSide(
      name: subject == .prompts
        ? stem(side.promptsFile) : "\(side.stored.header.name) \(hash.prefix(6))",
      promptsFile: side.promptsFile, set: side.set, modelFile: side.modelFile,
      modelName: side.stored.header.name, modelHash: hash, side: side.stored.model.side,
      pictures: drawn.pictures, unknownWords: drawn.unknownWords, judging: drawn.judging)
    (compared.promptsPath, compared.modelPath) = (side.promptsPath, side.modelPath)
    if let run = side.run { compared.describe(as: run, isSubject: subject == .runs) }
    return compared
  }

  /// Compares, with the files and the figures that a run keeps.
  ///
  /// - Throws: `InputError`, as `report` does.
  public func result(software: String, advanced: (Int) -> Bool) throws -> ScoringResult? {
    guard
      let report = try report(keepsPictures: true, software: software, advanced: advanced)
    else { return nil }
    let comparison = report.comparison
    var figures = comparison.overall.figures("overall", "difference")
    figures += comparison.diversity?.figures("diversity", "difference in diversity") ?? []
    let signature = "\(comparison.signature)"
    return ScoringResult(
      files: [("comparison", "comparison.json", report.recordBytes)],
      pages: [
        ("report.html", Array(HTMLReport(report).page.utf8)),
        ("report.md", Array(MarkdownReport(report).page.utf8)),
      ],
      metrics: figures.map { MetricRecord(name: $0.0, value: $0.1, signature: signature) },
      table: report.table,
      warnings: warnings + [report.a, report.b].compactMap(\.unknownWordsWarning),
      gateFailure: report.fails ? report.sentence : nil)
  }
}

extension ComparedMetric {
  /// The figures that a run's record keeps, with what they are called there.
  fileprivate func figures(_ name: String, _ differenceName: String) -> [(String, Double)] {
    [("\(name) of A", a), ("\(name) of B", b), (differenceName, difference)]
  }
}

extension ComparisonReport {
  /// The file of the whole comparison.
  public var recordBytes: [UInt8] { json.fileBytes }
}

extension ComparedSide {
  /// Names the words that the model never saw; nil where there are none.
  public var unknownWordsWarning: String? {
    unknownWords.isEmpty ? nil : "\(name): the model never saw \(listed(unknownWords))"
  }
}

/// The first ten of `words` in quotes, and how many more there are.
func listed(_ words: [String]) -> String {
  let list = words.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
  return list + (words.count > 10 ? " and \(words.count - 10) more" : "")
}

/// A file's name without its extension.
private func stem(_ name: String) -> String {
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
  return String(name[..<dot])
}
