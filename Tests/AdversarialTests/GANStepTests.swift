import Adversarial
import Language
import Layers
import Tensors
import TestSupport
import Testing

/// The gradients that a `GANStep` applies, against those of its equations as they are written out
/// here.
@Suite("GAN steps against their equations") struct GANStepTests {
  /// An objective, and what its paper says of logits.
  enum Game: CaseIterable {
    case hinge, nonSaturating, relativistic

    var objective: any Objective {
      switch self {
      case .hinge: Hinge()
      case .nonSaturating: NonSaturating()
      case .relativistic: Relativistic()
      }
    }

    /// What a logit that is to be refused costs, beside a real one.
    func refusal(_ logits: Tensor, beside real: Tensor) -> Tensor {
      switch self {
      case .hinge: logits.scaled(by: 1, plus: 1).relu().mean()
      case .nonSaturating: logits.softplus().mean()
      case .relativistic: (logits - real).softplus().mean()
      }
    }

    /// What a real picture with its own text costs by itself.
    func acceptance(_ real: Tensor) -> Tensor {
      switch self {
      case .hinge: real.scaled(by: -1, plus: 1).relu().mean()
      case .nonSaturating: (-real).softplus().mean()
      case .relativistic: Tensor(0)
      }
    }

    /// What a drawn picture costs the generator.
    func deceit(_ fake: Tensor, beside real: Tensor) -> Tensor {
      switch self {
      case .hinge: -fake.mean()
      case .nonSaturating: (-fake).softplus().mean()
      case .relativistic: (real - fake).softplus().mean()
      }
    }
  }

  private let textEncoder = TextEncoder(
    TextEncoder.Configuration(vocabularySize: 16, length: 4, width: 8, layers: 1, heads: 2),
    seed: 1)
  private let generator = ResidualGenerator(
    ResidualGenerator.Configuration(side: 16, textWidth: 8, channels: 3), seed: 2)
  private let discriminator = ResidualDiscriminator(
    ResidualDiscriminator.Configuration(
      side: 16, textWidth: 8, channels: 3, maximumChannels: 6), seed: 3)
  private let batch = TrainingBatch(
    pictures: normal([4, 16, 16, 3], seed: 4).tanh(),
    captions: [[1, 2, 3, 0], [4, 5, 0, 0], [9, 8, 7, 6], [3, 5, 7, 0]],
    wrongCaptions: [[6, 7, 0, 0], [8, 2, 3, 0], [9, 8, 7, 5], [3, 5, 2, 0]])
  private let noise = normal([4, 100], seed: 6)
  private let generatorOptimizers: [Adam]
  private let discriminatorOptimizer: Adam

  init() {
    generator.parameters.disturb(by: 0.1, seed: 7)
    discriminator.parameters.disturb(by: 0.03, seed: 8)
    generatorOptimizers = [generator.parameters, textEncoder.parameters].map(Adam.remembering)
    discriminatorOptimizer = .remembering(discriminator.parameters)
  }

  /// Takes a step that leaves the generator where it is.
  private func take(_ game: GANGame, index: Int, discriminatorRate: Float = 0) -> StepReport {
    let step = GANStep(
      textEncoder: textEncoder, generator: generator, discriminator: discriminator, game: game,
      padding: 0, generatorOptimizers: generatorOptimizers,
      discriminatorOptimizer: discriminatorOptimizer)
    return step(
      batch, noise: noise, index: index, generatorRate: 0, discriminatorRate: discriminatorRate,
      random: RandomSource(seed: 9))
  }

  /// Pictures, features of their captions and noise, of the rows that an update sees.
  private func part(_ rows: Range<Int>) -> (x: Tensor, t: TextFeatures, z: Tensor) {
    (
      batch.pictures.slice(alongAxis: 0, rows),
      textEncoder(Array(batch.captions[rows]), padding: 0), noise.slice(alongAxis: 0, rows)
    )
  }

  /// L_D with wrong pairs of weight w, without penalties.
  private func judged(_ game: Game, _ w: Float, _ rows: Range<Int>) -> (Tensor, StepReport) {
    let (x, t, z) = part(rows)
    let wrong = textEncoder(Array(batch.wrongCaptions[rows]), padding: 0)
    let real = discriminator(x, t)
    let fake = discriminator(generator(z, t, isTraining: true), t)
    let mismatched = discriminator(x, wrong)
    let loss =
      game.acceptance(real) + game.refusal(fake, beside: real).scaled(by: 1 / (1 + w))
      + game.refusal(mismatched, beside: real).scaled(by: w / (1 + w))
    return (
      loss,
      [
        ("discriminator", loss.scalar), ("real_over_fake", fraction(real, over: fake)),
        ("right_over_wrong", fraction(real, over: mismatched)),
      ]
    )
  }

  @Test(
    "the discriminator goes down L_D with wrong texts, and penalties when they are due",
    arguments: Game.allCases, [0, 2, 3, 5])
  func discriminator(_ game: Game, _ index: Int) {
    let report = take(
      GANGame(
        objective: game.objective, wrongPairs: 0.5,
        penalties: [LazyPenalty(R1(weight: 0.8), every: 3), LazyPenalty(R2(weight: 0.6), every: 2)]),
      index: index)
    var (loss, expected) = judged(game, 0.5, 0..<4)
    let (x, t, z) = part(0..<4)
    let drawn = generator(z, t, isTraining: true)
    for (name, points, weight, every) in [("r1", x, 0.8, 3), ("r2", drawn, 0.6, 2)]
      as [(String, Tensor, Float, Int)] where index % every == 0
    {
      let half = meanSquaredSlope(at: points) { discriminator($0, t.detached) }.scaled(by: 0.5)
      loss = loss + half.scaled(by: weight * Float(every))
      expected.append((name, half.scalar))
    }
    expectFigures(report, expected)
    #expect(report.map(\.name).filter { $0.hasPrefix("r") }.count == expected.count - 1)
    expectDescent(of: loss, cutTo: 10, by: [discriminatorOptimizer])
  }

  @Test("the gradients of both networks are cut to 10") func cut() {
    let report = take(
      GANGame(
        objective: Hinge(), wrongPairs: 0.5, reconstruction: 1e4,
        penalties: [LazyPenalty(R1(weight: 1e4), every: 2)]), index: 0)
    for optimizers in [[discriminatorOptimizer], generatorOptimizers] {
      let norm = globalNorm(optimizers.flatMap(\.lastGradients))
      expectClose([norm], [10], "norm", tolerance: 1e-5)
    }
    #expect(report.contains { $0.name == "gradient_norm" && $0.value > 10 })
  }

  @Test(
    "generator and text encoder go down L_G and all beside it, through the updated discriminator",
    arguments: Game.allCases)
  func generator(_ game: Game) {
    // Texts between texts have no real pictures to be compared with.
    let v: Float = game == .relativistic ? 0 : 0.4
    let before = snapshot(discriminator.parameters)
    let report = take(
      GANGame(
        objective: game.objective, wrongPairs: 0.5, interpolation: v, featureMatching: 0.05,
        modeSeeking: 0.002, reconstruction: 0.3, featureReconstruction: 0.02),
      index: 0, discriminatorRate: 0.001)
    #expect(snapshot(discriminator.parameters) != before)

    let (x, t, z) = part(0..<4)
    let fake = generator(z, t, isTraining: true)
    // Who judges does not teach the encoder of the text.
    let deceit = game.deceit(discriminator(fake, t.detached), beside: discriminator(x, t.detached))
    let (real, seen) = (discriminator.features(x), discriminator.features(fake))
    let means = real.mean(alongAxes: [0]) - seen.mean(alongAxes: [0])
    let matching = means.square().mean()
    let others = concatenate(
      [z.slice(alongAxis: 0, 1..<4), z.slice(alongAxis: 0, 0..<1)], alongAxis: 0)
    let change = (fake - generator(others, t, isTraining: true)).absolute().mean()
    let seeking = Tensor((z - others).absolute().mean().scalar) / change
    let error = (fake - x).square().mean()
    let unlike = (seen - real).square().mean()
    var loss =
      deceit + matching.scaled(by: 0.05) + seeking.scaled(by: 0.002) + error.scaled(by: 0.3)
      + unlike.scaled(by: 0.02)
    var expected: StepReport = [
      ("generator", deceit.scalar), ("feature_matching", matching.scalar),
      ("mode_seeking", seeking.scalar), ("reconstruction", error.scalar),
      ("features", unlike.scalar),
    ]
    if v > 0 {
      let between = t.interpolated
      let logits = discriminator(generator(z, between, isTraining: true), between.detached)
      let term = game.deceit(logits, beside: logits)
      loss = loss + term.scaled(by: v)
      expected.append(("interpolation", term.scalar))
    }
    let norm = expectDescent(of: loss, cutTo: 10, by: generatorOptimizers)
    #expect(norm < 10)
    expectFigures(report, expected + [("gradient_norm", norm)])
  }

  @Test("of two updates of the discriminator, each has a part of the batch and its own penalties")
  func twoUpdates() {
    // At step 1 the updates are the third and the fourth: only the last is penalized.
    let report = take(
      GANGame(
        objective: Hinge(), wrongPairs: 0.5, penalties: [LazyPenalty(R1(weight: 0.8), every: 3)],
        discriminatorSteps: 2), index: 1)
    let (loss, expected) = judged(.hinge, 0.5, 2..<4)
    let (x, t, z) = part(2..<4)
    let half = meanSquaredSlope(at: x) { discriminator($0, t.detached) }.scaled(by: 0.5)
    let deceit = -discriminator(generator(z, t, isTraining: true), t.detached).mean()
    expectFigures(report, expected + [("r1", half.scalar), ("generator", deceit.scalar)])
    expectDescent(
      of: loss + half.scaled(by: 0.8 * 3), cutTo: 10, by: [discriminatorOptimizer])
    expectDescent(of: deceit, cutTo: 10, by: generatorOptimizers)
    #expect(discriminatorOptimizer.stepCount == 2)
    #expect(generatorOptimizers.map(\.stepCount) == [1, 1])
  }

  @Test("both networks see all pictures through the augmentations, each time in another way")
  func augmented() {
    let report = take(GANGame(objective: Hinge(), augmentations: [.cutout]), index: 0)
    var random = RandomSource(seed: 9)
    func seen(_ pictures: Tensor) -> Tensor { Augmentation.cutout(pictures, using: &random) }
    let (x, t, z) = part(0..<4)
    let drawn = generator(z, t, isTraining: true)
    let real = discriminator(seen(x), t)
    let fake = discriminator(seen(drawn), t)
    let loss = Game.hinge.acceptance(real) + Game.hinge.refusal(fake, beside: real)
    _ = seen(x)
    let deceit = -discriminator(seen(drawn), t.detached).mean()
    expectFigures(report, [("discriminator", loss.scalar), ("generator", deceit.scalar)])
    expectDescent(of: loss, cutTo: 10, by: [discriminatorOptimizer])
    expectDescent(of: deceit, cutTo: 10, by: generatorOptimizers)
  }

  @Test("clipped weights are within their bound after the step") func clips() {
    _ = take(
      GANGame(objective: Wasserstein(), clipping: WeightClipping(bound: 0.01)), index: 0)
    let weights = discriminator.parameters.values.flatMap(\.elements)
    #expect(weights.allSatisfy { abs($0) <= 0.01 })
    #expect(weights.contains { $0 != 0 })
  }

  @Test("one step of the power iteration comes before an update") func iterates() {
    func normalized() -> SpectralNormalization {
      SpectralNormalization(
        ResidualDiscriminator(
          ResidualDiscriminator.Configuration(
            side: 16, textWidth: 8, channels: 3, maximumChannels: 6), seed: 3), seed: 5)
    }
    let (stepped, twin) = (normalized(), normalized())
    let settings = Adam.Settings(beta1: 0, beta2: 0.9)
    let step = GANStep(
      textEncoder: textEncoder, generator: generator, discriminator: stepped,
      game: GANGame(objective: Hinge()), padding: 0, generatorOptimizers: [],
      discriminatorOptimizer: Adam(stepped.parameters, settings))
    _ = step(
      batch, noise: noise, index: 0, generatorRate: 0.01, discriminatorRate: 0.01,
      trainsGenerator: false, random: RandomSource(seed: 9))
    twin.iterate()
    func vectors(_ discriminator: SpectralNormalization) -> [[Float]] {
      discriminator.parameters.statistics.values.map(\.elements)
    }
    #expect(!vectors(twin).isEmpty)
    #expect(vectors(stepped) == vectors(twin))
  }
}
