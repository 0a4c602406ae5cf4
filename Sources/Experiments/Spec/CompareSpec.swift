import Evaluation

/// A comparison of two prompt sets, or of two models on one set.
public struct CompareSpec: SpecReadable, Sendable {
  /// What the run directory is called after its number.
  public let name: String
  /// What the experiment is to find out.
  public let question: String?
  /// The files of two prompt sets, A and B, or of the one that two models draw.
  public let prompts: [String]
  /// The files of two models, A and B, or of the one that draws two sets; none for the shipped one.
  public let models: [String]
  /// The judge's file, where it is to score the pictures whatever the prompts expect; nil for the
  /// shipped one, where it is needed.
  public let judge: String?
  /// The seeds of the first prompt's pictures; see `SeedList.seeds(ofPrompt:)`.
  public let seeds: SeedList
  /// The largest difference that does not matter; nil where every one does.
  public let margin: Double?
  /// When the comparison is to count as failed; nil for never.
  public let gate: ComparisonGate?

  /// The fields that hold paths, which a spec's file gives relative to its own folder.
  static let paths = ["prompts", "models", "judge"]

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    fields.constant("kind", ExperimentKind.compare.rawValue, "the kind of experiment")
    name = fields.text("name", "what the run is called, in its folder's name")
    question = fields.optionalText("question", "what the experiment is to find out")
    prompts = fields.texts(
      "prompts", "two prompt sets, A and B, or one with two models; from the spec's folder")
    models = fields.texts(
      "models", default: [],
      "two models, A and B, for one prompt set; or the one for two sets, by default the shipped one"
    )
    judge = fields.optionalText(
      "judge",
      "the judge that scores the pictures, from the spec's folder; where absent, the shipped one if a "
        + "prompt has no expect")
    seeds = fields.seeds(
      "seeds", default: .usual,
      "the seeds of the first prompt's pictures; each further prompt adds 1000")
    margin = fields.optionalNumber(
      "margin", in: 1e-6...1, "the largest difference that does not matter")
    gate = fields.optionalChoice("failOn", "when to exit with code 100")
    if !(1...2 ~= prompts.count) {
      fields.problem(
        "prompts", expected: "two prompt sets, or one with two models",
        found: "\(prompts.count) sets")
    } else if prompts.count == 1, models.count != 2 {
      fields.problem(
        "models", expected: "two models for the one prompt set", found: "\(models.count)")
    } else if prompts.count == 2, models.count > 1 {
      fields.problem(
        "models", expected: "at most one model for two prompt sets", found: "\(models.count)")
    }
  }
}
