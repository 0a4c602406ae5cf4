import Adversarial
import Language
import Layers
import Tensors
import Testing

@Suite("U-Net and patch discriminator") struct UNetTests {
  private let text = textFeatures(normal([3, 5], seed: 5))
  private let sources = normal([3, 16, 16, 3], seed: 6).tanh()

  private func unet(noise: Int = 4) -> UNetGenerator {
    let generator = UNetGenerator(
      UNetGenerator.Configuration(side: 16, textWidth: 5, channels: 2, noise: noise), seed: 3)
    // Modulations start as the identity.
    generator.parameters.disturb(by: 0.1, seed: 3)
    return generator
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

  @Test("source, noise, sentence and words matter") func dependence() {
    let generator = unet()
    let z = normal([3, 4], seed: 4)
    let picture = generator(sources, z, text)
    let other = normal([3, 5], seed: 7)
    let sentence = TextFeatures(sentence: other, words: text.words, mask: text.mask)
    let words = TextFeatures(
      sentence: text.sentence, words: other.reshaped(to: [3, 1, 5]), mask: text.mask)
    #expect(distance(generator(sources.scaled(by: -1), z, text), picture) > 0.01)
    #expect(distance(generator(sources, normal([3, 4], seed: 8), text), picture) > 0.01)
    #expect(distance(generator(sources, z, sentence), picture) > 0.01)
    #expect(distance(generator(sources, z, words), picture) > 0.001)
  }

  @Test("without noise the latent number is not looked at") func noNoise() {
    let generator = unet(noise: 0)
    #expect(generator.latentWidth == 1)
    let one = generator(sources, normal([3, 1], seed: 4), text)
    #expect(generator(sources, normal([3, 1], seed: 5), text).elements == one.elements)
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
      sentence: text.sentence, words: normal([3, 2, 5], seed: 11),
      mask: Tensor(repeating: 0, shape: [3, 1, 1, 2]))
    expectGradients(generator.parameters) { (generator(sources, z, words) * weights).sum() }
  }

  @Test("one logit for each patch", arguments: [(16, 6), (32, 14), (64, 14), (128, 14)])
  func patches(_ side: Int, _ places: Int) {
    let discriminator = PatchDiscriminator(
      PatchDiscriminator.Configuration(side: side, textWidth: 5, channels: 2), seed: 1)
    let features = discriminator.features(normal([2, side, side, 6], seed: 2))
    let text = textFeatures(normal([2, 5], seed: 3))
    let map = discriminator.scores(features, text)
    #expect(map.shape == [2, places, places])
    let row = discriminator.judge(features, text)
    #expect(row.shape == [2 * places * places])
    #expect(row.elements == map.elements)
    let other = discriminator.scores(features, textFeatures(normal([2, 5], seed: 4)))
    #expect(distance(other, map) > 1e-6)
  }

  @Test("every parameter of the discriminator has a slope") func discriminatorGradients() {
    let discriminator = PatchDiscriminator(
      PatchDiscriminator.Configuration(side: 64, textWidth: 5, channels: 2), seed: 1)
    discriminator.parameters.disturb(by: 0.1, seed: 2)
    let pairs = normal([2, 64, 64, 6], seed: 2)
    let text = textFeatures(normal([2, 5], seed: 3))
    let logits = discriminator(pairs, text)
    let weights = normal(logits.shape, seed: 4)
    let slopes = gradients(
      of: (logits * weights).sum(), withRespectTo: discriminator.parameters.values)
    for (name, slope) in zip(discriminator.parameters.names, slopes) {
      #expect(globalNorm([slope]) > 1e-5, "\(name)")
    }
  }
}
