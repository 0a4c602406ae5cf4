import Datasets

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
  /// Which pictures of a data set it learns from; all, where they are drawn.
  public let learnsFrom: Source
  /// How the pictures of a data set are changed at random before it learns from them.
  public let augmentation: PictureAugmentation
  /// The tokenizer and the text encoder, whose `pretraining` is the judge's training.
  public let textEncoder: TextEncoderSpec
  /// How the judge is tested at the end.
  public let retrieval: RetrievalSpec
  /// The steps from one line of metrics to the next.
  public let logEvery: Int
  /// How far a rerun may stray and still be equivalent.
  public let tolerances: Tolerances?

  /// The pictures of a data set that a judge can learn from.
  public enum Source: String, CaseIterable, Sendable {
    /// Those that a model is trained on.
    case training
    /// The held-out ones too: a judge of held-out concepts must know what they look like.
    case all
  }

  /// The fields that hold paths, which a spec's file gives relative to its own folder.
  static let paths = ["dataset.path"]

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    fields.constant("kind", ExperimentKind.judge.rawValue, "the kind of experiment")
    name = fields.text("name", "what the run is called, in its folder's name")
    question = fields.optionalText("question", "what the experiment is to find out")
    seed = fields.integer(
      "seed", default: 1001, in: 0...Int.max, "the seed of all random numbers; none of a model's")
    dataset = fields.object("dataset", "the pictures and captions", DatasetSpec.init)
    (learnsFrom, augmentation) = fields.fields(
      onlyIf: dataset.name != .shapes,
      else: "nothing with the data set shapes, whose pictures are drawn anew"
    ) {
      (
        fields.choice(
          "learnsFrom", default: .training, "which pictures of a data set it learns from"),
        fields.object(
          "augmentation", "random changes of a data set's pictures", PictureAugmentation.init)
      )
    }
    textEncoder = fields.object(
      "textEncoder", "the tokenizer, the text encoder and the judge's training",
      TextEncoderSpec.init)
    textEncoder.pretraining.noteConflicts(with: dataset, fields)
    retrieval = fields.object("retrieval", "the test at the end", RetrievalSpec.init)
    logEvery = fields.integer(
      "logEvery", default: 50, in: 1...100_000_000, "steps between lines of metrics")
    tolerances = fields.optionalObject(
      "tolerances", "how far a rerun may stray", Tolerances.init)
  }
}

extension PictureAugmentation: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    self.init(
      translation: fields.number(
        "translation", default: 0.1, in: 0...0.5, "the farthest move, as a part of the side"),
      scaling: fields.number(
        "scaling", default: 0.15, in: 0...0.5, "the most that pictures grow or shrink, a part"),
      blur: fields.number(
        "blur", default: 0.03, in: 0...0.25,
        "the largest blur's standard deviation, as a part of the side"),
      noise: fields.number(
        "noise", default: 20, in: 0...128, "the largest noise's standard deviation, of 255"))
  }
}

/// The test of a judge: which of several captions each of some fresh pictures goes with.
public struct RetrievalSpec: SpecReadable, Sendable {
  /// The pictures; of a data set, the most of either side of its split.
  public let pictures: Int
  /// The captions of each, its own and others that are false of it.
  public let captions: Int

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    pictures = fields.integer(
      "pictures", default: 500, in: 1...100_000,
      "fresh pictures; of a data set the most of either side of its split")
    captions = fields.integer(
      "captions", default: 100, in: 2...10_000, "captions of each, its own and false ones")
  }
}
