import Datasets
import Evaluation
import Imaging
import TextToImage

/// Scores pictures for captions of a data set by R-precision: the share of pictures whose caption
/// is nearer to them than captions of other concepts.
///
/// What is near is told by the run's own encoders: the image encoder as pre-training left it, and
/// the text encoder as it is by now. The generator was trained to please this text encoder, so the
/// figures are no independent witness, as the metric's name says; a rise within a run, and the
/// distance to the ceiling, are what they can tell. Where there was no pre-training they tell
/// nothing.
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
    "\(data.name) \(data.hash.prefix(12)), \(finalTest.questions.count) captions among "
      + "\(oneDecimal(finalTest.meanChoices)) in the mean, seeds \(plan.seeds.ofPrompts)"
  }

  func scores(of trainer: Trainer) throws -> Scores? {
    let test = test(perSide: plan.promptsPerTag)
    let judging = CaptionJudging(trainer.networks.encoders.judge)
    return try judging.scores(
      test,
      test.questions.enumerated().map { number, question in
        try judging.vectors(
          of: question.caption, number, by: trainer.model, Sampling(.first(1)))
      })
  }

  func report(of trainer: Trainer, advanced: (Int, Int) -> Bool) throws -> ScoreReport? {
    let count = finalTest.questions.count
    return try CaptionJudging(trainer.networks.encoders.judge).report(
      of: trainer.model, finalTest, of: data, Sampling(plan.seeds), metric: Self.signature,
      advanced: { advanced($0, count) })
  }

  private func test(perSide count: Int) -> CaptionRetrieval {
    CaptionRetrieval(data, perSide: min(count, Self.maximumQuestions))
  }
}
