import Datasets
import Evaluation
import Files
import TextToImage

/// R-precision of a model of captioned pictures by a judge that took no part in its training.
///
/// After Xu et al. 2018, as `limn evaluate --judge` gives it. The captions are those of up to 500
/// training pictures and as many held-out ones, each among up to 99 captions of other concepts.
public struct JudgedRetrieval {
  /// The most captions of a side, training or held out.
  static let maximumQuestions = 500
  /// The captions of a question, its own among them, where there are concepts enough.
  static let choices = 100

  private let stored: StoredModel
  private let judge: StoredJudge
  private let data: any CaptionedPictures
  private let dataset: DatasetRecord
  private let test: CaptionRetrieval
  private let sampling: Sampling

  /// Reads the model, the judge and the data set, and checks that they belong together.
  ///
  /// - Parameters:
  ///   - model: The model's file; nil for the shipped one.
  ///   - path: The judge's file.
  ///   - folder: Where the model's folder of pictures lies; nil for where its training found it.
  ///   - sampling: How the pictures are drawn.
  /// - Throws: `InputError`: `missing` where a file or the data set is, `invalid` where a file is
  ///   faulty, the model is not of captioned pictures, or the judge is of other data or has the
  ///   random numbers of the model, and `changed` where the data is not what the model learned
  ///   from; `SpecError` where a file tells its training in another form.
  public init(model: String?, judge path: String, folder: String?, sampling: Sampling) throws {
    let file = try model ?? ShippedFile.model.find()
    stored = try StoredModel(file)
    _ = try stored.verifiedHash()
    judge = try StoredJudge(path)
    let provenance = stored.header.provenance
    dataset = try Self.dataset(of: provenance, path: file)
    try Self.check(judge, path: path, measures: dataset, seed: provenance["spec"]?["seed"]?.int)
    let spec = try readSpec(
      DatasetSpec.self, from: provenance["spec"]?["dataset"] ?? .null,
      path: "\(file): provenance.spec.dataset"
    ).spec
    let found = try Self.data(spec, in: folder, of: file)
    // A folder may have another name by now.
    if found.record?.sha256 != dataset.sha256 { try dataset.verify(found) }
    guard let pictures = found.pictures else {
      throw Self.notOfCaptionedPictures(file, found: "one of the Shapes world")
    }
    data = pictures
    test = CaptionRetrieval(
      pictures, perSide: Self.maximumQuestions, choices: Self.choices, seed: 0)
    self.sampling = sampling
  }

  /// The data set of `spec`: in `folder`, or where the training of the model in `file` found it.
  private static func data(
    _ spec: DatasetSpec, in folder: String?, of file: String
  ) throws -> TrainingData {
    if let folder { return try TrainingData(DatasetSpec(name: spec.name, path: folder)) }
    do {
      return try TrainingData(spec.located(beside: "\(folderName(file))/.."))
    } catch let error as InputError where error.kind == .missing && spec.name == .folder {
      throw InputError(
        .missing, path: error.path, expected: "the pictures that \(file) learned from",
        found: error.found, hint: "say where they are now with --folder")
    }
  }

  /// The captions that pictures are drawn of.
  public var captionCount: Int { test.questions.count }

  /// Which rules, judge, captions, seeds and size the figures are of; those of different signatures
  /// must not be compared.
  public var signature: String {
    let seen = test.questions.count { $0.isSeen }
    return "\(metric.name)/\(metric.version)|\(dataset.name) \(dataset.sha256.prefix(12))"
      + "|captions:\(seen)+\(test.questions.count - seen) among \(oneDecimal(test.meanChoices))"
      + "|\(sampling.signature)|side:\(stored.model.side)"
  }

  /// Draws each caption with each of its seeds, and judges the pictures.
  ///
  /// - Parameter advanced: Called after each caption with the number that are done; a false answer
  ///   stops.
  /// - Returns: The shares of captions that training shows and of others; the ceiling is that of
  ///   the real pictures, the floor that of pictures of another concept. Nil where it was stopped.
  /// - Throws: `InputError` where a tokenizer is damaged.
  public func report(advanced: (Int) -> Bool) throws -> ScoreReport? {
    try CaptionJudging(judge.judge).report(
      of: stored.model, test, of: data, sampling, metric: metric, advanced: advanced)
  }

  /// The report as JSON, with what it is of.
  ///
  /// - Throws: `InputError` (`invalid`) where the model's file is damaged.
  public func json(of report: ScoreReport) throws -> JSONValue {
    .object(
      [
        JSONValue.Member(
          "model",
          ["name": .string(stored.header.name), "sha256": .string(try stored.verifiedHash())]),
        .init("judge", ["name": .string(judge.name), "sha256": .string(judge.hash)]),
        .init("dataset", dataset.json),
      ] + sampling.members + [.init("signature", .string(signature))] + (report.json.members ?? []))
  }

  /// The report as a table for people, with the signature below it.
  public func table(of report: ScoreReport) -> String {
    let rows = [
      ("training", \Scores.seen), ("held out", \Scores.unseen), ("overall", \Scores.overall),
    ].compactMap { name, part in
      report.scores[keyPath: part].map {
        [name, share($0.mean)] + [interval($0)]
          + [report.ceiling, report.floor].map { text($0[keyPath: part]) }
          + ["\($0.prompts)", "\($0.images)"]
      }
    }
    let head = ["", "r-precision", "95% interval", "ceiling", "floor", "captions", "pictures"]
    return aligned([head] + rows, flushRight: true) + "\n\n" + signature
  }

  private var metric: MetricSignature {
    MetricSignature(
      name: "\(CaptionRetrieval.signature.name)-by-judge-\(judge.hash.prefix(8))",
      version: CaptionRetrieval.signature.version)
  }
}

extension JudgedRetrieval {
  /// The data set that a model learned from.
  private static func dataset(of provenance: JSONValue, path: String) throws -> DatasetRecord {
    guard let record = provenance["dataset"] else {
      let isOfShapes = provenance["spec"]?["dataset"]?["name"] == "shapes"
      throw notOfCaptionedPictures(
        path, found: isOfShapes ? "one of the Shapes world" : "one that names no data set")
    }
    return try readSpec(from: record, path: "\(path): provenance.dataset").spec
  }

  private static func notOfCaptionedPictures(_ path: String, found: String) -> InputError {
    InputError(
      .invalid, path: path, expected: "a model of captioned pictures", found: found,
      hint: "the oracle scores models of the Shapes world, without --judge")
  }

  /// Checks that a judge knows the data of a model with `seed`, and does not share its random
  /// numbers.
  private static func check(
    _ judge: StoredJudge, path: String, measures dataset: DatasetRecord, seed: Int?
  ) throws {
    let known = try judge.dataset(path: path)
    guard known?.sha256 == dataset.sha256 else {
      throw InputError(
        .invalid, path: path,
        expected: "a judge of the model's data, \(dataset.name), \(dataset)",
        found: known.map { "one of \($0.name), \($0)" } ?? "one of the Shapes world")
    }
    guard judge.seed != seed || seed == nil else {
      throw InputError(
        .invalid, path: path,
        expected: "a judge with other random numbers than the model's, which has seed "
          + "\(seed ?? 0)", found: "the same seed",
        hint: "train one with another seed")
    }
  }
}

private func text(_ estimate: Estimate?) -> String { estimate.map { share($0.mean) } ?? "-" }

private func interval(_ estimate: Estimate) -> String {
  "\(share(estimate.low)) to \(share(estimate.high))"
}
