import Language
import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

/// The gradients that an adversarial step applies, against those of the equations of
/// `SlotGANStep` as they are written out here.
@Suite("The adversarial step against its equations") struct SlotGANStepTests {
  private let networks = SlotNetworks()
  private let noise = normal([2, 12], seed: 8)
  private let posteriorNoise = normal([2, 3, 4], seed: 9)
  private let discriminatorOptimizer: Adam
  private let generatorOptimizers: [Adam]
  private let layoutOptimizer: Adam

  init() throws {
    discriminatorOptimizer = .remembering(networks.discriminator.parameters)
    generatorOptimizers = [
      .remembering(networks.generator.parameters), .remembering(networks.sceneEncoder.parameters),
    ]
    layoutOptimizer = .remembering(networks.layoutDiscriminator.parameters)
    let memory = try #require(networks.generator.parameters.statistics["memory.codes"])
    memory.assign(normal([3, 16, 4], seed: 5))
  }

  /// Takes a step with w = 0.7, k = 4, h = 0.6, b = 0.05, l = 0.4 and the given γ and r.
  private func take(
    index: Int, penalty: Float = 0.3, reconstruction: Float = 1.3, discriminatorRate: Float = 0,
    trainsGenerator: Bool
  ) -> StepReport {
    let step = SlotGANStep(
      textEncoder: networks.textEncoder, generator: networks.generator,
      sceneEncoder: networks.sceneEncoder, discriminator: networks.discriminator,
      game: networks.game(layoutOptimizer),
      weights: SlotGANStep.Weights(
        wrongPairs: 0.7, penalty: penalty, penaltyInterval: 4, reconstruction: reconstruction,
        features: 0.6, divergence: 0.05, layout: 0.4),
      padding: 0, precision: .float32, generatorOptimizers: generatorOptimizers,
      discriminatorOptimizer: discriminatorOptimizer)
    return step(
      networks.batch, noise: noise, posteriorNoise: posteriorNoise, index: index,
      generatorRate: 0, discriminatorRate: discriminatorRate, trainsGenerator: trainsGenerator)
  }

  @Test(
    "the discriminator goes down L_D, with penalties when they are due, and by 10 at most",
    arguments: [(0, 300), (8, 300), (5, 300), (0, 10_000)] as [(Int, Float)])
  func discriminator(_ index: Int, _ penalty: Float) {
    let report = take(index: index, penalty: penalty, trainsGenerator: false)

    let (x, s) = (networks.batch.pictures, networks.text)
    let wrong = networks.textEncoder(networks.batch.wrongCaptions, padding: 0)
    let drawn = networks.generator(noise, s, isTraining: true)
    let real = networks.discriminator(x, s)
    let fake = networks.discriminator(drawn, s)
    let mismatched = networks.discriminator(x, wrong)
    let game =
      (fake - real).softplus().mean() + (mismatched - real).softplus().mean().scaled(by: 0.7)
    var expected: StepReport = [
      ("discriminator", game.scalar), ("real_over_fake", fraction(real, over: fake)),
      ("right_over_wrong", fraction(real, over: mismatched)),
    ]
    var loss = game
    if index % 4 == 0 {
      let slopes =
        meanSquaredSlope(at: x) { networks.discriminator($0, s) }
        + meanSquaredSlope(at: drawn) { networks.discriminator($0, s) }
      expected.append(("penalty", slopes.scalar))
      loss = loss + slopes.scaled(by: penalty / 2 * 4)
    }
    expectFigures(report, expected)
    #expect(report.map(\.name) == expected.map(\.name))
    let norm = expectDescent(of: loss, cutTo: 10, by: [discriminatorOptimizer])
    #expect((norm > 10) == (penalty > 1000))
  }

  @Test(
    "generator and scene encoder go down L_G, through the updated discriminators, by 10 at most",
    arguments: [1.3, 3000] as [Float])
  func generator(_ reconstruction: Float) throws {
    // The step keeps new codes after it has drawn from the old ones.
    let codes = networks.generator.drawnCodes(noise)
    let before = snapshot(networks.discriminator.parameters)
    let report = take(
      index: 0, reconstruction: reconstruction, discriminatorRate: 0.01, trainsGenerator: true)
    #expect(snapshot(networks.discriminator.parameters) != before)

    let (x, s, scene) = (networks.batch.pictures, networks.text, networks.scene)
    let found = networks.generator.layout(noise, s)
    let drawn = networks.generator.picture(codes, s, at: found.layout)
    let deceit = (networks.discriminator(x, s) - networks.discriminator(drawn, s)).softplus().mean()

    let q = networks.posterior(posteriorNoise)
    let copy = networks.generator.picture(q.codes, s, at: scene.layout)
    let error = (copy - x).square().mean()
    let unlike = (networks.discriminator.features(copy) - networks.discriminator.features(x))
      .square().mean()
    let (places, presence) = networks.layoutLosses(found, s)
    let loss =
      deceit + error.scaled(by: reconstruction) + unlike.scaled(by: 0.6)
      + q.divergence.scaled(by: 0.05) + (places + presence).scaled(by: 0.4)

    let norm = expectDescent(of: loss, cutTo: 10, by: generatorOptimizers)
    #expect((norm > 10) == (reconstruction > 100))
    expectFigures(
      report,
      [
        ("generator", deceit.scalar), ("reconstruction", error.scalar),
        ("features", unlike.scalar), ("divergence", q.divergence.scalar),
        ("gradient_norm", norm), ("layout_generator", places.scalar),
        ("presence", presence.scalar),
      ])
  }

  @Test("the game about places is played under captions that misplace objects") func places() {
    _ = take(index: 1, trainsGenerator: true)
    let found = networks.generator.layout(noise, networks.text)
    expectDescent(
      of: networks.layoutGameLoss(found, networks.text), cutTo: 10, by: [layoutOptimizer])
  }
}

/// The warm-up's step against the equation of `SlotWarmUpStep`.
@Suite("The warm-up's step against its equation") struct WarmUpStepTests {
  @Test("all three networks go down L, by 1 at most", arguments: [0.03, 40] as [Float])
  func equation(_ layoutWeight: Float) {
    let networks = SlotNetworks()
    let optimizers = [
      networks.textEncoder.parameters, networks.generator.parameters,
      networks.sceneEncoder.parameters,
    ].map(Adam.remembering)
    let layoutOptimizer = Adam.remembering(networks.layoutDiscriminator.parameters)
    let step = SlotWarmUpStep(
      textEncoder: networks.textEncoder, generator: networks.generator,
      sceneEncoder: networks.sceneEncoder, game: networks.game(layoutOptimizer),
      layoutWeight: layoutWeight, klWeight: 0.005, padding: 0, precision: .float32,
      optimizers: optimizers)
    let (noise, posteriorNoise) = (normal([2, 12], seed: 8), normal([2, 3, 4], seed: 9))
    let copy = networks.generator.picture(
      networks.posterior(posteriorNoise).codes, networks.text, at: networks.scene.layout)
    // Pictures near the copies have a gradient that is not cut.
    let x = copy.detached + normal(copy.shape, seed: 10).scaled(by: 0.3)
    let batch = TrainingBatch(
      pictures: x, captions: networks.batch.captions, wrongCaptions: networks.batch.wrongCaptions,
      scene: networks.scene)
    let report = step(
      batch, noise: noise, posteriorNoise: posteriorNoise, index: 1, learningRate: 0)

    let s = networks.text
    let q = networks.posterior(posteriorNoise)
    let error = (networks.generator.picture(q.codes, s, at: networks.scene.layout) - x)
      .square().mean()
    let found = networks.generator.layout(noise, s)
    expectDescent(of: networks.layoutGameLoss(found, s), cutTo: 10, by: [layoutOptimizer])
    let (places, presence) = networks.layoutLosses(found, s)
    let loss =
      error + q.divergence.scaled(by: 0.005) + (places + presence).scaled(by: layoutWeight)
    let norm = expectDescent(of: loss, cutTo: 1, by: optimizers)
    #expect((norm > 1) == (layoutWeight > 1))
    expectFigures(
      report,
      [
        ("reconstruction", error.scalar), ("divergence", q.divergence.scalar),
        ("gradient_norm", norm), ("layout_generator", places.scalar),
        ("presence", presence.scalar),
      ])
  }
}

extension SlotNetworks {
  /// Codes drawn from q of the scene encoder by reparameterization, and KL(q || N(0, 1)), a mean
  /// over pictures; of slots that have an object, and of the background.
  fileprivate func posterior(_ noise: Tensor) -> (codes: Tensor, divergence: Tensor) {
    let (mean, logVariance) = sceneEncoder(scene.lookalikes, scene.layout)
    // The second picture's second slot is absent.
    let isMeant = Tensor([1, 1, 1, 1, 0, 1], shape: [2, 3, 1])
    let terms = mean.square() + logVariance.exp() - logVariance.scaled(by: 1, plus: 1)
    return (
      mean + logVariance.scaled(by: 0.5).exp() * noise,
      (terms * isMeant).sum().scaled(by: 0.5 / 2)
    )
  }

  /// L_D of `LayoutGame` without penalties, which `game()` has at even steps, and with w = 1.
  fileprivate func layoutGameLoss(
    _ found: (layout: Layout, presenceLogits: Tensor), _ text: TextFeatures
  ) -> Tensor {
    let p = scene.layout.presence
    let truth = LayoutDiscriminator.normalized(scene.layout.boxes, p)
    let real = layoutDiscriminator(truth, text)
    let fake = layoutDiscriminator(
      LayoutDiscriminator.normalized(found.layout.boxes.detached, p), text)
    let misplaced = layoutDiscriminator(
      truth, textEncoder(scene.misplacingCaptions, padding: 0))
    return (fake - real).softplus().mean() + (misplaced - real).softplus().mean()
  }

  /// Both terms of L_G of `LayoutGame`: of the places found, and of their presences.
  fileprivate func layoutLosses(
    _ found: (layout: Layout, presenceLogits: Tensor), _ text: TextFeatures
  ) -> (places: Tensor, presence: Tensor) {
    // Who judges does not teach the encoder of the text.
    let s = text.detached
    let p = scene.layout.presence
    let real = LayoutDiscriminator.normalized(scene.layout.boxes, p)
    let drawn = LayoutDiscriminator.normalized(found.layout.boxes, p)
    let places = (layoutDiscriminator(real, s) - layoutDiscriminator(drawn, s)).softplus().mean()
    // -p log σ(l) - (1 - p) log(1 - σ(l)).
    let l = found.presenceLogits
    let entropy = p * (-l).softplus() + p.scaled(by: -1, plus: 1) * l.softplus()
    return (places, entropy.mean())
  }
}
