import Adversarial

/// What a GAN of recipe `gan` is trained by.
public struct GameSpec: SpecReadable, Sendable {
  /// What both networks make small.
  public let objective: ObjectiveName
  /// The weight of texts between texts in the generator's loss.
  public let interpolation: Double
  /// What is laid over the objective.
  public let regularizers: GameRegularizersSpec

  /// The objectives there are.
  public enum ObjectiveName: String, CaseIterable, Sendable {
    /// See `Minimax`.
    case minimax
    /// See `NonSaturating`.
    case nonSaturating = "non-saturating"
    /// See `LeastSquares`.
    case leastSquares = "least-squares"
    /// See `Hinge`.
    case hinge
    /// See `Wasserstein`.
    case wasserstein
    /// See `Relativistic`.
    case relativistic

    /// The objective of this name.
    var objective: any Objective {
      switch self {
      case .minimax: Minimax()
      case .nonSaturating: NonSaturating()
      case .leastSquares: LeastSquares()
      case .hinge: Hinge()
      case .wasserstein: Wasserstein()
      case .relativistic: Relativistic()
      }
    }
  }

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    objective = fields.choice(
      "objective", default: .hinge, "of recipe gan: the losses of both networks")
    interpolation = fields.number(
      "interpolation", default: 0, in: 0...10,
      "of recipe gan: weight of interpolated texts in the generator's loss (GAN-INT)")
    regularizers = fields.object(
      "regularizers", "of recipe gan: what is laid over the objective",
      GameRegularizersSpec.init)
  }

  /// The game as the training step takes it.
  func game(
    wrongPairs: Double, reconstruction: ReconstructionSpec, discriminatorSteps: Int
  ) -> GANGame {
    GANGame(
      objective: objective.objective, wrongPairs: Float(wrongPairs),
      interpolation: Float(interpolation),
      featureMatching: Float(regularizers.featureMatching),
      modeSeeking: Float(regularizers.modeSeeking ?? 0),
      reconstruction: Float(reconstruction.pixels),
      featureReconstruction: Float(reconstruction.features), penalties: regularizers.penalties,
      clipping: regularizers.weightClipping.map { WeightClipping(bound: Float($0)) },
      unrolled: regularizers.unrolled.map {
        UnrolledDiscriminator(steps: $0.steps, rate: Float($0.rate))
      },
      augmentations: regularizers.augmentation, discriminatorSteps: discriminatorSteps,
      maximumNorm: Float(regularizers.maximumNorm ?? 10))
  }
}

extension TrainingSpec {
  /// The discriminator's updates from one application of each gradient penalty of `stage` to the
  /// next.
  func penaltyIntervals(of stage: Stage) -> [Int] {
    switch (recipe, stage) {
    case (.gan, .adversarial): game.regularizers.penalties.map(\.every)
    case (.slots, .warmup): [layout.regularizer.every]
    case (.slots, .adversarial): [layout.regularizer.every, regularizer.every]
    default: []
    }
  }
}

/// The regularizers of recipe `gan`; what is not named is not there.
public struct GameRegularizersSpec: SpecReadable, Sendable {
  /// See `R1`.
  public let r1: RegularizerSpec?
  /// See `R2`.
  public let r2: RegularizerSpec?
  /// See `MatchingAwarePenalty`.
  public let matchingAware: MatchingAwareSpec?
  /// See `GradientPenalty`.
  public let gradientPenalty: RegularizerSpec?
  /// The bound of the discriminator's weights; see `WeightClipping`.
  public let weightClipping: Double?
  /// See `SpectralNormalization`.
  public let spectralNormalization: Bool
  /// The weight of `featureMatching` in the generator's loss.
  public let featureMatching: Double
  /// The weight of `modeSeeking` in the generator's loss.
  public let modeSeeking: Double?
  /// See `UnrolledDiscriminator`.
  public let unrolled: UnrolledSpec?
  /// See `Augmentation`.
  public let augmentation: [Augmentation]
  /// What the norm of a network's gradient is cut to.
  public let maximumNorm: Double?

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    r1 = fields.optionalObject(
      "r1", "penalty on the gradient at real pictures (Mescheder et al. 2018)", RegularizerSpec.init
    )
    r2 = fields.optionalObject(
      "r2", "penalty on the gradient at drawn pictures", RegularizerSpec.init)
    matchingAware = fields.optionalObject(
      "matchingAware",
      "penalty on the gradient at real pictures and their sentences (MA-GP; Tao et al. 2022)",
      MatchingAwareSpec.init)
    gradientPenalty = fields.optionalObject(
      "gradientPenalty",
      "pulls the gradient's norm between real and drawn pictures to 1 (WGAN-GP; Gulrajani et al. 2017)"
    ) { RegularizerSpec($0, weight: 10, every: 1, "weight of the penalty") }
    weightClipping = fields.optionalNumber(
      "weightClipping", in: 1e-6...100,
      "the bound of the discriminator's weights (WGAN; Arjovsky et al. 2017), 0.01 in the paper")
    spectralNormalization = fields.flag(
      "spectralNormalization", default: false,
      "whether the discriminator's weights have norm 1 (Miyato et al. 2018)")
    featureMatching = fields.number(
      "featureMatching", default: 0, in: 0...10_000,
      "weight of the discriminator's mean features in the generator's loss (Salimans et al. 2016)")
    modeSeeking = fields.optionalNumber(
      "modeSeeking", in: 1e-6...10_000,
      "weight in the generator's loss of how little noise changes pictures (Mao et al. 2019)")
    unrolled = fields.optionalObject(
      "unrolled", "the generator is judged some updates ahead (Metz et al. 2017)",
      UnrolledSpec.init)
    augmentation = fields.choices(
      "augmentation", "what the discriminator sees all pictures through (Zhao et al. 2020)")
    maximumNorm = fields.optionalNumber(
      "maximumNorm", in: 1e-6...1e9,
      "what the norm of each network's gradient is clipped to (Pascanu et al. 2013); 10 by default, which "
        + "generators of pictures often reach")
  }

  /// The terms of the discriminator's loss.
  var penalties: [LazyPenalty] {
    let terms = [
      r1.map { LazyPenalty(R1(weight: Float($0.weight)), every: $0.every) },
      r2.map { LazyPenalty(R2(weight: Float($0.weight)), every: $0.every) },
      matchingAware.map {
        LazyPenalty(
          MatchingAwarePenalty(weight: Float($0.weight), power: Float($0.power)), every: $0.every)
      },
      gradientPenalty.map {
        LazyPenalty(GradientPenalty(weight: Float($0.weight)), every: $0.every)
      },
    ]
    return terms.compactMap { $0 }
  }
}

/// The matching-aware gradient penalty, by default as DF-GAN has it.
public struct MatchingAwareSpec: SpecReadable, Sendable {
  /// The weight.
  public let weight: Double
  /// The power of the slope.
  public let power: Double
  /// The steps from one application to the next; the weight is multiplied by it.
  public let every: Int

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    weight = fields.number("weight", default: 2, in: 0...10_000, "weight of the penalty")
    power = fields.number("power", default: 6, in: 2...12, "power of the gradient's norm")
    every = fields.integer(
      "every", default: 1, in: 1...1000, "discriminator updates from one penalty to the next")
  }
}

/// The look ahead of the unrolled GAN.
public struct UnrolledSpec: SpecReadable, Sendable {
  /// The updates of the discriminator.
  public let steps: Int
  /// The length of each.
  public let rate: Double

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    steps = fields.integer("steps", default: 1, in: 1...20, "updates of the discriminator ahead")
    rate = fields.number("rate", default: 0.01, in: 1e-8...10, "factor of the gradient in each")
  }
}
