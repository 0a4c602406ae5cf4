import Adversarial
import Language
import Layers
import Tensors
import TestSupport
import Testing

@Suite("Residual, style and conditional generators") struct GeneratorFamilyTests {
  enum Kind: CaseIterable {
    case residual, style, conditional

    /// A small generator whose modulations are not the identity they start as.
    func make(seed: UInt64 = 3) -> any Generator {
      let generator: any Generator =
        switch self {
        case .conditional:
          ConditionalGenerator(
            ConditionalGenerator.Configuration(side: 16, textWidth: 5, channels: 2), seed: seed)
        case .residual:
          ResidualGenerator(
            ResidualGenerator.Configuration(side: 16, textWidth: 5, channels: 3), seed: seed)
        case .style:
          StyleGenerator(
            StyleGenerator.Configuration(
              side: 16, textWidth: 5, channels: 3, width: 8, layers: 2), seed: seed)
        }
      generator.parameters.disturb(by: 0.1, seed: seed)
      return generator
    }
  }

  private let text = textFeatures(normal([3, 5], seed: 5))

  @Test("pictures of the right shape and range, alone as in a batch", arguments: Kind.allCases)
  func independence(_ kind: Kind) {
    let generator = kind.make()
    let z = normal([3, generator.latentWidth], seed: 4)
    // Batch normalization takes its statistics from the batch in training, and only then.
    let together = generator(z, text, isTraining: kind != .conditional)
    #expect(together.shape == [3, 16, 16, 3])
    #expect(together.elements.allSatisfy { abs($0) <= 1 })
    let twin = kind.make()
    let again = twin(z, text, isTraining: false)
    #expect(again.elements == together.elements)
    let second = 1..<2
    let alone = generator(
      z.slice(alongAxis: 0, second),
      textFeatures(text.sentence.slice(alongAxis: 0, second)), isTraining: false)
    expectClose(
      alone.elements, together.slice(alongAxis: 0, second).elements, "picture", tolerance: 1e-5)
  }

  @Test("noise, text and first values matter", arguments: Kind.allCases)
  func dependence(_ kind: Kind) {
    let generator = kind.make()
    let z = normal([3, generator.latentWidth], seed: 4)
    let picture = generator(z, text, isTraining: false)
    let otherText = textFeatures(normal([3, 5], seed: 6))
    let otherNoise = normal([3, generator.latentWidth], seed: 7)
    #expect(distance(generator(z, otherText, isTraining: false), picture) > 0.01)
    #expect(distance(generator(otherNoise, text, isTraining: false), picture) > 0.01)
    let stranger = kind.make(seed: 8)
    #expect(distance(stranger(z, text, isTraining: false), picture) > 0.01)
  }

  @Test("gradients agree with differences", arguments: Kind.allCases)
  func gradients(_ kind: Kind) {
    let generator = kind.make()
    let z = normal([3, generator.latentWidth], seed: 4)
    let weights = normal([3, 16, 16, 3], seed: 9).scaled(by: 0.1)
    expectGradients(generator.parameters, weights: weights) {
      generator(z, text, isTraining: true)
    }
  }

  @Test("truncation 1 changes nothing, 0 leaves the text alone", arguments: Kind.allCases)
  func truncation(_ kind: Kind) {
    let generator = kind.make()
    func draw(_ seed: UInt64, _ text: TextFeatures, _ truncation: Float) -> Tensor {
      generator.truncated(
        normal([3, generator.latentWidth], seed: seed), text, to: truncation, probe: nil)
    }
    let full = generator(normal([3, generator.latentWidth], seed: 4), text, isTraining: false)
    #expect(draw(4, text, 1).elements == full.elements)
    let typical = draw(4, text, 0)
    expectClose(draw(5, text, 0).elements, typical.elements, "typical", tolerance: 1e-5)
    let other = textFeatures(normal([3, 5], seed: 6))
    #expect(distance(draw(4, other, 0), typical) > 0.005)
    let half = draw(4, text, 0.5)
    #expect(distance(half, typical) > 1e-3)
    #expect(distance(half, full) > 1e-3)
  }

  @Test("styles: every place has noise of its own, which changes it and what is near")
  func noiseOfPlaces() {
    let generator = Kind.style.make()
    let z = normal([1, generator.latentWidth], seed: 4)
    #expect(generator.latentWidth == 100 + 16 + 64 + 256)
    // The finest noise comes last; its last number belongs to the lower right corner.
    var changed = z.elements
    changed[changed.count - 1] += 5
    let one = textFeatures(normal([1, 5], seed: 5))
    let before = generator(z, one, isTraining: false)
    let after = generator(Tensor(changed, shape: z.shape), one, isTraining: false)
    let moved = (after - before).absolute()
    let corner = moved.slice(alongAxis: 1, 14..<16).slice(alongAxis: 2, 14..<16)
    #expect(corner.sum().scalar > 1e-3)
    #expect(abs(corner.sum().scalar - moved.sum().scalar) < 1e-6)
  }

  @Test("modulated residual blocks start without the text, styles with it") func firstValues() {
    let other = textFeatures(normal([3, 5], seed: 6))
    let residual = ResidualGenerator(
      ResidualGenerator.Configuration(side: 16, textWidth: 5, channels: 3), seed: 3)
    let z = normal([3, 100], seed: 4)
    #expect(
      distance(residual(z, text, isTraining: true), residual(z, other, isTraining: true)) == 0)
    let style = StyleGenerator(
      StyleGenerator.Configuration(side: 16, textWidth: 5, channels: 3, width: 8), seed: 3)
    let noise = normal([3, style.latentWidth], seed: 4)
    #expect(
      distance(style(noise, text, isTraining: true), style(noise, other, isTraining: true)) > 0.01)
  }
}
