import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

@Suite("Style convolutions") struct StyleConvolutionTests {
  @Test(
    "scaled inputs and outputs are a convolution with modulated and demodulated weights",
    arguments: [true, false])
  func closedForm(_ demodulates: Bool) throws {
    let parameters = ParameterSet()
    let layer = StyleConvolution(
      inputs: 3, outputs: 2, kernel: 3, styleWidth: 4, demodulates: demodulates,
      in: ParameterScope(parameters, seed: 1))
    let x = normal([2, 5, 5, 3], seed: 2)
    let vector = normal([2, 4], seed: 3)
    try #require(parameters["bias"]).assign(normal([2], seed: 4))
    let found = layer(x, styledBy: vector)

    let value = { (name: String) in try #require(parameters[name]).value }
    let styles =
      try vector.matmul(value("style.weight"), transposingRight: true) + value("style.bias")
    for picture in 0..<2 {
      let one = picture..<(picture + 1)
      var weights =
        try value("weight")
        * styles.slice(alongAxis: 0, one)
        .reshaped(to: [1, 1, 1, 3])
      if demodulates {
        weights = weights / weights.square().sum(alongAxes: [1, 2, 3]).squareRoot()
      }
      let expected = try x.slice(alongAxis: 0, one)
        .convolution(weights, bias: value("bias"), stride: 1, padding: 1)
      expectClose(
        found.slice(alongAxis: 0, one).elements, expected.elements, "picture \(picture)",
        tolerance: 1e-5)
    }
  }

  @Test("demodulated outputs do not grow with the style") func scale() throws {
    let parameters = ParameterSet()
    let layer = StyleConvolution(
      inputs: 3, outputs: 2, kernel: 3, styleWidth: 4, in: ParameterScope(parameters, seed: 1))
    let x = normal([1, 5, 5, 3], seed: 2)
    let vector = normal([1, 4], seed: 3)
    let before = layer(x, styledBy: vector)
    for name in ["style.weight", "style.bias"] {
      let parameter = try #require(parameters[name])
      parameter.assign(parameter.value.scaled(by: 7))
    }
    expectClose(layer(x, styledBy: vector).elements, before.elements, "outputs", tolerance: 1e-4)
  }
}
