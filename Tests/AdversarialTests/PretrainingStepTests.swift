import Adversarial
import Language
import Layers
import Tensors
import TestSupport
import Testing

@Suite("The step of the text encoder's pre-training") struct PretrainingStepTests {
  private let textEncoder = TextEncoder(
    TextEncoder.Configuration(vocabularySize: 12, length: 5, width: 8, layers: 1, heads: 2),
    seed: 1)
  private let imageEncoder = ImageEncoder(side: 16, width: 8, seed: 2)
  private let batch = TrainingBatch(
    pictures: normal([3, 16, 16, 3], seed: 5).tanh(),
    captions: [[2, 3, 4, 0, 0], [5, 6, 7, 8, 0], [2, 9, 4, 0, 0]],
    wrongCaptions: [[2, 3, 5, 0, 0], [5, 6, 9, 8, 0], [2, 9, 5, 0, 0]],
    // The third caption is true of the first picture too.
    isTrue: [
      [true, false, true, false, false, false], [false, true, false, false, false, false],
      [false, false, true, false, false, false],
    ])

  private var sets: [ParameterSet] { [textEncoder.parameters, imageEncoder.parameters] }

  private func step(_ optimizers: [Adam], temperature: Float = 0.3) -> PretrainingStep {
    PretrainingStep(
      textEncoder: textEncoder, imageEncoder: imageEncoder, temperature: temperature,
      precision: .float32, padding: 0, optimizers: optimizers)
  }

  /// The contrastive loss of the encoders as they are.
  private func loss(temperature: Float = 0.3) throws -> (loss: Tensor, accuracy: Float) {
    contrastiveLoss(
      pictures: imageEncoder(batch.pictures, precision: .float32),
      captions: textEncoder(batch.captions + batch.wrongCaptions, padding: 0).sentence,
      isTrue: try #require(batch.isTrue), temperature: temperature)
  }

  @Test("lowers the loss on one batch, by both encoders") func learning() throws {
    let before = sets.map(snapshot)
    let step = step(sets.map { Adam($0, Adam.Settings(beta1: 0.9, beta2: 0.99)) })
    let losses = (0..<12).map { _ in step(batch, learningRate: 3e-3)[0].value }
    #expect(losses[11] < 0.7 * losses[0])
    #expect(try loss().accuracy == 1)
    #expect(zip(sets, before).allSatisfy { snapshot($0) != $1 })
  }

  @Test(
    "both encoders go down the contrastive loss, by 1 at most", arguments: [10, 0.05] as [Float])
  func equation(_ temperature: Float) throws {
    let optimizers = sets.map(Adam.remembering)
    let report = step(optimizers, temperature: temperature)(batch, learningRate: 0)
    let (loss, accuracy) = try loss(temperature: temperature)
    let norm = expectDescent(of: loss, cutTo: 1, by: optimizers)
    #expect((norm > 1) == (temperature < 1))
    expectFigures(
      report, [("contrastive", loss.scalar), ("accuracy", accuracy), ("gradient_norm", norm)])
  }

  @Test("the gradient is that of differences, along it and to its side")
  func differences() throws {
    let optimizers = sets.map(Adam.remembering)
    let report = step(optimizers)(batch, learningRate: 0)
    let norm = try #require(report.first { $0.name == "gradient_norm" }).value
    let slopes = optimizers.flatMap(\.lastGradients).map { $0.scaled(by: max(1, norm)) }
    let random = slopes.enumerated().map { normal($1.shape, seed: 40 + UInt64($0)) }
    let length = globalNorm(random)
    let direction = zip(slopes, random).map {
      $0.scaled(by: 1 / norm) + $1.scaled(by: 1 / length)
    }
    let exact = zip(slopes, direction).reduce(0) { $0 + product($1.0, $1.1) }

    let starts = sets.map(\.values)
    let distance: Float = 1e-3
    let ends = try [distance, -distance].map { distance in
      var rest = direction[...]
      for (set, start) in zip(sets, starts) {
        for (name, value) in zip(set.names, start) {
          set[name]?.assign(value + rest.removeFirst().scaled(by: distance))
        }
      }
      return Double(try loss().loss.scalar)
    }
    let numeric = (ends[0] - ends[1]) / Double(2 * distance)
    #expect(abs(numeric - exact) < 0.02 * exact, "\(numeric) is not \(exact)")
  }
}
