import Tensors
import TestSupport
import Testing

@testable import Adversarial

@Suite("Minibatch deviation") struct MinibatchDeviationTests {
  private let features = normal([6, 2, 1, 2], seed: 1)

  @Test("is the mean of the numbers' standard deviations over neighbours in the batch")
  func value() {
    let seen = MinibatchDeviation(groupSize: 3)(features)
    #expect(seen.shape == [6, 2, 1, 3])
    #expect(seen.slice(alongAxis: 3, 0..<2).elements == features.elements)
    let channel = seen.slice(alongAxis: 3, 2..<3).elements
    for group in 0..<2 {
      let members = (0..<3).map { member in
        Array(features.elements[(group * 3 + member) * 4..<(group * 3 + member + 1) * 4])
      }
      let deviations = (0..<4).map { place -> Float in
        let values = members.map { $0[place] }
        let mean = values.reduce(0, +) / 3
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3).squareRoot()
      }
      let expected = deviations.reduce(0, +) / 4
      // Six places: three pictures of two.
      expectClose(
        Array(channel[group * 6..<group * 6 + 6]), Array(repeating: expected, count: 6),
        "deviation", tolerance: 1e-5)
    }
  }

  @Test(
    "groups are as large as the batch can be divided into", arguments: [(4, 3), (5, 3), (1, 1)])
  func groups(groupSize: Int, expected: Int) {
    #expect(
      MinibatchDeviation(groupSize: groupSize)(features).elements
        == MinibatchDeviation(groupSize: expected)(features).elements)
  }

  @Test("a discriminator sees that pictures are alike") func sensitivity() {
    let discriminator = ResidualDiscriminator(
      ResidualDiscriminator.Configuration(
        side: 16, textWidth: 5, channels: 3, maximumChannels: 6, head: .projection,
        deviationGroup: 2), seed: 3)
    let one = normal([1, 16, 16, 3], seed: 4).tanh()
    let other = normal([1, 16, 16, 3], seed: 5).tanh()
    let text = textFeatures(normal([1, 5], seed: 6).expanded(to: [2, 5]))
    let among = discriminator(concatenate([one, other], alongAxis: 0), text).elements[0]
    let alike = discriminator(concatenate([one, one], alongAxis: 0), text).elements[0]
    #expect(abs(among - alike) > 1e-4)
  }

  @Test(
    "gradients of discriminators that see it agree with differences",
    arguments: ResidualDiscriminator.Head.allCases)
  func gradients(_ head: ResidualDiscriminator.Head) {
    let discriminator = ResidualDiscriminator(
      ResidualDiscriminator.Configuration(
        side: 16, textWidth: 5, channels: 3, maximumChannels: 6, head: head, deviationGroup: 2),
      seed: 3)
    let pictures = normal([2, 16, 16, 3], seed: 1).tanh()
    let text = textFeatures(normal([2, 5], seed: 2))
    expectGradients(discriminator.parameters, weights: Tensor([1, 0.5], shape: [2])) {
      discriminator(pictures, text)
    }
  }
}
