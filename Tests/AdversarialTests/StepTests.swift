import Adversarial
import Foundation
import Layers
import Tensors
import TestSupport
import Testing

@Suite("Training steps") struct StepTests {
  private let networks = SlotNetworks()

  @Test("warm-up lowers its error on one batch") func warmUp() throws {
    let sets = [
      networks.textEncoder.parameters, networks.generator.parameters,
      networks.sceneEncoder.parameters,
    ]
    let step = SlotWarmUpStep(
      textEncoder: networks.textEncoder, generator: networks.generator,
      sceneEncoder: networks.sceneEncoder, game: networks.game(), layoutWeight: 0.02,
      klWeight: 1e-4, padding: 0, precision: .float32,
      optimizers: networks.optimizers(sets))
    let (noise, posteriorNoise) = (normal([2, 12], seed: 7), normal([2, 3, 4], seed: 8))
    let errors = (0..<12).map { _ in
      step(
        networks.batch, noise: noise, posteriorNoise: posteriorNoise, index: 1,
        learningRate: 3e-3)[0].value
    }
    #expect(errors[11] < 0.9 * errors[0])
    let report = step(
      networks.batch, noise: noise, posteriorNoise: posteriorNoise, index: 1, learningRate: 3e-3)
    #expect(
      report.map(\.name) == [
        "reconstruction", "divergence", "gradient_norm", "layout_discriminator",
        "layout_real_over_fake", "layout_generator", "presence",
      ])
  }

  @Test("a step changes parameters where they are, as nobody else has them") func inPlace() {
    let sets = [networks.textEncoder.parameters, networks.generator.parameters]
    let step = DecodingStep(
      textEncoder: networks.textEncoder, generator: networks.generator, padding: 0,
      optimizers: networks.optimizers(sets))
    func identities() -> [ObjectIdentifier] { sets[1].values.map(ObjectIdentifier.init) }
    let (before, values) = (identities(), snapshot(sets[1]))
    _ = step(networks.batch, noise: normal([2, 12], seed: 7), learningRate: 3e-3)
    let isSame = identities() == before
    #expect(isSame)
    #expect(snapshot(sets[1]) != values)
  }

  @Test("decoding lowers the squared error on one batch, by both networks") func decoding() {
    let sets = [networks.textEncoder.parameters, networks.generator.parameters]
    let step = DecodingStep(
      textEncoder: networks.textEncoder, generator: networks.generator, padding: 0,
      optimizers: networks.optimizers(sets))
    let noise = normal([2, 12], seed: 7)
    let drawn = networks.generator(
      noise, networks.textEncoder(networks.batch.captions, padding: 0), isTraining: true)
    let before = sets.map(snapshot)
    let reports = (0..<12).map { _ in step(networks.batch, noise: noise, learningRate: 3e-3) }
    #expect(reports[0].map(\.name) == ["reconstruction", "gradient_norm"])
    let differences = zip(drawn.elements, networks.batch.pictures.elements).map { $0 - $1 }
    let error = differences.reduce(0) { $0 + $1 * $1 } / Float(differences.count)
    #expect(abs(reports[0][0].value - error) < 1e-4)
    #expect(reports[11][0].value < 0.9 * error)
    #expect(zip(sets, before).allSatisfy { snapshot($0) != $1 })
  }

  @Test("decoding: both networks go down the squared error, by 1 at most") func descent() {
    let optimizers = [networks.textEncoder.parameters, networks.generator.parameters]
      .map(Adam.remembering)
    let step = DecodingStep(
      textEncoder: networks.textEncoder, generator: networks.generator, padding: 0,
      optimizers: optimizers)
    let noise = normal([2, 12], seed: 7)
    func drawn() -> Tensor { networks.generator(noise, networks.text, isTraining: true) }
    let near = drawn().detached + normal([2, 16, 16, 3], seed: 9).scaled(by: 0.3)
    for (x, isCut) in [(near, false), (near.scaled(by: 10), true)] {
      let batch = TrainingBatch(
        pictures: x, captions: networks.batch.captions,
        wrongCaptions: networks.batch.wrongCaptions)
      _ = step(batch, noise: noise, learningRate: 0)
      let norm = expectDescent(
        of: (drawn() - x).square().mean(), cutTo: 1, by: optimizers)
      #expect((norm > 1) == isCut)
    }
  }

  /// A step of the warm-up that learns nothing, its divergence, and the codes it leaves.
  private func idleStep() throws -> (divergence: Float, codes: Tensor) {
    let step = SlotWarmUpStep(
      textEncoder: networks.textEncoder, generator: networks.generator,
      sceneEncoder: networks.sceneEncoder, game: networks.game(), layoutWeight: 0.02,
      klWeight: 1e-4, padding: 0, precision: .float32,
      optimizers: networks.optimizers([networks.sceneEncoder.parameters]))
    let report = step(
      networks.batch, noise: normal([2, 12], seed: 7), posteriorNoise: normal([2, 3, 4], seed: 8),
      index: 1, learningRate: 0)
    return (
      try #require(report.first { $0.name == "divergence" }).value,
      try #require(networks.generator.parameters.statistics["memory.codes"]).value
    )
  }

  @Test("the divergence is that of the codes of the lookalikes' objects and backgrounds")
  func divergence() throws {
    let (mean, logVariance) = networks.sceneEncoder(
      networks.scene.lookalikes, networks.scene.layout)
    // The second picture's second slot is absent.
    let meant = [1, 1, 1, 1, 0, 1]
    let expected = zip(mean.elements, logVariance.elements).enumerated()
      .reduce(Double(0)) { sum, term -> Double in
        let (m, v) = (Double(term.element.0), Double(term.element.1))
        let divergence: Double = (m * m + exp(v) - v - 1) / 2
        return sum + Double(meant[term.offset / 4]) * divergence
      }
    let found = try idleStep().divergence
    #expect(abs(Double(found) - expected / 2) < 1e-4)
  }

  @Test("codes that are meant are kept, the newest first") func keptCodes() throws {
    let (mean, logVariance) = networks.sceneEncoder(
      networks.scene.lookalikes, networks.scene.layout)
    let noise = normal([2, 3, 4], seed: 8).elements
    func code(_ picture: Int, _ slot: Int) -> [Float] {
      (0..<4).map { part -> Float in
        let i = (picture * 3 + slot) * 4 + part
        return mean.elements[i] + exp(logVariance.elements[i] / 2) * noise[i]
      }
    }
    let memory = try #require(networks.generator.parameters.statistics["memory.codes"])
    let before = normal([3, 16, 4], seed: 5)
    memory.assign(before)
    let kept = try idleStep().codes
    for slot in 0..<3 {
      // The second picture's second slot is absent.
      let fresh = slot == 1 ? code(0, 1) : code(0, slot) + code(1, slot)
      let old = before.slice(alongAxis: 0, slot..<(slot + 1)).elements
      expectClose(
        kept.slice(alongAxis: 0, slot..<(slot + 1)).elements,
        fresh + old.prefix(64 - fresh.count), "slot \(slot)", tolerance: 1e-5)
    }
  }

  private func adversarialStep() -> SlotGANStep {
    SlotGANStep(
      textEncoder: networks.textEncoder, generator: networks.generator,
      sceneEncoder: networks.sceneEncoder, discriminator: networks.discriminator,
      game: networks.game(),
      weights: SlotGANStep.Weights(
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
      networks.batch, noise: normal([2, 12], seed: 8), posteriorNoise: normal([2, 3, 4], seed: 9),
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
        networks.batch, noise: normal([2, 12], seed: 8),
        posteriorNoise: normal([2, 3, 4], seed: 9),
        index: index, generatorRate: 1e-3, discriminatorRate: 1e-3, trainsGenerator: true
      ).first { $0.name == "penalty" }.map { $0.value > 0 }
    }
    #expect(due == [true, nil, true, nil])
  }
}
