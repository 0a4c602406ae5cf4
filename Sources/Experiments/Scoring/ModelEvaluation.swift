import Datasets
import Evaluation
import Files
import TextToImage

/// The scoring of a model on a set of prompts, as `limn evaluate` and runs of that kind do it.
public struct ModelEvaluation: ScoringWork {
  /// The prompts.
  public let set: PromptSet
  /// The model.
  public let stored: StoredModel
  /// How the pictures are drawn.
  public let sampling: Sampling
  /// The model's file, seen from the folder that the prompt set's is in too, or its name where it
  /// ships; nil for that which is used unnamed.
  let modelPath: String?
  /// The prompt set's file, seen from there; nil for the built-in prompts.
  let promptsPath: String?
  /// The files that are read.
  public let inputs: [FileRecord]

  /// Reads the prompts and the model.
  ///
  /// - Parameters:
  ///   - model: The model's file; nil for the shipped one.
  ///   - name: What it was named by, where that is not its file.
  ///   - prompts: The prompt set's file; nil for the built-in prompts.
  ///   - sampling: How the pictures are drawn.
  /// - Throws: `InputError` where a file is missing or faulty, or a prompt cannot be scored.
  public init(
    model: String?, named name: String? = nil, prompts: String?, sampling: Sampling
  ) throws {
    let given = try prompts.map { try PromptFile($0) }
    set = given?.set ?? EvaluationPrompts.make()
    do { try ShapeEvaluation(set).requireScenes() } catch let fault as InputError {
      throw prompts.map { fault.inside($0) } ?? fault
    }
    let file = try model ?? ShippedFile.model.find()
    stored = try StoredModel(file)
    try stored.requireDrawsFromText(path: file)
    if prompts == nil {
      try stored.requireShapesWorld(
        path: file, hint: "score it with --judge JUDGE, or with --against and a data set or folder")
    }
    self.sampling = sampling
    let named = model.map { lastingName(name ?? $0, of: $0) }
    let seen = seenFromCommonFolder([named, prompts].compactMap { $0 })
    modelPath = named == nil ? nil : seen.first
    promptsPath = prompts == nil ? nil : seen.last
    // Before any work is done with a damaged one.
    inputs = [try stored.record(path: file)] + (given.map { [$0.record] } ?? [])
  }

  /// The model with its prompts.
  public var parts: [(stored: StoredModel, set: PromptSet)] { [(stored, set)] }

  /// The oracle.
  public var scorer: PictureScorer { .oracle }

  /// What the model cannot read of the prompts, a sentence a fault.
  ///
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses a prompt.
  public func warnings() throws -> [String] {
    try stored.warnings(of: set)
  }

  /// Draws every prompt with each of its seeds and scores the pictures.
  ///
  /// - Parameters:
  ///   - judged: Called with each picture and what is made of it.
  ///   - advanced: Called after each prompt with the number of prompts done; a false answer stops.
  /// - Returns: The scores; nil where it was stopped.
  /// - Throws: `InputError` where a prompt cannot be drawn or scored.
  public func report(
    judged: (ScoredPicture) throws -> Void = { _ in }, advanced: (Int) -> Bool
  ) throws -> ScoreReport? {
    try evaluate(stored.model, on: set, sampling, judged: judged, advanced: advanced)?
      .report(side: stored.model.side)
  }

  /// Which rules, prompts, seeds and size the scores are of.
  ///
  /// Scores of different signatures must not be compared.
  public var signature: String {
    let metric = ShapeOracle.signature
    return "\(metric.name)/\(metric.version)|prompts:\(set.hash.prefix(12))"
      + "|\(sampling.signature)|side:\(stored.model.side)"
  }

  /// The scores as a table for people, with the signature below it.
  public func table(of report: ScoreReport) -> String { "\(report.table)\n\n\(signature)" }

  /// The scores as JSON, with the model, the prompts and the seeds that they are of.
  ///
  /// - Throws: `InputError` (`invalid`) where the model's file is damaged.
  public func json(of report: ScoreReport) throws -> JSONValue {
    .object(
      [
        JSONValue.Member(
          "model",
          ["name": .string(stored.header.name), "sha256": .string(try stored.verifiedHash())]),
        .init("prompts_sha256", .string(set.hash)),
      ] + sampling.members + [.init("signature", .string(signature))] + (report.json.members ?? []))
  }

  /// Scores, with the file and the figures that a run keeps.
  ///
  /// - Throws: `InputError`, as `report` and `json` do.
  public func result(software: String, advanced: (Int) -> Bool) throws -> ScoringResult? {
    var page = EvaluationPage(of: self)
    guard let report = try report(judged: { try page.add($0) }, advanced: advanced) else {
      return nil
    }
    return ScoringResult(
      files: [("scores", "scores.json", try json(of: report).fileBytes)],
      pages: [("report.html", Array(try page.text(report, software: software).utf8))],
      metrics: report.metricRecords(
        over: "prompts \(set.hash.prefix(12)), seeds \(sampling.text)"),
      table: table(of: report), warnings: try warnings())
  }
}
