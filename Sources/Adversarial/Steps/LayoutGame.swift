import Language
import Layers
import Tensors

/// The game between the generator's places and the layout discriminator.
///
/// With b the boxes of a picture's objects, p their presences, s its caption, s̃ a caption that the
/// boxes make false, and relativistic pairing as in `SlotGANStep`,
///
///     L_D = softplus(D(b̂, s) - D(b, s)) + w softplus(D(b, s̃) - D(b, s))
///           + γ/2 (|∇_b D(b, s)|² + |∇_b̂ D(b̂, s)|²)        every k-th step, times k
///     L_G = softplus(D(b, s) - D(b̂, s)) + the cross entropy of p
public struct LayoutGame {
  private let discriminator: LayoutDiscriminator
  private let optimizer: Adam
  private let wrongPairs: Float
  private let penalty: Float
  private let penaltyInterval: Int

  /// A game against `discriminator`, whose `optimizer` is given.
  public init(
    discriminator: LayoutDiscriminator, optimizer: Adam, wrongPairs: Float, penalty: Float,
    penaltyInterval: Int
  ) {
    self.discriminator = discriminator
    self.optimizer = optimizer
    self.wrongPairs = wrongPairs
    self.penalty = penalty
    self.penaltyInterval = penaltyInterval
  }

  /// Updates the discriminator and gives the generator's loss against it.
  ///
  /// - Parameters:
  ///   - truth: the layouts of pictures.
  ///   - found: those that the generator finds, and the logits of their presences; the loss leads
  ///     back to them.
  ///   - text: features of the pictures' captions.
  ///   - wrongText: features of captions that the layouts make false.
  ///   - index: the number of the step, which decides whether penalties are due.
  ///   - rate: the discriminator's learning rate.
  /// - Returns: L_G and the figures.
  func play(
    _ truth: Layout, _ found: (layout: Layout, presenceLogits: Tensor), _ text: TextFeatures,
    _ wrongText: TextFeatures, index: Int, rate: Float
  ) -> (loss: Tensor, report: StepReport) {
    let real = LayoutDiscriminator.normalized(truth.boxes, truth.presence)
    // Presences are learned by their own term; the game is about places.
    let drawn = LayoutDiscriminator.normalized(found.layout.boxes, truth.presence)
    var report = update(
      real, drawn.detached, text.detached, wrongText.detached, rate: rate,
      penalizes: index % penaltyInterval == 0)

    // The text is cut off where it is judged: its encoder would learn to hide from the
    // discriminator what the discriminator must know.
    let deceit = Relativistic().generatorLoss(fake: discriminator(drawn, text.detached)) {
      withoutRecording { discriminator(real, text) }
    }
    let logits = found.presenceLogits
    let entropy = (logits.softplus() - logits * truth.presence).mean()
    report += [("layout_generator", deceit.scalar), ("presence", entropy.scalar)]
    return (deceit + entropy, report)
  }

  private func update(
    _ real: Tensor, _ drawn: Tensor, _ text: TextFeatures, _ wrongText: TextFeatures,
    rate: Float, penalizes: Bool
  ) -> StepReport {
    let logits = PairLogits.inOnePass(
      real: real, fake: drawn, text, wrong: wrongPairs > 0 ? wrongText : nil
    ) { discriminator($0, $1) }
    var loss = logits.relativisticLoss(wrongPairs: wrongPairs)
    let report: StepReport = [
      ("layout_discriminator", loss.scalar),
      ("layout_real_over_fake", fractionPositive(logits.real, logits.fake)),
    ]
    if penalizes {
      let both = TextFeatures.joined([text, text])
      let slopes = squaredSlope(at: (real, drawn)) { discriminator($0, both) }
      loss = loss + slopes.scaled(by: penalty / 2 * Float(penaltyInterval))
    }
    descend(loss, [optimizer], learningRate: rate, maximumNorm: 10)
    return report
  }
}
