import Tensors
import TestSupport
import Testing

@Suite("Transposed convolutions of few channels")
struct SubPixelConvolutionTests {
  /// Sizes for which windows divide into squares of at most sixteen numbers, and some for which
  /// they do not.
  private static let sizes = [
    Size(channels: 3, kernel: 4, stride: 2, padding: 1),
    Size(channels: 1, kernel: 4, stride: 2, padding: 0),
    Size(channels: 4, kernel: 6, stride: 2, padding: 2),
    Size(channels: 1, kernel: 8, stride: 4, padding: 3),
    Size(channels: 2, kernel: 2, stride: 2, padding: 0),
    Size(channels: 3, kernel: 6, stride: 2, padding: 3),
    Size(channels: 5, kernel: 4, stride: 2, padding: 1),
    Size(channels: 3, kernel: 3, stride: 2, padding: 1),
  ]

  struct Size {
    let channels: Int
    let kernel: Int
    let stride: Int
    let padding: Int
  }

  @Test("paint every window where it belongs", arguments: sizes)
  func values(size: Size) {
    let x = normal([2, 3, 5, 4], seed: 1)
    let w = normal([4, size.kernel, size.kernel, size.channels], seed: 2)
    let y = x.transposedConvolution(w, stride: size.stride, padding: size.padding)
    let expected = painted(x, w, size)
    #expect(y.shape == expected.shape)
    expectClose(y.elements, expected.elements, tolerance: 1e-4)
  }

  @Test("compute in bfloat16 too", .enabled(if: Engine.supportsBFloat16)) func halves() {
    let size = Self.sizes[0]
    let x = normal([2, 3, 5, 4], seed: 3).cast(to: .bfloat16)
    let w = normal([4, 4, 4, 3], seed: 4)
    let y = x.transposedConvolution(w, stride: size.stride, padding: size.padding)
    #expect(y.dataType == .bfloat16)
    expectClose(
      y.cast(to: .float32).elements, painted(x.cast(to: .float32), w, size).elements,
      tolerance: 0.1)
  }

  @Test("follow weights that change") func changedWeights() {
    let size = Self.sizes[0]
    let x = normal([1, 2, 2, 4], seed: 5)
    var w = normal([4, 4, 4, 3], seed: 6)
    _ = x.transposedConvolution(w, stride: 2, padding: 1)
    Tensor.withMutableElements(of: &w) { for i in $0.indices { $0[i] += 1 } }
    expectClose(
      x.transposedConvolution(w, stride: 2, padding: 1).elements, painted(x, w, size).elements,
      tolerance: 1e-4)
  }

  /// The definition: every element of `x` adds its multiple of a window to the result.
  private func painted(_ x: Tensor, _ w: Tensor, _ size: Size) -> Tensor {
    let (s, k, c) = (x.shape, size.kernel, size.channels)
    let height = (s[1] - 1) * size.stride + k - 2 * size.padding
    let width = (s[2] - 1) * size.stride + k - 2 * size.padding
    var result = [Float](repeating: 0, count: s[0] * height * width * c)
    let (values, weights) = (x.elements, w.elements)
    for (index, value) in values.enumerated() {
      let output = index % s[3]
      let column = index / s[3] % s[2]
      let row = index / s[3] / s[2] % s[1]
      let picture = index / s[3] / s[2] / s[1]
      for i in 0..<k {
        for j in 0..<k {
          let y = row * size.stride + i - size.padding
          let x = column * size.stride + j - size.padding
          guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
          for channel in 0..<c {
            result[((picture * height + y) * width + x) * c + channel] +=
              value * weights[((output * k + i) * k + j) * c + channel]
          }
        }
      }
    }
    return Tensor(result, shape: [s[0], height, width, c])
  }
}
