/// The training of a judge: a text encoder and an image encoder beside each other, with seeds of
/// their own.
public struct JudgeSpec: SpecReadable, Sendable {
  /// What the run directory is called after its number.
  public let name: String
  /// What the experiment is to find out.
  public let question: String?
  /// The seed of every random number of the run; no model that is judged should have it.
  public let seed: Int
  /// The pictures and captions.
  public let dataset: DatasetSpec
  /// The tokenizer and the text encoder, whose `pretraining` is the judge's training.
  public let textEncoder: TextEncoderSpec
  /// How the judge is tested at the end.
  public let retrieval: RetrievalSpec
  /// The steps from one line of metrics to the next.
  public let logEvery: Int
  /// How far a rerun may stray and still be equivalent.
  public let tolerances: Tolerances?

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    fields.constant("kind", ExperimentKind.judge.rawValue, "the kind of experiment")
    name = fields.text("name", "what the run is called, in its folder's name")
    question = fields.optionalText("question", "what the experiment is to find out")
    seed = fields.integer(
      "seed", default: 1001, in: 0...Int.max, "the seed of all random numbers; none of a model's")
    dataset = fields.object("dataset", "the pictures and captions", DatasetSpec.init)
    if dataset.name != .shapes {
      fields.problem(
        "dataset.name", expected: "shapes, whose scenes a judge is tested on",
        found: dataset.name.rawValue)
    }
    textEncoder = fields.object(
      "textEncoder", "the tokenizer, the text encoder and the judge's training",
      TextEncoderSpec.init)
    retrieval = fields.object("retrieval", "the test at the end", RetrievalSpec.init)
    logEvery = fields.integer(
      "logEvery", default: 50, in: 1...100_000_000, "steps between lines of metrics")
    tolerances = fields.optionalObject(
      "tolerances", "how far a rerun may stray", Tolerances.init)
  }
}

/// The test of a judge: which of several captions each of some fresh pictures goes with.
public struct RetrievalSpec: SpecReadable, Sendable {
  /// The pictures.
  public let pictures: Int
  /// The captions of each, its own and others that are false of it.
  public let captions: Int

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    pictures = fields.integer("pictures", default: 500, in: 1...100_000, "fresh pictures")
    captions = fields.integer(
      "captions", default: 100, in: 2...10_000, "captions of each, its own and false ones")
  }
}
