import Datasets
import Evaluation
import Imaging
import Tensors
import TextToImage

/// Scores pictures that are translated from outlines by the oracle, on the built-in prompts.
///
/// Each prompt has a scene that shows what it asks for, drawn by its number and the seed; the model
/// sees the scene's outlines and the prompt. Shapes, sizes, counts and places stand in the
/// outlines, so the figures measure colours and backgrounds and that nothing else was lost: they
/// are no match for those of a model that draws from the prompt alone, and have a name of their
/// own.
struct OutlineScoring: ModelScoring {
  /// The rules of the figures: the oracle's, on translated outlines.
  static let signature = MetricSignature(
    name: "\(ShapeOracle.signature.name)-on-outlines", version: ShapeOracle.signature.version)

  private let prompts = EvaluationPrompts.make()
  private let plan: EvaluationSpec

  init(_ plan: EvaluationSpec) { self.plan = plan }

  /// Two prompts of each tag.
  var sheetCaptions: [String] { sheetPrompts.prompts.map(\.prompt) }

  var scope: String { "outlines of scenes of the built-in prompts, seeds \(plan.seeds.ofPrompts)" }

  let prefix = "outlines_"

  private var sheetPrompts: PromptSet { prompts.selecting(perTag: 2) }

  func scores(of trainer: Trainer) throws -> Scores? {
    let part = prompts.selecting(perTag: plan.promptsPerTag)
    return try evaluation(trainer.model, on: part, seeds: .first(1)) { _ in true }?.scores
  }

  func report(of trainer: Trainer, advanced: (Int, Int) -> Bool) throws -> ScoreReport? {
    let part = prompts.selecting(perTag: plan.finalPromptsPerTag)
    var report = try evaluation(
      trainer.model, on: part, seeds: plan.seeds, { advanced($0, part.prompts.count) })?
      .report(side: trainer.model.side)
    report?.metric = Self.signature
    return report
  }

  /// Outlines beside what became of them.
  func sheet(_ model: Model) throws -> RGBImage {
    let cells = try sheetPrompts.prompts.enumerated().flatMap { index, prompt in
      let outlines = renderOutlines(try scene(of: prompt, index, seed: 0), side: model.side)
      let picture = model.translation(
        of: outlines, under: try model.read(prompt.prompt).text, seed: 0)
      return [
        ContactSheet.Cell(image: outlines),
        ContactSheet.Cell(image: picture, caption: prompt.prompt),
      ]
    }
    var sheet = ContactSheet(cells: cells, columns: 6)
    sheet.imageScale = ContactSheet.imageScale(ofSide: model.side)
    return sheet.render()
  }

  /// Translates the outlines of each prompt's scenes and scores the pictures; nil where it was
  /// stopped.
  private func evaluation(
    _ model: Model, on set: PromptSet, seeds: SeedList, _ advanced: (Int) -> Bool
  ) throws -> ShapeEvaluation? {
    var evaluation = try ShapeEvaluation(set)
    for (index, prompt) in set.prompts.enumerated() {
      let text = try model.read(prompt.prompt).text
      for seed in seeds.seeds(ofPrompt: index) {
        let outlines = renderOutlines(try scene(of: prompt, index, seed: seed), side: model.side)
        _ = evaluation.add(model.translation(of: outlines, under: text, seed: seed), of: index)
      }
      guard advanced(index + 1) else { return nil }
    }
    return evaluation
  }

  private func scene(of prompt: Prompt, _ index: Int, seed: UInt64) throws -> Scene {
    var random = RandomSource(seed: seed, UInt64(index), 0x6f75_746c)
    return try SceneSampler.scene(for: prompt, using: &random)
  }
}
