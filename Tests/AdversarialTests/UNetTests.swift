import Adversarial
import Language
import Layers
import Tensors
import TestSupport
import Testing

@Suite("U-Net and patch discriminator") struct UNetTests {
  private let text = textFeatures(normal([3, 8], seed: 5))
  private let sources = normal([3, 16, 16, 3], seed: 6).tanh()

  private func unet() -> UNetGenerator {
    UNetGenerator(
      UNetGenerator.Configuration(side: 16, textWidth: 8, channels: 2, choices: [2, 3, 2, 4]),
      seed: 3)
  }

  @Test("pictures of the right shape and range, alone as in a batch") func independence() {
    let generator = unet()
    let z = normal([3, 4], seed: 4)
    let together = generator(sources, z, text)
    #expect(together.shape == [3, 16, 16, 3])
    #expect(together.elements.allSatisfy { abs($0) <= 1 })
    let second = 1..<2
    let alone = generator(
      sources.slice(alongAxis: 0, second), z.slice(alongAxis: 0, second),
      textFeatures(text.sentence.slice(alongAxis: 0, second)))
    expectClose(
      alone.elements, together.slice(alongAxis: 0, second).elements, "picture", tolerance: 1e-5)
  }

  @Test("source and words matter") func dependence() {
    let generator = unet()
    let z = normal([3, 4], seed: 4)
    let picture = generator(sources, z, text)
    let words = textFeatures(normal([3, 8], seed: 7))
    #expect(distance(generator(sources.scaled(by: -1), z, text), picture) > 0.01)
    #expect(distance(generator(sources, z, words), picture) > 0.001)
  }

  @Test("numbers of the noise matter by what they choose") func choices() {
    let generator = unet()
    func picture(_ latent: [Float]) -> Tensor {
      generator(
        sources.slice(alongAxis: 0, 0..<1), Tensor(latent, shape: [1, 4]),
        textFeatures(text.sentence.slice(alongAxis: 0, 0..<1)))
    }
    let first = picture([-1, -1, 1, 0.1])
    #expect(picture([-2, -0.5, 0.3, 0.6]).elements == first.elements)
    // Each of the numbers alone makes another choice.
    for latent in [[1, -1, 1, 0.1], [-1, 0, 1, 0.1], [-1, -1, -1, 0.1], [-1, -1, 1, 0.7]] {
      #expect(distance(picture(latent.map { Float($0) }), first) > 1e-4, "\(latent)")
    }
  }

  @Test("normal numbers choose all alternatives equally often") func equalChances() {
    let numbers = normal([4000], seed: 12).elements
    let chosen = numbers.map { choice(of: $0, among: 5) }
    for alternative in 0..<5 {
      #expect(abs(chosen.count { $0 == alternative } - 800) < 100)
    }
    #expect([-40, 40].map { choice(of: $0, among: 5) } == [0, 4])
  }

  @Test("a text alone is drawn on a white page") func emptyPage() {
    let generator = unet()
    let z = normal([3, 4], seed: 4)
    let white = Tensor(repeating: 1, shape: [3, 16, 16, 3])
    #expect(
      generator(z, text, isTraining: false).elements == generator(white, z, text).elements)
  }

  @Test("skip connections lead past the levels below") func skips() {
    let generator = unet()
    for name in generator.parameters.names where name.hasPrefix("down.") {
      guard let parameter = generator.parameters[name] else { continue }
      parameter.assign(Tensor(repeating: 0, shape: parameter.value.shape))
    }
    // Nothing of the source arrives below the whole side now.
    let z = normal([3, 4], seed: 4)
    let picture = generator(sources, z, text)
    #expect(distance(generator(sources.scaled(by: -1), z, text), picture) > 0.01)
  }

  @Test("gradients of the generator agree with differences") func generatorGradients() {
    let generator = unet()
    let z = normal([3, 4], seed: 4)
    let weights = normal([3, 16, 16, 3], seed: 9).scaled(by: 0.1)
    // Keys of attention have next to no slope where there is but one word.
    let words = TextFeatures(
      sentence: text.sentence, words: normal([3, 2, 8], seed: 11),
      mask: Tensor(repeating: 0, shape: [3, 1, 1, 2]))
    expectGradients(generator.parameters, weights: weights) { generator(sources, z, words) }
  }

  @Test("one logit for each patch", arguments: [(16, 6), (32, 14), (64, 14), (128, 14)])
  func patches(_ side: Int, _ places: Int) {
    let discriminator = PatchDiscriminator(
      PatchDiscriminator.Configuration(side: side, textWidth: 5, channels: 2), seed: 1)
    let features = discriminator.features(normal([2, side, side, 6], seed: 2))
    let text = textFeatures(normal([2, 5], seed: 3))
    let map = discriminator.scores(features, [text])[0]
    #expect(map.shape == [2, places, places])
    let row = discriminator.judge(features, text)
    #expect(row.shape == [2 * places * places])
    #expect(row.elements == map.elements)
    let other = discriminator.scores(features, [textFeatures(normal([2, 5], seed: 4))])[0]
    #expect(distance(other, map) > 1e-6)
  }

  @Test("gradients of the discriminator agree with differences") func discriminatorGradients() {
    let discriminator = PatchDiscriminator(
      PatchDiscriminator.Configuration(side: 64, textWidth: 5, channels: 2), seed: 1)
    discriminator.parameters.disturb(by: 0.1, seed: 2)
    let pairs = normal([2, 64, 64, 6], seed: 2)
    let text = textFeatures(normal([2, 5], seed: 3))
    let weights = normal([2 * 14 * 14], seed: 4)
    expectGradients(discriminator.parameters, weights: weights) { discriminator(pairs, text) }
  }
}
