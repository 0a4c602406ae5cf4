import Language
import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

@Suite("What an update of the discriminator compares") struct PairLogitsTests {
  enum Network: CaseIterable {
    case attentive, residual, comparing, normalized, dcgan
  }

  private func discriminator(_ network: Network) -> any Discriminator {
    let residual = ResidualDiscriminator(
      ResidualDiscriminator.Configuration(
        side: 16, textWidth: 5, channels: 3, maximumChannels: 6), seed: 3)
    switch network {
    case .attentive:
      return AttentiveDiscriminator(
        AttentiveDiscriminator.Configuration(side: 16, textWidth: 5, channels: [4, 4, 4]), seed: 3)
    case .residual:
      return residual
    case .comparing:
      return ResidualDiscriminator(
        ResidualDiscriminator.Configuration(
          side: 16, textWidth: 5, channels: 3, maximumChannels: 6, deviationGroup: 3), seed: 3)
    case .normalized:
      let normalized = SpectralNormalization(residual, seed: 4)
      normalized.iterate()
      return normalized
    case .dcgan:
      return DCGANDiscriminator(
        DCGANDiscriminator.Configuration(side: 16, textWidth: 5, channels: 3), seed: 3)
    }
  }

  @Test("has the logits, and the gradients, of each batch by itself", arguments: Network.allCases)
  func onePass(_ network: Network) {
    let discriminator = discriminator(network)
    let x = normal([3, 16, 16, 3], seed: 1).tanh()
    let fake = normal([3, 16, 16, 3], seed: 2).tanh()
    let t = textFeatures(normal([3, 5], seed: 5))
    let wrong = textFeatures(normal([3, 5], seed: 6))
    let together = {
      let logits = discriminator.logits(real: x, fake: fake, t, wrong: wrong)
      return [logits.real, logits.fake] + (logits.wrong.map { [$0] } ?? [])
    }
    let apart = {
      [discriminator(x, t), discriminator(fake, t), discriminator(x, wrong)]
    }
    let found = [together, apart].map { logits -> (values: [Float], slopes: [Float]) in
      let all = logits()
      let loss = zip(all, [0.3, -1, 0.6]).map { $0.square().sum().scaled(by: $1) }
        .reduce(Tensor(0), +)
      let slopes = gradients(of: loss, withRespectTo: discriminator.parameters.values)
      return (all.flatMap(\.elements), slopes.flatMap(\.elements))
    }
    #expect(found[0].values.count == 9)
    expectClose(found[0].values, found[1].values, "logits", tolerance: 1e-4)
    expectClose(found[0].slopes, found[1].slopes, "slopes", tolerance: 1e-4)
    let unmatched = discriminator.logits(real: x, fake: fake, t, wrong: nil)
    #expect(unmatched.wrong == nil)
    expectClose(unmatched.real.elements, discriminator(x, t).elements, "logits", tolerance: 1e-4)
    expectClose(
      unmatched.fake.elements, discriminator(fake, t).elements, "logits", tolerance: 1e-4)
  }

  @Test("slopes at two batches are those at each, added") func slopes() {
    let discriminator = discriminator(.attentive)
    let (x, fake) = (normal([3, 16, 16, 3], seed: 1), normal([3, 16, 16, 3], seed: 2))
    let t = textFeatures(normal([3, 5], seed: 5))
    let apart =
      squaredSlope(at: x) { discriminator($0, t) }
      + squaredSlope(at: fake) { discriminator($0, t) }
    let together = squaredSlope(at: (x, fake)) { discriminator($0, .joined([t, t])) }
    let found = [apart, together].map { penalty in
      let slopes = gradients(of: penalty, withRespectTo: discriminator.parameters.values)
      return [penalty.scalar] + slopes.flatMap(\.elements)
    }
    expectClose(found[0], found[1], "slopes", tolerance: 1e-4)
  }

  /// Tells how many pictures each of its judgements is of.
  private final class Counting: Discriminator {
    let parameters = ParameterSet()
    let judgesApart: Bool
    var batches: [Int] = []

    init(judgesApart: Bool) { self.judgesApart = judgesApart }

    func features(_ pictures: Tensor) -> Tensor { pictures }

    func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
      texts.map { _ in
        batches.append(features.shape[0])
        return features.sum(alongAxes: [1, 2, 3]).reshaped(to: [features.shape[0]])
      }
    }
  }

  @Test("are judged in one pass where pictures are judged apart", arguments: [true, false])
  func passes(_ judgesApart: Bool) {
    let discriminator = Counting(judgesApart: judgesApart)
    let (x, fake) = (normal([2, 4, 4, 3], seed: 1), normal([2, 4, 4, 3], seed: 2))
    let t = textFeatures(normal([2, 5], seed: 5))
    _ = discriminator.logits(real: x, fake: fake, t, wrong: t)
    #expect(discriminator.batches == (judgesApart ? [6] : [2, 2, 2]))
  }

  @Test("networks without batch normalization judge apart") func whoJudgesApart() {
    #expect(
      Network.allCases.map { discriminator($0).judgesApart } == [true, true, false, true, false])
  }
}
