/// An evaluation: what a model's pictures are worth on a set of prompts.
public struct EvaluateSpec: SpecReadable, Sendable {
  /// What the run directory is called after its number.
  public let name: String
  /// What the experiment is to find out.
  public let question: String?
  /// The model's file; nil for the shipped model.
  public let model: String?
  /// The prompt set's file; nil for the built-in prompts.
  public let prompts: String?
  /// The seeds of the first prompt's pictures; see `SeedList.seeds(ofPrompt:)`.
  public let seeds: SeedList
  /// How far pictures stray with their seeds, 0 to 1.
  public let truncation: Double

  /// The fields that hold paths, which a spec's file gives relative to its own folder.
  static let paths = ["model", "prompts"]

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    fields.constant("kind", ExperimentKind.evaluate.rawValue, "the kind of experiment")
    name = fields.text("name", "what the run is called, in its folder's name")
    question = fields.optionalText("question", "what the experiment is to find out")
    model = fields.optionalText(
      "model", "the model's file, from the spec's folder; the shipped model where absent")
    prompts = fields.optionalText(
      "prompts", "the prompt set, from the spec's folder; the built-in one where absent")
    seeds = fields.seeds(
      "seeds", default: .usual,
      "the seeds of the first prompt's pictures; each further prompt adds 1000")
    truncation = fields.number(
      "truncation", default: 1, in: 0...1,
      "how far pictures stray with their seeds, from 0, not at all, to 1")
  }
}
