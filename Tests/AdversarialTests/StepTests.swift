import Adversarial
import Layers
import Tensors
import Testing

@Suite("Training steps") struct StepTests {
  private let networks = SlotNetworks()

  @Test("warm-up lowers its error on one batch") func warmUp() throws {
    let sets = [
      networks.textEncoder.parameters, networks.generator.parameters,
      networks.sceneEncoder.parameters,
    ]
    let step = WarmUpStep(
      textEncoder: networks.textEncoder, generator: networks.generator,
      sceneEncoder: networks.sceneEncoder, game: networks.game(), layoutWeight: 0.02,
      klWeight: 1e-4, padding: 0, precision: .float32,
      optimizers: networks.optimizers(sets))
    let noise = normal([2, 12], seed: 7)
    let coded = Tensor(repeating: 1, shape: [2, 1])
    let errors = (0..<12).map { _ in
      step(networks.batch, noise: noise, coded: coded, index: 1, learningRate: 3e-3)[0].value
    }
    #expect(errors[11] < 0.9 * errors[0])
    let report = step(networks.batch, noise: noise, coded: coded, index: 1, learningRate: 3e-3)
    #expect(
      report.map(\.name) == [
        "reconstruction", "divergence", "gradient_norm", "layout_discriminator",
        "layout_real_over_fake", "layout_generator", "presence",
      ])
  }

  private func adversarialStep() -> AdversarialStep {
    AdversarialStep(
      textEncoder: networks.textEncoder, generator: networks.generator,
      sceneEncoder: networks.sceneEncoder, discriminator: networks.discriminator,
      game: networks.game(),
      weights: AdversarialStep.Weights(
        wrongPairs: 1, penalty: 0.1, penaltyInterval: 2, reconstruction: 1, features: 1,
        divergence: 1e-3, layout: 0.1),
      padding: 0, precision: .float32,
      generatorOptimizers: networks.optimizers(
        [networks.generator.parameters, networks.sceneEncoder.parameters]),
      discriminatorOptimizer: Adam(
        networks.discriminator.parameters, Adam.Settings(beta1: 0, beta2: 0.99)))
  }

  @Test("a step changes the networks that it trains and no others", arguments: [true, false])
  func changes(_ trainsGenerator: Bool) {
    let sets = [
      networks.discriminator.parameters, networks.generator.parameters,
      networks.sceneEncoder.parameters, networks.textEncoder.parameters,
    ]
    let before = sets.map(snapshot)
    let report = adversarialStep()(
      networks.batch, noise: normal([2, 12], seed: 8), posteriorNoise: normal([2, 12], seed: 9),
      index: 0, generatorRate: 1e-3, discriminatorRate: 1e-3, trainsGenerator: trainsGenerator)
    let isChanged = zip(sets, before).map { snapshot($0) != $1 }
    #expect(isChanged == [true, trainsGenerator, trainsGenerator, false])
    #expect(report.contains { $0.name == "generator" } == trainsGenerator)
    #expect(report.allSatisfy { $0.value.isFinite })
  }

  @Test("penalties are due at every k-th step only") func penalties() {
    let step = adversarialStep()
    let due = (0..<4).map { index in
      step(
        networks.batch, noise: normal([2, 12], seed: 8), posteriorNoise: normal([2, 12], seed: 9),
        index: index, generatorRate: 1e-3, discriminatorRate: 1e-3, trainsGenerator: true
      ).first { $0.name == "penalty" }.map { $0.value > 0 }
    }
    #expect(due == [true, nil, true, nil])
  }
}
