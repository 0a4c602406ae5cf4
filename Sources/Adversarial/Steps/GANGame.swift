import Language
import Layers
import Tensors

/// What a GAN is trained by: an objective, and what is laid over it.
public struct GANGame: Sendable {
  /// L_D and L_G.
  public var objective: any Objective
  /// w: the weight of real pictures with wrong captions, as `Rejected` has it; 0 for none.
  public var wrongPairs: Float
  /// The weight of texts between texts in L_G (GAN-INT); 0 for none.
  public var interpolation: Float
  /// The weight of `featureMatching` in L_G; 0 for none.
  public var featureMatching: Float
  /// The weight of `modeSeeking` in L_G; 0 for none.
  public var modeSeeking: Float
  /// The weight of |x - G(z, t)|² / pixels in L_G; 0 for none.
  public var reconstruction: Float
  /// The weight of the squared error of the discriminator's features of G(z, t); 0 for none.
  public var featureReconstruction: Float
  /// Added to L_D, in this order.
  public var penalties: [LazyPenalty]
  /// Clips the discriminator's weights, where it is there.
  public var clipping: WeightClipping?
  /// Judges the generator some updates ahead, where it is there.
  public var unrolled: UnrolledDiscriminator?
  /// What the discriminator sees all pictures through, in this order.
  public var augmentations: [Augmentation]
  /// The updates of the discriminator for each of the generator.
  public var discriminatorSteps: Int
  /// What the norm of a network's gradient is cut to.
  ///
  /// After Pascanu et al. 2013, algorithm 1.
  public var maximumNorm: Float

  /// A game from its parts; the objective alone where nothing else is given.
  public init(
    objective: any Objective, wrongPairs: Float = 0, interpolation: Float = 0,
    featureMatching: Float = 0, modeSeeking: Float = 0, reconstruction: Float = 0,
    featureReconstruction: Float = 0,
    penalties: [LazyPenalty] = [], clipping: WeightClipping? = nil,
    unrolled: UnrolledDiscriminator? = nil, augmentations: [Augmentation] = [],
    discriminatorSteps: Int = 1, maximumNorm: Float = 10
  ) {
    self.objective = objective
    self.wrongPairs = wrongPairs
    self.interpolation = interpolation
    self.featureMatching = featureMatching
    self.modeSeeking = modeSeeking
    self.reconstruction = reconstruction
    self.featureReconstruction = featureReconstruction
    self.penalties = penalties
    self.clipping = clipping
    self.unrolled = unrolled
    self.augmentations = augmentations
    self.discriminatorSteps = discriminatorSteps
    self.maximumNorm = maximumNorm
  }

  /// The pictures as the discriminator sees them.
  func seen(_ pictures: Tensor, using random: inout RandomSource) -> Tensor {
    augmentations.reduce(pictures) { $1($0, using: &random) }
  }

  /// How the discriminator judges pairs, and what that costs it.
  ///
  /// - Parameters:
  ///   - x: real pictures, as they are seen.
  ///   - fake: drawn pictures, as they are seen.
  ///   - t: the texts of both.
  ///   - wrong: texts that do not fit the real ones.
  ///   - discriminator: the judge.
  /// - Returns: its logits and L_D.
  func judged(
    _ x: Tensor, _ fake: Tensor, _ t: TextFeatures, _ wrong: TextFeatures,
    by discriminator: any Discriminator
  ) -> Judgement {
    let logits = discriminator.logits(
      real: x, fake: fake, t, wrong: wrongPairs > 0 ? wrong : nil)
    let rejected =
      logits.wrong.map { Rejected(wrong: $0, weight: wrongPairs, fake: logits.fake) }
      ?? Rejected(fake: logits.fake)
    return Judgement(
      logits: logits, loss: objective.discriminatorLoss(real: logits.real, rejected: rejected))
  }
}
