import Files
import Foundation
import Language
import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

@Suite("GAN-CLS steps against those PyTorch computed")
struct ReferenceStepTests {
  private let reference: Reference

  init() throws { reference = try Reference() }

  /// Both networks at their first values.
  private func networks() throws -> (DCGANGenerator, DCGANDiscriminator) {
    let configuration = DCGANGenerator.Configuration(side: 16, textWidth: 128, channels: 2)
    let generator = DCGANGenerator(configuration, seed: 1)
    let discriminator = DCGANDiscriminator(configuration, seed: 2)
    try reference.load(generator.parameters, generatorNames, "initial.generator")
    try reference.load(discriminator.parameters, discriminatorNames, "initial.discriminator")
    return (generator, discriminator)
  }

  private func take(_ step: GANCLSStep, _ index: Int) throws -> StepReport {
    step(
      try reference.tensor("step\(index).images").transposed([0, 2, 3, 1]),
      try reference.text("step\(index).text"),
      wrong: try reference.text("step\(index).wrong_text"),
      z: try reference.tensor("step\(index).z"))
  }

  @Test("losses of every step and all final values agree to 1e-4") func threeSteps() throws {
    let (generator, discriminator) = try networks()
    let step = GANCLSStep(generator: generator, discriminator: discriminator)
    for index in 0..<3 {
      let losses = try take(step, index)
      let expected = [
        try reference.tensor("step\(index).loss_d").scalar,
        try reference.tensor("step\(index).loss_g").scalar,
      ]
      #expect(losses.map(\.name) == ["discriminator", "generator"])
      expectClose(losses.map(\.value), expected, "losses of step \(index)", tolerance: 1e-4)
    }
    let differences =
      try reference.differences(generator.parameters, generatorNames, "final.generator")
      + reference.differences(
        discriminator.parameters, discriminatorNames, "final.discriminator")
    // Adam divides a gradient by its own size. Where a gradient is nothing but rounding, so is the
    // direction of its step, which then differs from one order of summation to the next. Such an
    // element can be no further away than three steps of 2e-4 each way.
    let far = differences.filter { !($0 <= 1e-4) }
    #expect(far.count * 1000 <= differences.count, "\(far.count) of \(differences.count)")
    #expect(far.allSatisfy { $0 <= 1.2e-3 }, "\(far.max() ?? 0)")
  }

  // Adam's steps are the same for a gradient of any length.
  @Test("the gradients of the first step agree to 1e-4 of their lengths") func lengths() throws {
    let (generator, discriminator) = try networks()
    let optimizers = [generator.parameters, discriminator.parameters].map {
      Adam($0, Adam.Settings(beta1: 0.5, beta2: 0.999))
    }
    let step = GANCLSStep(
      generator: generator, discriminator: discriminator, generatorOptimizer: optimizers[0],
      discriminatorOptimizer: optimizers[1])
    _ = try take(step, 0)
    for (optimizer, names, prefix) in [
      (optimizers[0], generatorNames, "gradient.generator"),
      (optimizers[1], discriminatorNames, "gradient.discriminator"),
    ] {
      // After one step the first moments are half of the gradients.
      let moments = optimizer.state.filter { $0.name.hasSuffix(".first") }
      let slopes = zip(optimizer.parameters.names, moments).map { ($0, $1.value.scaled(by: 2)) }
      try reference.expectGradients(slopes, names, prefix)
    }
  }

  /// Our names and PyTorch's of the generator at side 16.
  private let generatorNames = [
    ("text.weight", "text.weight"), ("text.bias", "text.bias"),
    ("blocks.0.convolution.weight", "body.0.weight"),
    ("blocks.0.normalization.scale", "body.1.weight"),
    ("blocks.0.normalization.shift", "body.1.bias"),
    ("blocks.1.convolution.weight", "body.3.weight"),
    ("blocks.1.normalization.scale", "body.4.weight"),
    ("blocks.1.normalization.shift", "body.4.bias"),
    ("output.weight", "body.6.weight"),
    ("blocks.0.normalization.running_mean", "body.1.running_mean"),
    ("blocks.0.normalization.running_variance", "body.1.running_var"),
    ("blocks.1.normalization.running_mean", "body.4.running_mean"),
    ("blocks.1.normalization.running_variance", "body.4.running_var"),
  ]

  /// Our names and PyTorch's of the discriminator at side 16.
  private let discriminatorNames = [
    ("text.weight", "text.weight"), ("text.bias", "text.bias"),
    ("stem.weight", "body.0.weight"), ("stem.bias", "body.0.bias"),
    ("blocks.0.convolution.weight", "body.2.weight"),
    ("blocks.0.normalization.scale", "body.3.weight"),
    ("blocks.0.normalization.shift", "body.3.bias"),
    ("join.maps.weight", "head.0.weight/maps"), ("join.sentence.weight", "head.0.weight/sentence"),
    ("join.normalization.scale", "head.1.weight"),
    ("join.normalization.shift", "head.1.bias"),
    ("logit.weight", "head.3.weight"), ("logit.bias", "head.3.bias"),
  ]
}

/// The file that Fixtures/reference_step.py wrote.
private struct Reference {
  private let file: SafetensorsFile

  init() throws {
    file = try SafetensorsFile(path: fixturePath("reference_step.safetensors"))
  }

  func tensor(_ name: String) throws -> Tensor {
    let entry = try #require(file.entries.first { $0.name == name }, "no tensor \(name)")
    return Tensor(try #require(entry.floats), shape: entry.shape)
  }

  func text(_ name: String) throws -> TextFeatures {
    textFeatures(try tensor(name))
  }

  /// A value in our layout: convolution weights have their channels last, and after a "/" is the
  /// part of them that is a parameter of its own.
  private func value(_ name: String) throws -> Tensor {
    let path = name.split(separator: "/").map(String.init)
    return ours(try tensor(path[0]), part: path.count > 1 ? path[1] : nil)
  }

  private func ours(_ value: Tensor, part: String?) -> Tensor {
    guard value.rank == 4 else { return value }
    let weights = value.transposed([0, 2, 3, 1])
    guard let part else { return weights }
    let (outputs, channels) = (weights.shape[0], weights.shape[3])
    let seen = channels - DCGANSentence.projectedWidth
    guard part == "sentence" else { return weights.slice(alongAxis: 3, 0..<seen) }
    return weights.slice(alongAxis: 3, seen..<channels)
      .reshaped(to: [outputs, DCGANSentence.projectedWidth])
  }

  func load(_ set: ParameterSet, _ names: [(String, String)], _ prefix: String) throws {
    #expect((set.names + set.statistics.names).sorted() == names.map(\.0).sorted())
    for (ours, theirs) in names {
      let parameter = try #require(set[ours] ?? set.statistics[ours])
      parameter.assign(try value("\(prefix).\(theirs)"))
    }
  }

  /// Compares gradients, by our names, with what the fixture keeps of PyTorch's: their lengths and
  /// their products with a wave over PyTorch's layout.
  func expectGradients(
    _ slopes: [(name: String, slope: Tensor)], _ names: [(String, String)], _ prefix: String
  ) throws {
    var found: [String: (squares: Double, along: Double)] = [:]
    for (name, slope) in slopes {
      let theirs = try #require(names.first { $0.0 == name }).1
      let path = theirs.split(separator: "/").map(String.init)
      let shape = try tensor("initial.\(prefix.dropFirst("gradient.".count)).\(path[0])").shape
      let wave = Tensor((0..<shape.reduce(1, *)).map { Float(cos(Double($0))) }, shape: shape)
      let along = product(slope, ours(wave, part: path.count > 1 ? path[1] : nil))
      // The parts of a weight are parameters of their own here.
      let rest = found[path[0]] ?? (0, 0)
      found[path[0]] = (rest.squares + product(slope, slope), rest.along + along)
    }
    for (name, (squares, along)) in found {
      let expected = try tensor("\(prefix).\(name)").elements.map(Double.init)
      let length = squares.squareRoot()
      #expect(expected[0] > 1e-6, "\(name)")
      #expect(abs(length - expected[0]) <= 1e-4 * expected[0], "the length of \(name)")
      #expect(abs(along - expected[1]) <= 1e-4 * expected[0], "\(name) along the wave")
    }
    #expect(
      found.keys.sorted()
        == file.entries.map(\.name).filter { $0.hasPrefix(prefix) }
        .map { String($0.dropFirst(prefix.count + 1)) }.sorted())
  }

  /// How far each number of `set` is from its reference, relative to the larger of 1 and the
  /// values.
  func differences(
    _ set: ParameterSet, _ names: [(String, String)], _ prefix: String
  ) throws -> [Float] {
    try names.flatMap { ours, theirs in
      let parameter = try #require(set[ours] ?? set.statistics[ours])
      let expected = try value("\(prefix).\(theirs)").elements
      #expect(parameter.value.count == expected.count, "\(prefix) \(ours)")
      return zip(parameter.value.elements, expected).map { abs($0 - $1) / max(1, abs($0), abs($1)) }
    }
  }
}
