import Adversarial
import Foundation
import Language
import Layers
import Tensors
import TestSupport
import Testing

@Suite("The step of Pix2Pix") struct Pix2PixStepTests {
  private let textEncoder = TextEncoder(
    TextEncoder.Configuration(
      architecture: .bag, vocabularySize: 16, length: 4, width: 8), seed: 1)
  private let generator = UNetGenerator(
    UNetGenerator.Configuration(side: 16, textWidth: 8, channels: 2, choices: [2, 3, 2]), seed: 2)
  private let discriminator = PatchDiscriminator(
    PatchDiscriminator.Configuration(side: 16, textWidth: 8, channels: 4), seed: 3)
  private let batch = TrainingBatch(
    pictures: normal([2, 16, 16, 3], seed: 4).tanh(),
    captions: [[1, 2, 3, 0], [4, 5, 0, 0]], wrongCaptions: [[6, 7, 0, 0], [8, 2, 3, 0]],
    sources: normal([2, 16, 16, 3], seed: 5).tanh())
  private let noise = normal([2, 3], seed: 6)

  init() { discriminator.parameters.disturb(by: 0.1, seed: 7) }

  private func step(wrongPairs: Float = 0.5, l1: Float = 10, trainsText: Bool = false)
    -> Pix2PixStep
  {
    let learners = [generator.parameters] + (trainsText ? [textEncoder.parameters] : [])
    func optimizer(_ set: ParameterSet) -> Adam {
      Adam(set, Adam.Settings(beta1: 0.9, beta2: 0.99))
    }
    return step(
      wrongPairs: wrongPairs, l1: l1, learners.map(optimizer), optimizer(discriminator.parameters))
  }

  private func step(
    wrongPairs: Float, l1: Float, _ generatorOptimizers: [Adam], _ discriminatorOptimizer: Adam
  ) -> Pix2PixStep {
    Pix2PixStep(
      textEncoder: textEncoder, generator: generator, discriminator: discriminator,
      wrongPairs: wrongPairs, l1: l1, padding: 0, generatorOptimizers: generatorOptimizers,
      discriminatorOptimizer: discriminatorOptimizer)
  }

  private func logits(_ pictures: Tensor, _ captions: [[Int32]]) throws -> [Double] {
    let pairs = concatenate([try #require(batch.sources), pictures], alongAxis: 3)
    return discriminator(pairs, textEncoder(captions, padding: 0)).elements.map(Double.init)
  }

  @Test("losses are those of the equations", arguments: [0, 0.5, 1])
  func closedForm(_ w: Double) throws {
    let sources = try #require(batch.sources)
    let drawn = generator(sources, noise, textEncoder(batch.captions, padding: 0))
    let real = try logits(batch.pictures, batch.captions)
    let wrong = try logits(batch.pictures, batch.wrongCaptions)
    let fake = try logits(drawn, batch.captions)
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    func sigma(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    let judged =
      -mean(real.map { log(sigma($0)) })
      - mean(fake.map { log(1 - sigma($0)) }) / (1 + w)
      - mean(wrong.map { log(1 - sigma($0)) }) * w / (1 + w)
    let deceit = -mean(fake.map { log(sigma($0)) })
    let error = mean(zip(drawn.elements, batch.pictures.elements).map { Double(abs($0 - $1)) })
    // With rates of 0 all figures are of the networks as they were.
    let report = step(wrongPairs: Float(w))(
      batch, noise: noise, generatorRate: 0, discriminatorRate: 0)
    let figures = Dictionary(uniqueKeysWithValues: report.map { ($0.name, Double($0.value)) })
    #expect(abs(try #require(figures["discriminator"]) - judged) < 1e-4)
    #expect(abs(try #require(figures["generator"]) - deceit) < 1e-4)
    #expect(abs(try #require(figures["l1"]) - error) < 1e-4)
    #expect((figures["right_over_wrong"] != nil) == (w > 0))
  }

  @Test("what is applied are the gradients of the equations, of length 100 at most")
  func gradients() throws {
    let (w, l1): (Float, Float) = (0.5, 3)
    let judge = Adam.remembering(discriminator.parameters)
    let learners = [generator.parameters, textEncoder.parameters].map(Adam.remembering)
    let sources = try #require(batch.sources)
    func judged(_ pictures: Tensor, _ text: TextFeatures) -> Tensor {
      discriminator(concatenate([sources, pictures], alongAxis: 3), text.detached)
    }
    _ = step(wrongPairs: w, l1: l1, learners, judge)(
      batch, noise: noise, generatorRate: 0, discriminatorRate: 0)
    let t = textEncoder(batch.captions, padding: 0)
    let wrong = textEncoder(batch.wrongCaptions, padding: 0)
    let drawn = generator(sources, noise, t)
    let real = judged(batch.pictures, t)
    // -log(1 - σ(l)) = softplus(l).
    expectDescent(
      of: (-real).softplus().mean()
        + judged(drawn.detached, t).softplus().mean().scaled(by: 1 / (1 + w))
        + judged(batch.pictures, wrong).softplus().mean().scaled(by: w / (1 + w)),
      cutTo: 100, by: [judge])
    let error = (batch.pictures - drawn).absolute().mean()
    expectDescent(
      of: (-judged(drawn, t)).softplus().mean() + error.scaled(by: l1), cutTo: 100, by: learners)

    _ = step(wrongPairs: w, l1: 1e5, learners, judge)(
      batch, noise: noise, generatorRate: 0, discriminatorRate: 0)
    expectClose([globalNorm(learners.flatMap(\.lastGradients))], [100], "norm", tolerance: 1e-5)
  }

  @Test("lambda alone draws towards the picture") func l1() {
    let step = step(l1: 100)
    let errors = (0..<30).map { _ in
      step(batch, noise: noise, generatorRate: 3e-3, discriminatorRate: 0)
        .first { $0.name == "l1" }?.value ?? .nan
    }
    // The picture is noise, of which little can be learned.
    #expect(errors[29] < 0.95 * errors[0])
  }

  @Test("the warm-up lowers its error on one batch") func warmUp() {
    let step = DecodingStep(
      textEncoder: textEncoder, translator: generator, padding: 0,
      optimizers: [generator.parameters, textEncoder.parameters].map {
        Adam($0, Adam.Settings(beta1: 0.9, beta2: 0.99))
      })
    let errors = (0..<30).map { _ in step(batch, noise: noise, learningRate: 3e-3)[0].value }
    #expect(errors[29] < 0.95 * errors[0])
  }

  @Test("the step moves both networks, and the text encoder where it is asked to")
  func whatLearns() {
    func weights(_ set: ParameterSet) -> [[Float]] { set.values.map(\.elements) }
    let sets = [generator.parameters, discriminator.parameters, textEncoder.parameters]
    func moved(_ body: () -> Void) -> [Bool] {
      let before = sets.map(weights)
      body()
      return zip(before, sets.map(weights)).map { $0 != $1 }
    }
    let rates: (Float, Float) = (1e-3, 1e-3)
    func take(_ step: Pix2PixStep, trainsGenerator: Bool = true) {
      _ = step(
        batch, noise: noise, generatorRate: rates.0, discriminatorRate: rates.1,
        trainsGenerator: trainsGenerator)
    }
    #expect(moved { take(step(), trainsGenerator: false) } == [false, true, false])
    #expect(moved { take(step()) } == [true, true, false])
    #expect(moved { take(step(trainsText: true)) } == [true, true, true])
  }
}
