import Evaluation
import Files
import Tensors

/// The game about where objects lie, during the warm-up and the adversarial steps.
public struct LayoutSpec: SpecReadable, Sendable {
  /// The channels of the layout discriminator.
  public let channels: Int
  /// Its transformer blocks.
  public let blocks: Int
  /// Whether the inner product of places and sentence is part of its logit.
  public let hasProjection: Bool
  /// The weight of the game in the generator's loss.
  public let weight: Double
  /// The gradient penalties of the layout discriminator.
  public let regularizer: RegularizerSpec

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    channels = fields.integer(
      "channels", default: 64, in: 8...1024, "channels of the layout discriminator")
    blocks = fields.integer("blocks", default: 2, in: 1...16, "its transformer blocks")
    hasProjection = fields.flag(
      "projection", default: false,
      "whether the inner product of places and sentence is part of its logit")
    weight = fields.number(
      "weight", default: 0.02, in: 0...1000, "weight of this loss in the generator's")
    regularizer = fields.object(
      "regularizer", "the layout discriminator's gradient penalties", RegularizerSpec.init)
    if channels % 4 != 0 {
      fields.problem("channels", expected: "a multiple of 4", found: "\(channels)")
    }
  }
}

/// How much gradient penalties of the discriminator count, and how often; by default as R1 and R2.
public struct RegularizerSpec: SpecReadable, Sendable {
  /// The weight of each penalty.
  public let weight: Double
  /// The discriminator's updates from one application to the next; the weight is multiplied by it.
  public let every: Int

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    self.init(fields, weight: 0.1, every: 16, "weight of the penalties")
  }

  /// Reads and declares the fields, with defaults and what the weight is called.
  init(_ fields: SpecReader, weight: Double, every: Int, _ about: String) {
    self.weight = fields.number("weight", default: weight, in: 0...10_000, about)
    self.every = fields.integer(
      "every", default: every, in: 1...1000, "discriminator updates from one penalty to the next")
  }
}

/// What the generator keeps of its warm-up while it is trained against the discriminator.
public struct ReconstructionSpec: SpecReadable, Sendable {
  /// The weight of the squared error of reconstructions.
  public let pixels: Double
  /// The weight of the squared error of the discriminator's features of reconstructions.
  public let features: Double

  /// Nothing is kept.
  static let none = ReconstructionSpec(pixels: 0, features: 0)

  private init(pixels: Double, features: Double) {
    self.pixels = pixels
    self.features = features
  }

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    pixels = fields.number("pixels", default: 10, in: 0...10_000, "weight of pixels' errors")
    features = fields.number(
      "features", default: 1, in: 0...10_000, "weight of the errors of features")
  }
}

/// The training of the generator as the decoder of a text-conditional variational autoencoder, or
/// with recipe `gan` of the text alone, with `pix2pix` of text and outlines.
public struct WarmupSpec: Sendable {
  /// The number of updates.
  public let steps: Int
  /// The pictures of an update.
  public let batchSize: Int
  /// Adam's step.
  public let learningRate: Double
  /// The weight of the Kullback-Leibler divergence beside the squared error.
  public let klWeight: Double

  /// No steps.
  static let none = WarmupSpec(steps: 0, batchSize: 1, learningRate: 0, klWeight: 0)

  private init(steps: Int, batchSize: Int, learningRate: Double, klWeight: Double) {
    self.steps = steps
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.klWeight = klWeight
  }

  /// Reads and declares the fields.
  init(_ fields: SpecReader, of recipe: TrainingSpec.Recipe) {
    steps = fields.integer("steps", default: 0, in: 0...10_000_000, "updates")
    batchSize = fields.integer("batchSize", default: 32, in: 1...4096, "pictures an update")
    learningRate = fields.number(
      "learningRate", default: 1e-3, in: 1e-8...1, "Adam's learning rate")
    klWeight = fields.fields(onlyIf: recipe.hasSlotSettings, else: recipe.lacks) {
      fields.number(
        "klWeight", default: 1e-5, in: 0...100,
        "of recipe slots: weight of the codes' divergence from the normal distribution")
    }
  }
}

/// The adversarial steps: how many, how large, and what is kept on the way.
public struct ScheduleSpec: Sendable {
  /// The number of adversarial steps.
  public let steps: Int
  /// The pictures of a step.
  public let batchSize: Int
  /// Adam's step.
  public let learningRate: Double
  /// Adam's step of the discriminator.
  public let discriminatorLearningRate: Double
  /// The updates of the discriminator for each of the generator, each on pictures of its own.
  public let discriminatorSteps: Int
  /// What the learning rates fall to, as a part of their peak.
  public let finalRate: Double
  /// The steps in which only the discriminator learns, at the start.
  public let headStart: Int
  /// The decay of Adam's first moment.
  public let beta1: Double
  /// The decay of Adam's second moment.
  public let beta2: Double
  /// The pictures after which a weight counts half in the moving average.
  public let emaHalfLife: Double
  /// The arithmetic of convolutions and matrix products.
  public let precision: DataType
  /// The steps from one sheet of samples to the next; 0 for none.
  public let sampleEvery: Int
  /// The steps from one evaluation to the next; 0 for none but the last.
  public let evaluateEvery: Int
  /// The steps from one checkpoint to the next.
  public let checkpointEvery: Int
  /// The steps from one line of metrics to the next.
  public let logEvery: Int

  /// Reads and declares the fields, with the defaults of the recipe.
  init(_ fields: SpecReader, of recipe: TrainingSpec.Recipe) {
    steps = fields.integer("steps", in: 0...100_000_000, "adversarial steps")
    batchSize = fields.integer("batchSize", default: 16, in: 1...4096, "pictures a step")
    learningRate = fields.number(
      "learningRate", default: 2e-4, in: 1e-8...1, "Adam's learning rate")
    let isTuned = recipe != .ganCLS
    discriminatorLearningRate = fields.fields(
      usedIf: isTuned, fixed: ["discriminatorLearningRate": .exactly(learningRate)]
    ) {
      fields.number(
        "discriminatorLearningRate", default: 2e-4, in: 1e-8...1,
        "the discriminator's learning rate; gan-cls has one for both")
    }
    discriminatorSteps = fields.fields(
      onlyIf: recipe == .gan, else: TrainingSpec.Recipe.ofGAN
    ) {
      fields.integer(
        "discriminatorSteps", default: 1, in: 1...100,
        "of recipe gan: the discriminator's updates for each of the generator")
    }
    finalRate = fields.fields(
      onlyIf: recipe == .gan || recipe == .pix2pix, else: TrainingSpec.Recipe.ofGANOrPix2Pix
    ) {
      fields.number(
        "finalRate", default: 0.2, in: 0...1,
        "of recipes gan and pix2pix: what the learning rates fall to, as a part of their peak")
    }
    (headStart, beta1, beta2, emaHalfLife) = fields.fields(
      usedIf: isTuned,
      fixed: [
        "headStart": .integer(0), "beta1": .exactly(0.5), "beta2": .exactly(0.999),
        "emaHalfLife": .exactly(0),
      ]
    ) {
      (
        fields.integer(
          "headStart", default: recipe.hasSlotSettings ? 200 : 0, in: 0...1_000_000,
          "steps of the discriminator alone; 0 by default with recipes gan and pix2pix, and always "
            + "with gan-cls"),
        fields.number(
          "beta1", default: 0, in: 0...0.9999,
          "decay of Adam's first moment; that of gan-cls is fixed, and so is the second's"),
        fields.number("beta2", default: 0.99, in: 0...0.999999, "and of the second"),
        fields.number(
          "emaHalfLife", default: 10_000, in: 0...1e9,
          "pictures after which old weights count half; gan-cls has no averages")
      )
    }
    precision = fields.choice("precision", default: .float32, "arithmetic of the heavy operations")
    sampleEvery = fields.integer(
      "sampleEvery", default: 1000, in: 0...100_000_000,
      "steps between sheets of samples; 0 for none")
    evaluateEvery = fields.integer(
      "evaluateEvery", default: 5000, in: 0...100_000_000,
      "steps between evaluations; 0 for none but the last")
    checkpointEvery = fields.integer(
      "checkpointEvery", default: 1000, in: 1...100_000_000, "steps between checkpoints")
    logEvery = fields.integer(
      "logEvery", default: 50, in: 1...100_000_000, "steps between lines of metrics")
  }
}

/// How much the model is scored on: of the built-in prompt set where it learns from Shapes, else of
/// the captions of the data set, whose tags are training and held out.
public struct EvaluationSpec: SpecReadable, Sendable {
  /// The prompts a tag while training goes on, each drawn once.
  public let promptsPerTag: Int
  /// The prompts a tag at the end; all where there are fewer, and at most 500 captions of a data
  /// set.
  public let finalPromptsPerTag: Int
  /// The pictures a prompt at the end.
  public let finalSeeds: Int
  /// The seeds of the first prompt's pictures at the end.
  var seeds: SeedList { .first(finalSeeds) }
  /// The figures over sets of pictures that are computed at the end; none by default.
  public let figures: [FigureKind]
  /// The pictures that are drawn for them.
  public let pictures: Int

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    promptsPerTag = fields.integer(
      "promptsPerTag", default: 20, in: 1...10_000, "prompts a tag during training")
    finalPromptsPerTag = fields.integer(
      "finalPromptsPerTag", default: 10_000, in: 1...10_000,
      "prompts a tag at the end; of captions of a data set at most 500")
    finalSeeds = fields.integer(
      "finalSeeds", default: 4, in: 1...1000, "pictures a prompt at the end")
    let figures = fields.optionalChoices(
      "figures", among: FigureKind.allCases.filter { $0 != .nearest },
      "figures over sets of pictures at the end, against held-out pictures")
    self.figures = figures ?? []
    pictures = fields.fields(onlyIf: figures != nil, else: #"nothing without "figures""#) {
      fields.integer(
        "pictures", default: figures?.contains(.fid) == true ? 2048 : 1000, in: 10...10_000,
        "pictures drawn for the figures; 2048, which fid needs, by default with it")
    }
  }
}
