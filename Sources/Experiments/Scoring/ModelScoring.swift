import Datasets
import Evaluation
import Imaging
import TextToImage

/// How the model of a training run is looked at and scored; it depends on the data.
protocol ModelScoring {
  /// The captions of the sheets of samples, the same every time.
  var sheetCaptions: [String] { get }
  /// What the scores at the end are over, for their signature.
  var scope: String { get }
  /// What the names of the scores begin with in a run's record: nothing where pictures are drawn
  /// from captions alone.
  var prefix: String { get }
  /// A sheet of the captions as `model` draws them.
  func sheet(_ model: Model) throws -> RGBImage
  /// Scores on a part of the captions, while training goes on.
  func scores(of trainer: Trainer) throws -> Scores?
  /// The scores at the end beside the ends of the scale; nil where `advanced`, which is called with
  /// the captions that are done and their number, gave false.
  func report(of trainer: Trainer, advanced: (Int, Int) -> Bool) throws -> ScoreReport?
}

extension ModelScoring {
  var prefix: String { "" }

  /// A sheet of the captions, drawn by `model` with two seeds each.
  func sheet(_ model: Model) throws -> RGBImage {
    let cells = try sheetCaptions.flatMap { caption in
      let text = try model.read(caption).text
      return [0, 1].map { seed in
        ContactSheet.Cell(image: model.picture(of: text, seed: seed), caption: caption)
      }
    }
    var sheet = ContactSheet(cells: cells, columns: 6)
    sheet.imageScale = ContactSheet.imageScale(ofSide: model.side)
    return sheet.render()
  }
}

/// Scores pictures of the Shapes world by the oracle, on the built-in prompts.
struct ShapesScoring: ModelScoring {
  private let prompts = EvaluationPrompts.make()
  private let plan: EvaluationSpec

  init(_ plan: EvaluationSpec) { self.plan = plan }

  /// Two prompts of each tag.
  var sheetCaptions: [String] { prompts.selecting(perTag: 2).prompts.map(\.prompt) }

  var scope: String { "built-in prompts, seeds \(plan.seeds.ofPrompts)" }

  func scores(of trainer: Trainer) throws -> Scores? {
    let part = prompts.selecting(perTag: plan.promptsPerTag)
    return try evaluate(trainer.model, on: part, Sampling(.first(1)))?.scores
  }

  func report(of trainer: Trainer, advanced: (Int, Int) -> Bool) throws -> ScoreReport? {
    let part = prompts.selecting(perTag: plan.finalPromptsPerTag)
    return try evaluate(
      trainer.model, on: part, Sampling(plan.seeds),
      advanced: { advanced($0, part.prompts.count) })?
      .report(side: trainer.model.side)
  }
}
