import Datasets
import Language

/// A training experiment: the data, the networks, the objective and the schedule.
public struct TrainingSpec: SpecReadable, Sendable {
  /// What the run directory is called after its number.
  public let name: String
  /// What the experiment is to find out.
  public let question: String?
  /// The seed of every random number of the run.
  public let seed: Int
  /// The networks and their objective.
  public let recipe: Recipe
  /// The pictures and captions.
  public let dataset: DatasetSpec
  /// The tokenizer and the text encoder.
  public let textEncoder: TextEncoderSpec
  /// The network that draws.
  public let generator: GeneratorSpec
  /// The network that judges.
  public let discriminator: DiscriminatorSpec
  /// The game about where objects lie.
  public let layout: LayoutSpec
  /// The weight of real pictures with wrong captions in the discriminator's loss.
  public let wrongPairs: Double
  /// The objective of recipe `gan` and what is laid over it.
  public let game: GameSpec
  /// The gradient penalties of the discriminator.
  public let regularizer: RegularizerSpec
  /// The translation of recipe `pix2pix`.
  public let translation: TranslationSpec
  /// What is kept of the warm-up.
  public let reconstruction: ReconstructionSpec
  /// The training of the generator as a decoder, before the first adversarial step.
  public let warmup: WarmupSpec
  /// The adversarial steps.
  public let training: ScheduleSpec
  /// The scoring of the model.
  public let evaluation: EvaluationSpec
  /// How far a rerun may stray and still be equivalent.
  public let tolerances: Tolerances?

  /// The ways to train that there are.
  public enum Recipe: String, CaseIterable, Sendable {
    /// The default: slots that find places and paint; see `SlotGenerator`.
    case slots
    /// GAN-CLS as published (Reed et al. 2016); see `DCGANGenerator`.
    case ganCLS = "gan-cls"
    /// A GAN whose objective, regularizers and networks are settings; see `GANStep`.
    case gan
    /// Translation of outlines under text (Isola et al. 2017); see `Pix2PixStep`.
    case pix2pix

    /// Whether its settings include those of the slots, which GAN-CLS shares for equal specs.
    var hasSlotSettings: Bool { self == .slots || self == .ganCLS }

    /// What is expected where a key belongs to recipe `gan`, and the recipe is another.
    static let ofGAN = #"nothing without "recipe": "gan""#
    /// What is expected where a key belongs to recipe `pix2pix`, and the recipe is another.
    static let ofPix2Pix = #"nothing without "recipe": "pix2pix""#
    /// What is expected where a key belongs to recipes `gan` and `pix2pix`, and the recipe is
    /// another.
    static let ofGANOrPix2Pix = #"nothing without "recipe": "gan" or "pix2pix""#
    /// What is expected where a key belongs to other recipes than this one.
    var lacks: String { "nothing with \"recipe\": \"\(rawValue)\"" }
  }

  /// The keys whose values are paths.
  static let paths = ["dataset.path"]

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    fields.constant("kind", "train", "the kind of experiment")
    name = fields.text("name", "what the run is called, in its folder's name")
    question = fields.optionalText("question", "what the experiment is to find out")
    seed = fields.integer("seed", default: 0, in: 0...Int.max, "the seed of all random numbers")
    recipe = fields.choice("recipe", default: .slots, "the networks and their objective")
    dataset = fields.object("dataset", "the pictures and captions", DatasetSpec.init)
    textEncoder = fields.object(
      "textEncoder", "the tokenizer and the text encoder"
    ) { [recipe] in TextEncoderSpec($0, of: recipe) }
    generator = fields.object("generator", "the network that draws") { [recipe] in
      GeneratorSpec($0, under: recipe)
    }
    discriminator = fields.object("discriminator", "the network that judges") { [recipe] in
      DiscriminatorSpec($0, under: recipe)
    }
    layout = fields.fields(onlyIf: recipe.hasSlotSettings, else: recipe.lacks) {
      fields.object("layout", "the game about where objects lie", LayoutSpec.init)
    }
    wrongPairs = fields.number(
      "wrongPairs", default: 1, in: 0...10, "the weight of real pictures with wrong captions")
    game = fields.fields(onlyIf: recipe == .gan, else: Recipe.ofGAN) { GameSpec(fields) }
    regularizer = fields.fields(onlyIf: recipe.hasSlotSettings, else: recipe.lacks) {
      fields.object(
        "regularizer", "the discriminator's gradient penalties", RegularizerSpec.init)
    }
    translation = fields.fields(onlyIf: recipe == .pix2pix, else: Recipe.ofPix2Pix) {
      fields.object("translation", "the translation of outlines", TranslationSpec.init)
    }
    (reconstruction, warmup) = Self.decoding(fields, of: recipe)
    training = fields.object("training", "the adversarial steps") { [recipe] in
      ScheduleSpec($0, of: recipe)
    }
    evaluation = fields.object("evaluation", "the scoring of the model", EvaluationSpec.init)
    tolerances = fields.optionalObject(
      "tolerances", "how far a rerun may stray", Tolerances.init)
    if dataset.name == .shapes, !evaluation.figures.isEmpty {
      fields.problem(
        "evaluation.figures",
        expected: "none with the data set shapes, whose pictures the oracle scores",
        found: evaluation.figures.map(\.rawValue).joined(separator: ", "))
    }
    if recipe == .slots, dataset.name != .shapes {
      fields.problem(
        "recipe",
        expected:
          "\(Recipe.gan.rawValue) or \(Recipe.ganCLS.rawValue) with the data set \(dataset.name.rawValue): "
          + "slots learn from layouts, which only shapes tells", found: recipe.rawValue)
    }
    if recipe == .pix2pix, dataset.name != .shapes {
      fields.problem(
        "dataset.name",
        expected:
          "\(DatasetSpec.Name.shapes.rawValue) with recipe pix2pix: only its scenes tell where "
          + "outlines run", found: dataset.name.rawValue)
    }
    if textEncoder.architecture == .labels, dataset.name == .shapes,
      recipe != .gan || wrongPairs > 0
    {
      fields.problem(
        "textEncoder.architecture",
        expected: "an encoder that reads words, or recipe gan with wrongPairs 0: wrong captions of "
          + "shapes often name what the right ones name", found: "labels")
    }
    if recipe == .ganCLS, warmup.steps > 0 {
      fields.problem("warmup.steps", expected: "0, as GAN-CLS has none", found: "\(warmup.steps)")
    }
    if recipe == .gan {
      let conflicts =
        game.conflicts(
          normalizesBatches: discriminator.architecture == .dcgan,
          captionsNameColors: dataset.name == .shapes, batchSize: training.batchSize)
        + game.conflicts(with: reconstruction)
      for conflict in conflicts {
        fields.problem(conflict.key, expected: conflict.expected, found: conflict.found)
      }
    }
    if [.dcgan, .conditional].contains(generator.architecture),
      8 * generator.channels % max(1, dataset.size / 8) != 0
    {
      fields.problem(
        "generator.channels", expected: "channels that halve up to side \(dataset.size)",
        found: "\(generator.channels)")
    }
  }
}

extension TrainingSpec {
  /// Reads what trains the generator as a decoder; with recipes `gan` and `pix2pix` nothing, unless
  /// it is asked for.
  private static func decoding(
    _ fields: SpecReader, of recipe: Recipe
  ) -> (ReconstructionSpec, WarmupSpec) {
    let (kept, learned) = ("what is kept of the warm-up", "the generator's training as a decoder")
    func warmup(_ fields: SpecReader) -> WarmupSpec { WarmupSpec(fields, of: recipe) }
    guard recipe.hasSlotSettings else {
      let reconstruction = fields.fields(onlyIf: recipe == .gan, else: keptByTranslation) {
        fields.optionalObject("reconstruction", kept, ReconstructionSpec.init)
      }
      return (
        reconstruction ?? .none,
        fields.optionalObject("warmup", learned, warmup) ?? .none
      )
    }
    return (
      fields.object("reconstruction", kept, ReconstructionSpec.init),
      fields.object("warmup", learned, warmup)
    )
  }

  private static let keptByTranslation =
    #"nothing with "recipe": "pix2pix", whose reconstruction is translation.l1"#
}

/// The data of a training experiment.
public struct DatasetSpec: SpecReadable, Sendable {
  /// The data set.
  public let name: Name
  /// Where a folder of pictures lies.
  public let path: String?
  /// The side of the pictures in pixels.
  public let size: Int
  /// How much the wordings of captions vary.
  public let wordings: Wordings

  /// The data sets there are.
  public enum Name: String, CaseIterable, Sendable {
    /// The built-in world of coloured shapes.
    case shapes
    /// See `FashionMNIST`.
    case fashionMNIST = "fashion-mnist"
    /// See `NotoEmoji`.
    case emoji
    /// A folder of captioned pictures.
    case folder
  }

  /// The data set `name`, with pictures of `size` pixels a side, in plain wordings.
  public init(name: Name, path: String? = nil, size: Int = 64) {
    wordings = .plain
    self.name = name
    self.path = path
    self.size = size
  }

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    name = fields.choice("name", default: .shapes, "the data set")
    path = fields.optionalText("path", "of folder: where it lies, as seen from the spec")
    size = fields.integer("size", default: 64, in: 16...256, "the pictures' side in pixels")
    wordings = fields.choice(
      "wordings", default: .plain, "how much the wordings of captions vary")
    if size & (size - 1) != 0 {
      fields.problem("size", expected: "a power of two", found: "\(size)")
    }
    if (path == nil) == (name == .folder) {
      fields.problem(
        "path", expected: name == .folder ? "the folder's path" : "no path with \(name.rawValue)",
        found: path ?? "none")
    }
  }
}

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
          "trains", default: false, "whether the generator's loss trains the encoder on")
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
    layers = fields.integer("layers", default: 2, in: 1...24, "layers of a transformer")
    heads = fields.integer(
      "heads", default: 4, in: 1...32, "attention heads of a transformer's layer")
    positions = fields.flag(
      "positions", default: true, "whether a transformer knows the order of pieces")
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

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    steps = fields.integer("steps", default: 2000, in: 0...10_000_000, "updates")
    batchSize = fields.integer("batchSize", default: 64, in: 2...4096, "pairs an update")
    learningRate = fields.number("learningRate", default: 5e-4, in: 1e-8...1, "Adam's step")
    temperature = fields.number(
      "temperature", default: 0.07, in: 1e-3...10, "what similarities are divided by")
  }
}
