import Adversarial
import Layers
import Tensors
import TestSupport
import Testing

@Suite("Residual discriminators") struct ResidualDiscriminatorTests {
  private let pictures = normal([2, 32, 32, 3], seed: 1).tanh()
  private let text = textFeatures(normal([2, 5], seed: 2))

  private func discriminator(_ head: ResidualDiscriminator.Head) -> ResidualDiscriminator {
    ResidualDiscriminator(
      ResidualDiscriminator.Configuration(
        side: 32, textWidth: 5, channels: 3, maximumChannels: 6, head: head), seed: 3)
  }

  @Test("shapes, and one logit for each pair", arguments: ResidualDiscriminator.Head.allCases)
  func shapes(_ head: ResidualDiscriminator.Head) {
    let discriminator = discriminator(head)
    let seen = discriminator.features(pictures)
    #expect(seen.shape == [2, 4, 4, 6])
    let logits = discriminator.judge(seen, text)
    #expect(logits.shape == [2])
    #expect(discriminator(pictures, text).elements == logits.elements)
    let alone = discriminator(
      pictures.slice(alongAxis: 0, 1..<2), textFeatures(text.sentence.slice(alongAxis: 0, 1..<2)))
    expectClose(alone.elements, [logits.elements[1]], "logit", tolerance: 1e-5)
  }

  @Test("pictures and text matter", arguments: ResidualDiscriminator.Head.allCases)
  func dependence(_ head: ResidualDiscriminator.Head) {
    let discriminator = discriminator(head)
    let logits = discriminator(pictures, text)
    let otherText = textFeatures(normal([2, 5], seed: 4))
    #expect(distance(discriminator(pictures, otherText), logits) > 1e-3)
    #expect(distance(discriminator(-pictures, text), logits) > 1e-3)
  }

  @Test("gradients agree with differences", arguments: ResidualDiscriminator.Head.allCases)
  func gradients(_ head: ResidualDiscriminator.Head) {
    let discriminator = discriminator(head)
    let weights = Tensor([1, 0.5], shape: [2])
    expectGradients(discriminator.parameters, weights: weights) { discriminator(pictures, text) }
  }

  @Test("the projection is an inner product") func projection() throws {
    let discriminator = discriminator(.projection)
    let seen = normal([2, 4, 4, 6], seed: 6)
    let logits = discriminator.judge(seen, text)
    let value = { (name: String) in try #require(discriminator.parameters[name]).value }
    let summed = seen.leakyReLU().sum(alongAxes: [1, 2]).reshaped(to: [2, 6])
    let realism =
      try summed.matmul(value("head.realism.weight"), transposingRight: true)
      + value("head.realism.bias")
    let told = try text.sentence.matmul(value("head.sentence.weight"), transposingRight: true)
    let fit = (summed * told).sum(alongAxes: [1]).scaled(by: 1 / Float(6).squareRoot())
    expectClose(logits.elements, (realism + fit).elements, "logits", tolerance: 1e-5)
  }
}
