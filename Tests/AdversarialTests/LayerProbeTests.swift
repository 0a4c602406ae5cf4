import Adversarial
import Layers
import Tensors
import TestSupport
import Testing

@Suite("Probes of the generators' layers") struct LayerProbeTests {
  /// What a probe sees while `generator` draws, and whether the picture is the same without it.
  private func layers(of generator: some Generator, _ text: Tensor) -> [String] {
    let latent = normal([1, generator.latentWidth], seed: 7)
    var seen: [(name: String, sum: String)] = []
    func draw() -> [Float] {
      let probe = LayerProbe { seen.append(($0, $1.checksum)) }
      return generator(latent, textFeatures(text), isTraining: false, probe: probe).elements
    }
    let plain = generator(latent, textFeatures(text), isTraining: false).elements
    #expect(draw() == plain)
    let first = seen
    seen = []
    #expect(draw() == plain)
    #expect(seen.map(\.sum) == first.map(\.sum))
    return first.map(\.name)
  }

  @Test("the slot generator's, from its readers to the background") func slots() {
    let generator = SlotGenerator(SlotNetworks.configuration, seed: 2)
    let reader = ["noise", "slots", "blocks.0", "normalization"]
    let painter = ["seed", "blocks.0", "paint", "background"]
    #expect(
      layers(of: generator, normal([1, 8], seed: 5))
        == ["memory"] + reader.map { "places.\($0)" } + ["box"]
        + reader.dropFirst().map { "looks.\($0)" }
        + ["code_reader.hidden", "code_reader.output"] + painter.map { "painter.\($0)" })
  }

  @Test("GAN-CLS's, from the sentence to the output") func dcgan() {
    let generator = DCGANGenerator(
      DCGANGenerator.Configuration(side: 32, textWidth: 7, channels: 4), seed: 3)
    #expect(
      layers(of: generator, normal([1, 7], seed: 5))
        == ["text", "blocks.0", "blocks.1", "blocks.2", "output"])
  }

  @Test("the residual generator's and the style generator's, level by level") func levels() {
    let levels = ["blocks.0", "blocks.1", "blocks.2"]
    let residual = ResidualGenerator(
      ResidualGenerator.Configuration(side: 16, textWidth: 7, channels: 2), seed: 3)
    #expect(
      layers(of: residual, normal([1, 7], seed: 5)) == ["condition", "seed"] + levels + ["output"])
    let style = StyleGenerator(
      StyleGenerator.Configuration(side: 16, textWidth: 7, channels: 2, width: 8, layers: 1),
      seed: 3)
    #expect(
      layers(of: style, normal([1, 7], seed: 5))
        == ["mapping.sentence", "mapping.layers.0", "constant"] + levels)
  }
}
