import Language

/// The tokenizer, the text encoder and the encoder's contrastive pre-training.
public struct TextEncoderSpec: SpecReadable, Sendable {
  /// The network that reads; a transformer where the spec says nothing.
  public let architecture: TextEncoder.Architecture
  /// The number of SentencePiece pieces.
  public let vocabularySize: Int
  /// The number of captions that the tokenizer learns from.
  public let captions: Int
  /// The number of pieces of a caption that are read.
  public let length: Int
  /// The channels of the encoder.
  public let width: Int
  /// A transformer's layers.
  public let layers: Int
  /// The attention heads of a transformer's layer.
  public let heads: Int
  /// Whether a transformer knows the order of the pieces.
  public let positions: Bool
  /// Whether the generator's loss trains the encoder on after its pre-training.
  public let trains: Bool
  /// The contrastive pre-training.
  public let pretraining: PretrainingSpec

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) { self.init(fields, of: nil) }

  /// Reads and declares the fields of a training of the given recipe.
  init(_ fields: SpecReader, of recipe: TrainingSpec.Recipe?) {
    trains =
      recipe != nil
      && fields.fields(
        onlyIf: recipe == .gan || recipe == .pix2pix, else: TrainingSpec.Recipe.ofGANOrPix2Pix
      ) {
        fields.flag(
          "trains", default: false,
          "of recipes gan and pix2pix: whether the generator's loss trains the encoder on")
      }
    architecture =
      fields.optionalChoice("architecture", "the network that reads; transformer by default")
      ?? .transformer
    vocabularySize = fields.integer(
      "vocabularySize", default: 256, in: 64...32_000, "pieces of the tokenizer")
    captions = fields.integer(
      "captions", default: 20_000, in: 1000...10_000_000, "captions the tokenizer learns from")
    length = fields.integer("length", default: 32, in: 4...512, "pieces of a caption read")
    width = fields.integer("width", default: 128, in: 8...2048, "channels of the encoder")
    (layers, heads, positions) = fields.fields(usedIf: architecture == .transformer) {
      (
        fields.integer("layers", default: 2, in: 1...24, "layers of a transformer"),
        fields.integer(
          "heads", default: 4, in: 1...32, "attention heads of a transformer's layer"),
        fields.flag("positions", default: true, "whether a transformer knows the order of pieces")
      )
    }
    pretraining = fields.object(
      "pretraining", "the encoder's contrastive pre-training", PretrainingSpec.init)
    if architecture == .transformer, width % heads != 0 {
      fields.problem("heads", expected: "a divisor of the width \(width)", found: "\(heads)")
    }
    if architecture == .gru, width % 2 != 0 {
      fields.problem("width", expected: "an even width, half for each direction", found: "\(width)")
    }
    if recipe == .pix2pix, width % 4 != 0 {
      fields.problem(
        "width", expected: "a multiple of 4, which words of the noise are read with",
        found: "\(width)")
    }
  }
}

/// The contrastive pre-training of the text encoder.
public struct PretrainingSpec: SpecReadable, Sendable {
  /// The number of updates.
  public let steps: Int
  /// The caption-picture pairs of an update.
  public let batchSize: Int
  /// Adam's step.
  public let learningRate: Double
  /// What the cosine similarities are divided by.
  public let temperature: Double
  /// Whether each scene is told from a second wrong caption, which has another relation or size
  /// where the right one states any.
  public let hasMisplacingCaptions: Bool

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    steps = fields.integer("steps", default: 2000, in: 0...10_000_000, "updates")
    batchSize = fields.integer("batchSize", default: 64, in: 2...4096, "pairs an update")
    learningRate = fields.number(
      "learningRate", default: 5e-4, in: 1e-8...1, "Adam's learning rate")
    temperature = fields.number(
      "temperature", default: 0.07, in: 1e-3...10, "what similarities are divided by")
    hasMisplacingCaptions = fields.flag(
      "misplacingCaptions", default: false,
      "of shapes: a second wrong caption for each scene, with another relation or size if it has any"
    )
  }

  /// Notes in `fields`, those of the experiment, what does not go with its data set.
  func noteConflicts(with dataset: DatasetSpec, _ fields: SpecReader) {
    guard hasMisplacingCaptions, dataset.name != .shapes else { return }
    fields.problem(
      "textEncoder.pretraining.misplacingCaptions",
      expected: "false with the data set \(dataset.name.rawValue), whose captions are given",
      found: "true")
  }
}
