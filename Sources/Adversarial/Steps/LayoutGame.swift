import Language
import Layers
import Tensors

/// The game between the generator's places and the layout discriminator.
///
/// With b the boxes of a picture's objects, p their presences, s its caption, s̃ a caption that the
/// boxes make false, and relativistic pairing as in `AdversarialStep`,
///
///     L_D = softplus(D(b̂, s) - D(b, s)) + w softplus(D(b, s̃) - D(b, s))
///           + γ/2 (|∇_b D(b, s)|² + |∇_b̂ D(b̂, s)|²)        every k-th step, times k
///     L_G = softplus(D(b, s) - D(b̂, s)) + the cross entropy of p
public struct LayoutGame {
  private let generator: SlotGenerator
  private let discriminator: LayoutDiscriminator
  private let optimizer: Adam
  private let wrongPairs: Float
  private let penalty: Float
  private let penaltyInterval: Int

  /// A game over the given networks; `optimizer` is the discriminator's.
  public init(
    generator: SlotGenerator, discriminator: LayoutDiscriminator, optimizer: Adam,
    wrongPairs: Float, penalty: Float, penaltyInterval: Int
  ) {
    self.generator = generator
    self.discriminator = discriminator
    self.optimizer = optimizer
    self.wrongPairs = wrongPairs
    self.penalty = penalty
    self.penaltyInterval = penaltyInterval
  }

  /// Updates the discriminator and gives the generator's loss against it.
  ///
  /// - Parameters:
  ///   - batch: pictures with their layouts.
  ///   - text: features of their captions; the loss leads back to them.
  ///   - wrongText: features of captions that the layouts make false.
  ///   - noise: `[N, latentWidth]`.
  ///   - index: the number of the step, which decides whether penalties are due.
  ///   - rate: the discriminator's learning rate.
  /// - Returns: L_G and the figures.
  func play(
    _ batch: TrainingBatch, _ text: TextFeatures, _ wrongText: TextFeatures, noise: Tensor,
    index: Int, rate: Float
  ) -> (loss: Tensor, report: StepReport) {
    let truth = batch.knownScene.layout
    let (layout, logits) = generator.layout(noise, text)
    let real = LayoutDiscriminator.normalized(truth.boxes, truth.presence)
    // Presences are learned by their own term; the game is about places.
    let drawn = LayoutDiscriminator.normalized(layout.boxes, truth.presence)
    var report = update(
      real, drawn.detached, text.detached, wrongText.detached, rate: rate,
      penalizes: index % penaltyInterval == 0)

    // The text is cut off where it is judged: its encoder would learn to hide from the
    // discriminator what the discriminator must know.
    let judged = withoutRecording { discriminator(real, text) }
    let deceit = (judged - discriminator(drawn, text.detached)).softplus().mean()
    let entropy = (logits.softplus() - logits * truth.presence).mean()
    report += [("layout_generator", deceit.scalar), ("presence", entropy.scalar)]
    return (deceit + entropy, report)
  }

  private func update(
    _ real: Tensor, _ drawn: Tensor, _ text: TextFeatures, _ wrongText: TextFeatures,
    rate: Float, penalizes: Bool
  ) -> StepReport {
    let judged = discriminator(real, text)
    let fake = discriminator(drawn, text)
    var loss = (fake - judged).softplus().mean()
    if wrongPairs > 0 {
      loss =
        loss + (discriminator(real, wrongText) - judged).softplus().mean().scaled(by: wrongPairs)
    }
    let report: StepReport = [
      ("layout_discriminator", loss.scalar),
      ("layout_real_over_fake", fractionPositive(judged, fake)),
    ]
    if penalizes {
      let slopes = [real, drawn].map { layouts in
        squaredSlope(at: layouts) { discriminator($0, text) }
      }
      loss = loss + (slopes[0] + slopes[1]).scaled(by: penalty / 2 * Float(penaltyInterval))
    }
    descend(loss, [optimizer], learningRate: rate, maximumNorm: 10)
    return report
  }
}

/// The fraction of the batch in which `left` is larger than `right`.
func fractionPositive(_ left: Tensor, _ right: Tensor) -> Float {
  let wins = zip(left.elements, right.elements).count { $0 > $1 }
  return Float(wins) / Float(left.count)
}
