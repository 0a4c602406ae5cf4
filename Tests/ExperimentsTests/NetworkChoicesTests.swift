import Adversarial
import Files
import Language
import Tensors
import TestSupport
import Testing

@testable import Experiments

@Suite struct NetworkChoicesTests {
  private func choices(
    _ generator: String, _ discriminator: String, side: Int = 16
  ) throws -> NetworkChoices {
    func reader(_ text: String) throws -> SpecReader {
      SpecReader(
        try JSONValue.parse(Array(text.utf8), path: "x"), path: "$", problems: SpecProblems())
    }
    return NetworkChoices(
      GeneratorSpec(try reader(generator), under: .slots),
      DiscriminatorSpec(try reader(discriminator), under: .slots), side: side, textWidth: 8,
      precision: .float32, seed: 1)
  }

  // The judge of patches sees outlines beside pictures.
  @Test(
    arguments: GeneratorKind.allCases,
    DiscriminatorSpec.Architecture.allCases.filter { $0 != .patch })
  func everyPairTakesSteps(
    _ generator: GeneratorKind, _ discriminator: DiscriminatorSpec.Architecture
  ) throws {
    let networks = try choices(
      """
      {"architecture": "\(generator.rawValue)", "channels": 4, "slots": 2, "width": 16,
       "mixers": 1, "paint": 6, "codes": 4}
      """,
      """
      {"architecture": "\(discriminator.rawValue)", "fineChannels": 4, "coarseChannels": 8,
       "lastChannels": 8}
      """)
    #expect(
      networks.average.parameters.values.map(\.elements)
        == networks.generator.parameters.values.map(\.elements))
    let step = GANCLSStep(generator: networks.generator, discriminator: networks.discriminator)
    func text(_ seed: UInt64) -> TextFeatures {
      TextFeatures(
        sentence: normal([2, 8], seed: seed), words: normal([2, 3, 8], seed: seed + 1),
        mask: Tensor(repeating: 0, shape: [2, 1, 1, 3]))
    }
    let before = networks.discriminator.parameters.values.map(\.elements)
    for index in 0..<2 {
      let report = step(
        normal([2, 16, 16, 3], seed: 1).tanh(), text(2), wrong: text(4),
        z: normal([2, networks.generator.latentWidth], seed: UInt64(index)))
      #expect(report.allSatisfy { $0.value.isFinite })
    }
    #expect(networks.discriminator.parameters.values.map(\.elements) != before)
    #expect(
      networks.average.parameters.values.map(\.elements)
        != networks.generator.parameters.values.map(\.elements))
  }

  @Test func sizesReachTheNetworks() throws {
    let style = try choices(
      #"{"architecture": "style", "channels": 4, "width": 16}"#,
      #"{"architecture": "residual", "fineChannels": 4, "lastChannels": 6}"#, side: 32)
    #expect(
      (style.generator as? StyleGenerator)?.configuration
        == .init(side: 32, textWidth: 8, channels: 4, width: 16, layers: 4))
    let seen = style.discriminator.features(Tensor(repeating: 0, shape: [1, 32, 32, 3]))
    #expect(seen.shape == [1, 4, 4, 6])
    #expect(style.discriminator.judgesApart)
    let comparing = try choices(
      #"{"architecture": "style", "channels": 4}"#,
      #"{"architecture": "projection", "fineChannels": 4, "minibatchDeviation": 2}"#)
    #expect(!comparing.discriminator.judgesApart)
    let residual = try choices(#"{"architecture": "residual"}"#, #"{"architecture": "dcgan"}"#)
    #expect(
      (residual.generator as? ResidualGenerator)?.configuration
        == .init(side: 16, textWidth: 8, channels: 16))
    #expect(
      residual.discriminator.features(Tensor(repeating: 0, shape: [2, 16, 16, 3])).shape
        == [2, 4, 4, 96])
  }
}
