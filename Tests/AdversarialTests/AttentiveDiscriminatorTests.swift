import Adversarial
import Foundation
import Layers
import Tensors
import TestSupport
import Testing

@Suite("The default discriminator, part by part") struct AttentiveDiscriminatorTests {
  private let networks = SlotNetworks()
  private let discriminator = AttentiveDiscriminator(
    AttentiveDiscriminator.Configuration(side: 16, textWidth: 8, channels: [8, 8, 12]), seed: 4)

  init() { discriminator.parameters.disturb(by: 0.1, seed: 5) }

  private func value(_ name: String) throws -> Tensor {
    try #require(discriminator.parameters[name]).value
  }

  private func convolved(_ name: String, _ x: Tensor, stride: Int = 1) throws -> Tensor {
    try x.convolution(
      value("\(name).weight"), bias: value("\(name).bias"), stride: stride, padding: 1)
  }

  /// Two convolutions beside the input or its projection, both pooled in the end.
  private func residual(_ name: String, _ x: Tensor) throws -> Tensor {
    let changed = try convolved(
      "\(name).second", convolved("\(name).first", x.leakyReLU()).leakyReLU())
    let kept = discriminator.parameters["\(name).skip.weight"].map { x.convolution($0.value) }
    return ((kept ?? x) + changed).averagePooled(by: 2)
  }

  /// Sines and cosines of where the centre of each of 2 x 2 places lies, at frequencies of a quarter
  /// to two and a half turns over the whole width.
  private var positions: Tensor {
    var elements: [Float] = []
    for (x, y) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] as [(Float, Float)] {
      for turns in [0.25, 1.375, 2.5] as [Float] {
        let f = 2 * Float.pi * turns
        elements += [sin(x * f) / 2, cos(x * f) / 2, sin(y * f) / 2, cos(y * f) / 2]
      }
    }
    return Tensor(elements, shape: [4, 12])
  }

  @Test("features are those of a stem, two residual blocks and a last convolution")
  func features() throws {
    let x = networks.batch.pictures
    let stem = try convolved("stem", x, stride: 2).leakyReLU()
    let expected = try convolved("down", residual("second", residual("first", stem))).leakyReLU()
    expectClose(discriminator.features(x).elements, expected.elements, tolerance: 1e-4)
  }

  @Test("the logit is of what places and words say, and of how it fits the sentence")
  func logit() throws {
    let (seen, text) = (normal([2, 2, 2, 12], seed: 6), networks.text)
    let set = ParameterSet()
    let attention = MultiHeadAttention(
      width: 12, contextWidth: 8, heads: 4, in: ParameterScope(set, seed: 1)("attention"))
    for name in set.names { set[name]?.assign(try value(name)) }
    let told = attention(
      seen.reshaped(to: [2, 4, 12]) + positions, context: text.words, mask: text.mask)
    let joined = concatenate([seen, told.reshaped(to: [2, 2, 2, 12])], alongAxis: 3)
    let summary = try convolved("last", convolved("join", joined).leakyReLU(), stride: 2)
      .leakyReLU().reshaped(to: [2, 12])
    let direction = try text.sentence.matmul(value("sentence.weight"), transposingRight: true)
    let fit = (summary * direction).sum(alongAxes: [1]).scaled(by: 1 / Float(12).squareRoot())
    let realism =
      try summary.matmul(value("realism.weight"), transposingRight: true) + value("realism.bias")
    expectClose(
      discriminator.judge(seen, text).elements, (realism + fit).elements, tolerance: 1e-4)
  }
}
