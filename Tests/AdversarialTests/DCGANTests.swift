import Adversarial
import Layers
import Tensors
import TestSupport
import Testing

@Suite("DCGAN networks")
struct DCGANTests {
  private let configuration = DCGANGenerator.Configuration(side: 32, textWidth: 7, channels: 4)

  @Test("a picture outside training does not depend on its batch") func independence() {
    let generator = DCGANGenerator(configuration, seed: 3)
    let (z, text) = (normal([3, 100], seed: 4), normal([3, 7], seed: 5))
    // Moves the running statistics away from where they start.
    _ = generator(z, textFeatures(text), isTraining: true)
    let together = generator(z, textFeatures(text), isTraining: false)
    #expect(together.shape == [3, 32, 32, 3])
    let second = 1..<2
    let alone = generator(
      z.slice(alongAxis: 0, second), textFeatures(text.slice(alongAxis: 0, second)),
      isTraining: false)
    expectClose(
      alone.elements, together.slice(alongAxis: 0, second).elements, "picture", tolerance: 1e-6)
  }

  @Test("a copy of the parameters takes the statistics along") func copies() {
    let generator = DCGANGenerator(configuration, seed: 3)
    let copy = DCGANGenerator(configuration, seed: 6)
    let (z, text) = (normal([3, 100], seed: 4), textFeatures(normal([3, 7], seed: 5)))
    _ = generator(z, text, isTraining: true)
    copy.parameters.copy(from: generator.parameters)
    #expect(
      copy(z, text, isTraining: false).elements == generator(z, text, isTraining: false).elements)
  }

  @Test(
    "the loss curve in bfloat16 stays within 0.05 of that in float32",
    .enabled(if: Engine.supportsBFloat16))
  func bfloat16() {
    let configuration = DCGANGenerator.Configuration(side: 32, textWidth: 7, channels: 16)
    let pictures = normal([16, 32, 32, 3], seed: 9).tanh()
    let (text, wrong) = (normal([16, 7], seed: 10), normal([16, 7], seed: 11))
    let curves = [DataType.float32, .bfloat16].map { precision in
      let step = GANCLSStep(
        generator: DCGANGenerator(configuration, precision: precision, seed: 7),
        discriminator: DCGANDiscriminator(configuration, precision: precision, seed: 8))
      return (0..<8).flatMap { index in
        step(
          pictures, textFeatures(text), wrong: textFeatures(wrong),
          z: normal([16, 100], seed: 12 + index)
        ).map(\.value)
      }
    }
    expectClose(curves[0], curves[1], "losses", tolerance: 0.05)
    #expect(curves[0] != curves[1])
  }

  @Test("the objectives at logits whose cross-entropies are known") func objectives() {
    let zero = Tensor([0, 0], shape: [2])
    let sure = Tensor([20, 30], shape: [2])
    let log2: Float = 0.693147
    let undecided = GANCLS.discriminatorLoss(real: zero, wrong: zero, fake: zero).scalar
    #expect(abs(undecided - 2 * log2) < 1e-5)
    #expect(GANCLS.discriminatorLoss(real: sure, wrong: -sure, fake: -sure).scalar < 1e-5)
    let fooled = GANCLS.discriminatorLoss(real: sure, wrong: -sure, fake: sure).scalar
    #expect(abs(fooled - 12.5) < 1e-4)
    #expect(abs(GANCLS.generatorLoss(fake: -sure).scalar - 25) < 1e-4)
  }
}
