import Language
import Layers
import Tensors

/// One adversarial step of recipe slots: the discriminator's, then the generator's.
///
/// With x a picture, s its caption, s̃ a caption that x makes false, z noise, and f the
/// discriminator's features, relativistic pairing (Jolicoeur-Martineau 2019; Huang et al. 2024,
/// R3GAN) made matching-aware (Reed et al. 2016) gives
///
///     L_D = softplus(D(G(z, s), s) - D(x, s)) + w softplus(D(x, s̃) - D(x, s))
///           + γ/2 (|∇_x D(x, s)|² + |∇_G D(G(z, s), s)|²)      every k-th step, times k
///     L_G = softplus(D(x, s) - D(G(z, s), s))
///           + r |G(q(x'), s) - x|² / pixels + h |f(G(q(x'), s)) - f(x)|² / features + b KL
///           + l L_G of `LayoutGame`
///
/// where q is the scene encoder of the warm-up and x' a lookalike of x: the second and third line
/// keep what the generator learned there (Larsen et al. 2016).
public final class SlotGANStep {
  /// The weights of the equation.
  public struct Weights: Equatable, Sendable {
    /// w: of captions that do not match.
    public var wrongPairs: Float
    /// γ: of the zero-centred gradient penalties R1 and R2.
    public var penalty: Float
    /// k: the steps from one penalty to the next.
    public var penaltyInterval: Int
    /// r: of the squared error of reconstructions.
    public var reconstruction: Float
    /// h: of the squared error of the discriminator's features of reconstructions.
    public var features: Float
    /// b: of the divergence.
    public var divergence: Float
    /// l: of the game about places.
    public var layout: Float

    /// Weights of the equation.
    public init(
      wrongPairs: Float, penalty: Float, penaltyInterval: Int, reconstruction: Float,
      features: Float, divergence: Float, layout: Float
    ) {
      self.wrongPairs = wrongPairs
      self.penalty = penalty
      self.penaltyInterval = penaltyInterval
      self.reconstruction = reconstruction
      self.features = features
      self.divergence = divergence
      self.layout = layout
    }
  }

  private let textEncoder: TextEncoder
  private let generator: SlotGenerator
  private let sceneEncoder: SceneEncoder
  private let discriminator: any Discriminator
  private let game: LayoutGame
  private let weights: Weights
  private let padding: Int32
  private let precision: DataType
  private let generatorOptimizers: [Adam]
  private let discriminatorOptimizer: Adam

  /// A step over the given networks, whose optimizers it shares.
  public init(
    textEncoder: TextEncoder, generator: SlotGenerator, sceneEncoder: SceneEncoder,
    discriminator: any Discriminator, game: LayoutGame, weights: Weights, padding: Int32,
    precision: DataType,
    generatorOptimizers: [Adam], discriminatorOptimizer: Adam
  ) {
    self.textEncoder = textEncoder
    self.generator = generator
    self.sceneEncoder = sceneEncoder
    self.discriminator = discriminator
    self.game = game
    self.weights = weights
    self.padding = padding
    self.precision = precision
    self.generatorOptimizers = generatorOptimizers
    self.discriminatorOptimizer = discriminatorOptimizer
  }

  /// Takes the step.
  ///
  /// - Parameters:
  ///   - batch: N pictures with their captions, wrong ones, and the truth of their scenes.
  ///   - noise: standard normal, `[N, latentWidth]`, for pictures from nothing.
  ///   - posteriorNoise: standard normal, `[N, K + 1, codeWidth]`, for reconstructions.
  ///   - index: the number of the step, which decides whether penalties are due.
  ///   - generatorRate: the learning rate of the generator.
  ///   - discriminatorRate: the learning rate of the discriminator.
  ///   - trainsGenerator: false while the discriminator gets its head start.
  /// - Returns: the figures of the step.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, posteriorNoise: Tensor, index: Int,
    generatorRate: Float, discriminatorRate: Float, trainsGenerator: Bool
  ) -> StepReport {
    let captions = batch.captions + batch.wrongCaptions + batch.knownScene.misplacingCaptions
    let texts = withoutRecording {
      textEncoder(captions, padding: padding, precision: precision).split(into: 3)
    }
    // Only the generator's own update needs the way back.
    let drawing =
      trainsGenerator
      ? draw(noise, texts[0]) : withoutRecording { draw(noise, texts[0]) }
    var report = updateDiscriminator(
      batch.pictures, drawing.picture.detached, texts[0], wrong: texts[1], rate: discriminatorRate,
      penalizes: index % weights.penaltyInterval == 0)
    if trainsGenerator {
      report += updateGenerator(
        batch, drawing, texts[0], misplacingText: texts[2], posteriorNoise: posteriorNoise,
        index: index, generatorRate: generatorRate, discriminatorRate: discriminatorRate)
    }
    return report
  }

  /// G(z, s), with what the generator's update takes of it a second time.
  private struct Drawing {
    let picture: Tensor
    /// What the slots read in the text of their looks.
    let told: Tensor
    /// Their places, and the logits of their presences.
    let found: (layout: Layout, presenceLogits: Tensor)
  }

  private func draw(_ noise: Tensor, _ text: TextFeatures) -> Drawing {
    let told = generator.told(text)
    let found = generator.layout(noise, text)
    let picture = generator.picture(
      generator.drawnCodes(noise), told: told, at: found.layout)
    return Drawing(picture: picture, told: told, found: found)
  }

  private func updateDiscriminator(
    _ x: Tensor, _ fake: Tensor, _ text: TextFeatures, wrong: TextFeatures, rate: Float,
    penalizes: Bool
  ) -> StepReport {
    let logits = discriminator.logits(
      real: x, fake: fake, text, wrong: weights.wrongPairs > 0 ? wrong : nil)
    let judgement = Judgement(
      logits: logits, loss: logits.relativisticLoss(wrongPairs: weights.wrongPairs))
    var (loss, report) = (judgement.loss, judgement.report)
    if penalizes {
      let penalty =
        squaredSlope(at: x) { discriminator($0, text) }
        + squaredSlope(at: fake) { discriminator($0, text) }
      loss =
        loss + penalty.scaled(by: weights.penalty / 2 * Float(weights.penaltyInterval))
      report.append(("penalty", penalty.scalar))
    }
    descend(loss, [discriminatorOptimizer], learningRate: rate, maximumNorm: 10)
    return report
  }

  private func updateGenerator(
    _ batch: TrainingBatch, _ drawing: Drawing, _ text: TextFeatures,
    misplacingText: TextFeatures, posteriorNoise: Tensor, index: Int, generatorRate: Float,
    discriminatorRate: Float
  ) -> StepReport {
    let (x, scene) = (batch.pictures, batch.knownScene)
    let (seen, real) = withoutRecording {
      let seen = discriminator.features(x)
      return (seen, discriminator.judge(seen, text))
    }
    let deceit = Relativistic().generatorLoss(fake: discriminator(drawing.picture, text)) { real }
    let posterior = Posterior(
      sceneEncoder(scene.lookalikes, scene.layout), where: scene.layout.isPainted)
    let codes = posterior.sampled(posteriorNoise)
    generator.keep(codes, where: posterior.isMeant)
    let copy = generator.picture(codes, told: drawing.told, at: scene.layout)
    let error = (copy - x).square().mean()
    let unlike = (discriminator.features(copy) - seen).cast(to: .float32).square().mean()
    let divergence = posterior.divergence
    let (layoutLoss, layoutReport) = game.play(
      scene.layout, drawing.found, text, misplacingText, index: index, rate: discriminatorRate)
    let loss =
      deceit + error.scaled(by: weights.reconstruction) + unlike.scaled(by: weights.features)
      + divergence.scaled(by: weights.divergence) + layoutLoss.scaled(by: weights.layout)
    let norm = descend(loss, generatorOptimizers, learningRate: generatorRate, maximumNorm: 10)
    return [
      ("generator", deceit.scalar), ("reconstruction", error.scalar),
      ("features", unlike.scalar), ("divergence", divergence.scalar), ("gradient_norm", norm),
    ] + layoutReport
  }
}
