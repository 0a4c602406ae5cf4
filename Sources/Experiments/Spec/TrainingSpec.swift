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
    /// GAN-CLS (Reed et al. 2016); see `DCGANGenerator` and docs/recipe.md for what differs.
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
    let usesSlots = recipe == .slots
    layout = fields.fields(onlyIf: recipe.hasSlotSettings, else: recipe.lacks) {
      fields.fields(usedIf: usesSlots) {
        fields.object(
          "layout", "of recipe slots: the adversarial training of object places", LayoutSpec.init)
      }
    }
    wrongPairs = fields.fields(usedIf: recipe != .ganCLS) {
      fields.number(
        "wrongPairs", default: 1, in: 0...10,
        "the weight w of real pictures with wrong captions: of a term of its own with recipe slots, "
          + "w parts of 1 + w of what is rejected with gan and pix2pix; that of gan-cls is fixed")
    }
    game = fields.fields(onlyIf: recipe == .gan, else: Recipe.ofGAN) { GameSpec(fields) }
    regularizer = fields.fields(onlyIf: recipe.hasSlotSettings, else: recipe.lacks) {
      fields.fields(usedIf: usesSlots) {
        fields.object(
          "regularizer", "of recipe slots: the discriminator's gradient penalties",
          RegularizerSpec.init)
      }
    }
    translation = fields.fields(onlyIf: recipe == .pix2pix, else: Recipe.ofPix2Pix) {
      fields.object(
        "translation", "of recipe pix2pix: the translation of outlines", TranslationSpec.init)
    }
    (reconstruction, warmup) = Self.decoding(fields, of: recipe)
    training = fields.object("training", "the adversarial steps") { [recipe] in
      ScheduleSpec($0, of: recipe)
    }
    evaluation = fields.object("evaluation", "the scoring of the model", EvaluationSpec.init)
    tolerances = fields.optionalObject(
      "tolerances", "how far a rerun may stray", Tolerances.init)
    noteConflicts(fields)
  }
}

extension TrainingSpec {
  /// Reads what trains the generator as a decoder; with recipes `gan` and `pix2pix` nothing, unless
  /// it is asked for.
  private static func decoding(
    _ fields: SpecReader, of recipe: Recipe
  ) -> (ReconstructionSpec, WarmupSpec) {
    let (kept, learned) = (
      "of recipes slots and gan: what is kept of the warm-up",
      "the generator's training as a decoder; gan-cls has none"
    )
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
    return fields.fields(usedIf: recipe == .slots) {
      (
        fields.object("reconstruction", kept, ReconstructionSpec.init),
        fields.object("warmup", learned, warmup)
      )
    }
  }

  private static let keptByTranslation =
    #"nothing with "recipe": "pix2pix", whose reconstruction is translation.l1"#
}
