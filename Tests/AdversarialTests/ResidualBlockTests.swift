import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

@Suite("Residual blocks against closed forms") struct ResidualBlockTests {
  private let parameters = ParameterSet()

  private func block(_ inputs: Int, _ outputs: Int) -> ResidualBlock {
    ResidualBlock(inputs: inputs, outputs: outputs, in: ParameterScope(parameters, seed: 1))
  }

  private func set(_ name: String, _ values: [Float]) throws {
    let parameter = try #require(parameters[name])
    parameter.assign(Tensor(values, shape: parameter.shape))
  }

  @Test("convolutions of zeros leave the means of squares") func identity() throws {
    let block = block(1, 1)
    try set("second.weight", Array(repeating: 0, count: 9))
    let x = Tensor([1, 2, 10, 20, 3, 6, -30, 40], shape: [1, 2, 4, 1])
    expectClose(block(x).elements, [3, 10])
    try set("second.bias", [0.5])
    expectClose(block(x).elements, [3.5, 10.5])
  }

  @Test("convolutions that look at their own place alone pass leaky ReLU twice") func ownPlace()
    throws
  {
    let block = block(1, 1)
    for name in ["first.weight", "second.weight"] {
      try set(name, [0, 0, 0, 0, 1, 0, 0, 0, 0])
    }
    // Means of 1, 2, -3, 4 and of 1, 2, -0.2 * 0.2 * 3, 4.
    expectClose(block(Tensor([1, 2, -3, 4], shape: [1, 2, 2, 1])).elements, [1 + 6.88 / 4])
  }

  @Test("more channels have a skip connection of their own") func skip() throws {
    let block = block(1, 2)
    try set("second.weight", Array(repeating: 0, count: 36))
    try set("skip.weight", [2, -1])
    let x = Tensor([1, 2, 3, 6], shape: [1, 2, 2, 1])
    expectClose(block(x).elements, [6, -3])
  }

  @Test("a residual generator whose second convolutions give nothing paints its skip path")
  func generator() throws {
    let generator = ResidualGenerator(
      ResidualGenerator.Configuration(side: 16, textWidth: 2, channels: 1), seed: 1)
    for name in generator.parameters.names where name.contains(".second.") {
      let parameter = try #require(generator.parameters[name])
      parameter.assign(Tensor(repeating: 0, shape: parameter.shape))
    }
    func value(_ name: String) throws -> Tensor { try #require(generator.parameters[name]).value }
    let z = normal([2, 100], seed: 2)
    let start = try z.matmul(value("seed.weight"), transposingRight: true) + value("seed.bias")
    // 4 channels at 4 places, then 2 at 8 and 1 at 16.
    var x = start.reshaped(to: [2, 4, 4, 4])
    for level in 1...2 {
      let weight = try value("blocks.\(level).skip.weight")
      x = x.upsampled(by: 2).convolution(weight)
    }
    let expected = try x.leakyReLU().convolution(
      value("output.weight"), bias: value("output.bias"), padding: 1
    ).tanh()
    let found = generator(z, textFeatures(normal([2, 2], seed: 3)), isTraining: true)
    expectClose(found.elements, expected.elements)
  }
}
