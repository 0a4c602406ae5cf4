import TestSupport
import Testing

@testable import Tensors

@Suite("Convolutions of networks that are only run")
struct InferenceConvolutionTests {
  /// What the definition says, one product after the other.
  private func plain(
    _ x: Tensor, _ w: Tensor, _ bias: Tensor, stride: Int, padding: Int, endPadding: Int,
    groups: Int
  ) -> [Float] {
    let (input, weights, biases) = (x.elements, w.elements, bias.elements)
    let (height, width, channels) = (x.shape[1], x.shape[2], x.shape[3])
    let (outputs, kernel, part) = (w.shape[0], w.shape[1], w.shape[3])
    let rows = (height + padding + endPadding - kernel) / stride + 1
    let columns = (width + padding + endPadding - kernel) / stride + 1
    var result: [Float] = []
    for n in 0..<x.shape[0] {
      for row in 0..<rows {
        for column in 0..<columns {
          for o in 0..<outputs {
            var sum = biases[o]
            for i in 0..<kernel {
              for j in 0..<kernel {
                let (y, z) = (row * stride + i - padding, column * stride + j - padding)
                guard 0..<height ~= y, 0..<width ~= z else { continue }
                for c in 0..<part {
                  let channel = o / (outputs / groups) * part + c
                  sum +=
                    input[((n * height + y) * width + z) * channels + channel]
                    * weights[((o * kernel + i) * kernel + j) * part + c]
                }
              }
            }
            result.append(sum)
          }
        }
      }
    }
    return result
  }

  @Test(
    "groups, strides and unequal padding",
    arguments: [
      (8, 8, 1, 1, 1, 1), (8, 8, 8, 1, 1, 1), (8, 8, 8, 2, 0, 1), (8, 16, 8, 2, 1, 2),
      (6, 9, 3, 1, 0, 1), (20, 20, 20, 2, 1, 2),
    ])
  func agreesWithTheDefinition(_ size: (Int, Int, Int, Int, Int, Int)) {
    let (inputs, outputs, groups, stride, padding, endPadding) = size
    let x = normal([2, 7, 6, inputs], seed: 1)
    let w = normal([outputs, 3, 3, inputs / groups], seed: 2)
    let bias = normal([outputs], seed: 3)
    let expected = plain(
      x, w, bias, stride: stride, padding: padding, endPadding: endPadding, groups: groups)
    let found = x.inferenceConvolution(
      w, bias: bias, stride: stride, padding: padding, endPadding: endPadding, groups: groups)
    #expect(found.count == expected.count)
    #expect(zip(found.elements, expected).allSatisfy { abs($0 - $1) < 1e-4 })
    let clipped = x.inferenceConvolution(
      w, bias: bias, stride: stride, padding: padding, endPadding: endPadding, groups: groups,
      clippedTo: 0...2)
    #expect(
      zip(clipped.elements, expected).allSatisfy { abs($0 - min(max($1, 0), 2)) < 1e-4 })
  }
}
