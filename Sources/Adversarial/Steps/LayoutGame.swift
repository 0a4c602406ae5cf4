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
///     L_G = softplus(D(b, s) - D(b̂, s)) + |b̂ - b| - |b̂ - b̂'|/2 + the cross entropy of p
///
/// where b̂' are boxes from other noise. The two distances are the energy score (Gneiting and Raftery
/// 2007, section 4.3), least in the mean where the drawn boxes have the distribution of the real
/// ones: it teaches what words say of places long before the discriminator does
/// (docs/decisions/0018-places-by-the-energy-score.md).
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
    let others = LayoutDiscriminator.normalized(
      generator.layout(noise.rolled(), text).layout.boxes, truth.presence)
    let energy = energyScore(of: drawn, and: others, against: real)
    report += [
      ("layout_generator", deceit.scalar), ("energy", energy.scalar),
      ("presence", entropy.scalar),
    ]
    return (deceit + energy + entropy, report)
  }

  /// The energy score of layouts drawn twice, `[N, K, 4 + K]` each, of which the gaps are left out.
  private func energyScore(of drawn: Tensor, and others: Tensor, against real: Tensor) -> Tensor {
    let (drawn, others, real) = (places(drawn), places(others), places(real))
    return (distance(drawn, real) + distance(others, real) - distance(drawn, others)).mean()
      .scaled(by: 0.5)
  }

  private func places(_ layouts: Tensor) -> Tensor {
    layouts.slice(alongAxis: 2, 0..<4).reshaped(
      to: [layouts.shape[0], 4 * layouts.shape[1]])
  }

  /// The distance between the rows of two matrices; the least number keeps its slope finite.
  private func distance(_ left: Tensor, _ right: Tensor) -> Tensor {
    (left - right).square().sum(alongAxes: [1]).scaled(by: 1, plus: 1e-6).squareRoot()
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

extension Tensor {
  /// The rows moved down by one, the last to the front.
  fileprivate func rolled() -> Tensor {
    let last = shape[0] - 1
    return concatenate(
      [slice(alongAxis: 0, last..<(last + 1)), slice(alongAxis: 0, 0..<last)], alongAxis: 0)
  }
}
