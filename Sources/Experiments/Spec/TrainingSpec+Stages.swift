/// The architecture of the generator or of the discriminator.
public struct NetworkSpec: Sendable {
  /// The architecture.
  public let kind: Kind
  /// The channels at the pictures' full resolution.
  public let channels: Int
  /// The most channels of any layer.
  public let maximumChannels: Int
  /// The length of the generator's noise; 0 for the discriminator, which has none.
  public let latent: Int

  /// The architectures.
  public enum Kind: String, CaseIterable, Sendable {
    case modulated
    case dcgan
  }

  init(_ fields: SpecReader, isGenerator: Bool) {
    kind = fields.choice("kind", default: .modulated, "the architecture")
    channels = fields.integer(
      "channels", default: 32, in: 4...1024, "channels at the full resolution")
    maximumChannels = fields.integer(
      "maximumChannels", default: 256, in: 4...4096, "most channels of a layer")
    latent = isGenerator ? fields.integer("latent", default: 64, in: 1...4096, "noise length") : 0
    if maximumChannels < channels {
      fields.problem(
        "maximumChannels", expected: "at least the channels \(channels)",
        found: "\(maximumChannels)")
    }
  }
}

/// The gradient penalties of the discriminator, on real (R1) and on drawn (R2) pictures.
public struct RegularizerSpec: SpecReadable, Sendable {
  /// The weight of R1.
  public let r1: Double
  /// The weight of R2.
  public let r2: Double
  /// The steps from one application to the next; the weights are multiplied by it.
  public let every: Int

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    r1 = fields.number("r1", default: 1, in: 0...10_000, "weight of the penalty on real pictures")
    r2 = fields.number("r2", default: 1, in: 0...10_000, "weight of the penalty on drawn pictures")
    every = fields.integer("every", default: 16, in: 1...1000, "steps between applications")
  }
}

/// The training of the generator as the decoder of a text-conditional variational autoencoder.
public struct WarmupSpec: SpecReadable, Sendable {
  /// The number of updates.
  public let steps: Int
  /// The pictures of an update.
  public let batchSize: Int
  /// Adam's step.
  public let learningRate: Double
  /// The weight of the Kullback-Leibler divergence beside the squared error.
  public let klWeight: Double

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    steps = fields.integer("steps", default: 0, in: 0...10_000_000, "updates")
    batchSize = fields.integer("batchSize", default: 16, in: 1...4096, "pictures an update")
    learningRate = fields.number("learningRate", default: 1e-3, in: 1e-8...1, "Adam's step")
    klWeight = fields.number(
      "klWeight", default: 1e-3, in: 0...100, "weight of the divergence from the prior")
  }
}

/// The adversarial steps: how many, how large, and what is kept on the way.
public struct ScheduleSpec: SpecReadable, Sendable {
  /// The number of adversarial steps.
  public let steps: Int
  /// The pictures of a step.
  public let batchSize: Int
  /// Adam's step.
  public let learningRate: Double
  /// The decay of Adam's first moment.
  public let beta1: Double
  /// The decay of Adam's second moment.
  public let beta2: Double
  /// The pictures after which a weight counts half in the moving average.
  public let emaHalfLife: Double
  /// The arithmetic of convolutions and matrix products.
  public let precision: Precision
  /// The steps from one sheet of samples to the next; 0 for none.
  public let sampleEvery: Int
  /// The steps from one evaluation to the next; 0 for none but the last.
  public let evaluateEvery: Int
  /// The steps from one checkpoint to the next.
  public let checkpointEvery: Int
  /// The steps from one line of metrics to the next.
  public let logEvery: Int

  /// The arithmetics there are.
  public enum Precision: String, CaseIterable, Sendable {
    case f32
    case bf16
  }

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    steps = fields.integer("steps", in: 0...100_000_000, "adversarial steps")
    batchSize = fields.integer("batchSize", default: 16, in: 1...4096, "pictures a step")
    learningRate = fields.number("learningRate", default: 2e-4, in: 1e-8...1, "Adam's step")
    beta1 = fields.number("beta1", default: 0, in: 0...0.9999, "decay of Adam's first moment")
    beta2 = fields.number("beta2", default: 0.99, in: 0...0.999999, "and of the second")
    emaHalfLife = fields.number(
      "emaHalfLife", default: 10_000, in: 0...1e9, "pictures until a weight counts half")
    precision = fields.choice("precision", default: .f32, "arithmetic of the heavy operations")
    sampleEvery = fields.integer(
      "sampleEvery", default: 1000, in: 0...100_000_000, "steps between sheets of samples")
    evaluateEvery = fields.integer(
      "evaluateEvery", default: 5000, in: 0...100_000_000, "steps between evaluations")
    checkpointEvery = fields.integer(
      "checkpointEvery", default: 1000, in: 1...100_000_000, "steps between checkpoints")
    logEvery = fields.integer(
      "logEvery", default: 50, in: 1...100_000_000, "steps between lines of metrics")
  }
}
