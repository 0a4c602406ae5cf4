import Datasets
import Evaluation
import Imaging
import TextToImage

/// Scores pictures for captions of a data set by R-precision: the share of pictures whose caption is
/// nearer to them than captions of other concepts.
///
/// What is near is told by the text encoder and the image encoder that the run itself trained before
/// the generator. The generator was trained to please this text encoder, so the figures are no
/// independent witness, as the metric's name says; a rise within a run, and the distance to the
/// ceiling, are what they can tell.
final class CaptionedScoring: ModelScoring {
  /// The rules that the figures are made by.
  static let signature = MetricSignature(name: "r-precision-by-own-encoders", version: 1)
  /// The most captions of a side, training or held out.
  static let maximumQuestions = 500

  private let data: any CaptionedPictures
  private let plan: EvaluationSpec
  /// What the model is asked at the end.
  private lazy var finalTest = test(perSide: plan.finalPromptsPerTag)

  init(_ data: any CaptionedPictures, _ plan: EvaluationSpec) {
    self.data = data
    self.plan = plan
  }

  /// Captions of six training concepts and of six that are held out, or of twelve where none is,
  /// spread evenly, each in another phrasing.
  var sheetCaptions: [String] {
    var known: Set<String> = []
    func concepts(isHeldOut: Bool) -> [CaptionedEntry] {
      data.entries.filter { $0.isHeldOut == isHeldOut && known.insert($0.concept).inserted }
    }
    let training = concepts(isHeldOut: false)
    let heldOut = concepts(isHeldOut: true).evenlySpread(6)
    return (training.evenlySpread(12 - heldOut.count) + heldOut).enumerated().map {
      $1.caption($0)
    }
  }

  var scope: String {
    let choices = (finalTest.meanChoices * 10).rounded() / 10
    return "\(data.name) \(data.hash.prefix(12)), \(finalTest.questions.count) captions among "
      + "\(choices) in the mean, \(plan.finalSeeds) seeds"
  }

  func scores(of trainer: Trainer) throws -> Scores? {
    let test = test(perSide: plan.promptsPerTag)
    let judging = Judging(trainer)
    return test.scores(
      try test.questions.map { question in
        try judging.vectors(of: question.caption, seeds: 1).map {
          try judging.isFirst(question, for: $0)
        }
      })
  }

  func report(of trainer: Trainer, goesOn: () -> Bool) throws -> ScoreReport? {
    let test = finalTest
    let judging = Judging(trainer)
    var drawn: [[UnitVector]] = []
    for question in test.questions {
      guard goesOn() else { return nil }
      drawn.append(try judging.vectors(of: question.caption, seeds: plan.finalSeeds))
    }
    // A picture that cannot be read is left out here as it is in training.
    let real = test.questions.map { question in
      (try? data.picture(question.entry, side: trainer.model.side)).map { [judging.vector(of: $0)] }
        ?? []
    }
    func scores(_ pictures: [[UnitVector]]) throws -> Scores {
      test.scores(
        try zip(test.questions, pictures).map { question, vectors in
          try vectors.map { try judging.isFirst(question, for: $0) }
        })
    }
    return ScoreReport(
      metric: Self.signature, scores: try scores(drawn), ceiling: try scores(real),
      floor: try scores(test.questions.map { drawn[$0.stranger] }))
  }

  private func test(perSide count: Int) -> CaptionRetrieval {
    CaptionRetrieval(data, perSide: min(count, Self.maximumQuestions))
  }
}

/// Draws with the model of a run and judges with its encoders.
private final class Judging {
  private let model: Model
  private let judge: Judge
  /// The captions that were read.
  private var vectors: [String: UnitVector] = [:]

  init(_ trainer: Trainer) {
    model = trainer.model
    judge = trainer.networks.encoders.judge
  }

  /// Where the pictures of a caption with seeds from 0 lie.
  func vectors(of caption: String, seeds: Int) throws -> [UnitVector] {
    let text = try model.read(caption).text
    return (0..<seeds).map { vector(of: model.picture(of: text, seed: UInt64($0))) }
  }

  func vector(of picture: RGBImage) -> UnitVector { judge.vector(of: picture) }

  /// Whether the caption of `question` is the nearest to a picture.
  func isFirst(_ question: CaptionRetrieval.Question, for picture: UnitVector) throws -> Bool {
    try question.isFirst { picture.cosine(with: try read($0)) }
  }

  private func read(_ caption: String) throws -> UnitVector {
    if let vector = vectors[caption] { return vector }
    let vector = try judge.read(caption).vector
    vectors[caption] = vector
    return vector
  }
}
