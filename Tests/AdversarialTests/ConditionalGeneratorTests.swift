import Adversarial
import Layers
import Tensors
import TestSupport
import Testing

@Suite("Conditional generator") struct ConditionalGeneratorTests {
  /// The channels of the second of two blocks.
  private static let channels = 8
  private let generator = ConditionalGenerator(
    ConditionalGenerator.Configuration(side: 16, textWidth: 2, channels: 2), seed: 3)

  /// What the second modulation gives for one noise under each of `classes`.
  private func block(_ classes: [[Float]]) -> [[Float]] {
    classes.map { vector in
      var seen: [Float] = []
      let probe = LayerProbe { layer, output in
        if layer == "modulations.1" { seen = output.elements }
      }
      let text = textFeatures(Tensor(vector, shape: [1, 2]))
      _ = generator(normal([1, 100], seed: 4), text, isTraining: false, probe: probe)
      return seen
    }
  }

  @Test("starts the same for every class") func firstValues() {
    let found = block([[1, 0], [0, 1]])
    #expect(found[0] == found[1])
    #expect(found[0].contains { $0 > 0 })
    #expect(found[0].allSatisfy { $0 >= 0 })
  }

  @Test("each class scales and shifts what is normalized, before the rectifier")
  func modulation() throws {
    let plain = block([[0, 0]])[0]
    // The first class doubles the first half of the channels, the second takes 9 from all.
    let half = Self.channels / 2
    let weight = try #require(generator.parameters["modulations.1.weight"])
    let rows: [[Float]] =
      (0..<Self.channels).map { $0 < half ? [1, 0] : [0, 0] }
      + (0..<Self.channels).map { _ in [0, -9] }
    weight.assign(Tensor(rows.flatMap { $0 }, shape: weight.value.shape))
    let found = block([[1, 0], [0, 1]])
    for (index, value) in plain.enumerated() {
      let factor: Float = index % Self.channels < half ? 2 : 1
      #expect((found[0][index] - factor * value).magnitude < 1e-6)
    }
    #expect(found[1].allSatisfy { $0 == 0 })
  }

  @Test(
    "draws at every side that its channels halve up to", arguments: [(16, 3), (32, 6), (64, 5)])
  func sides(_ side: Int, _ channels: Int) {
    let generator = ConditionalGenerator(
      ConditionalGenerator.Configuration(side: side, textWidth: 2, channels: channels), seed: 3)
    let text = textFeatures(Tensor([1, 0], shape: [1, 2]))
    let picture = generator(normal([1, 100], seed: 4), text, isTraining: false)
    #expect(picture.shape == [1, side, side, 3])
  }
}
