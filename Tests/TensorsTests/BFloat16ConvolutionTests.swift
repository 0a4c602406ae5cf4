import Tensors
import TestSupport
import Testing

/// Where a processor has AMX, oneDNN computes these gradients as convolutions of another kind; the
/// products are those of float32 on the same numbers either way.
@Suite("Gradients of convolutions in bfloat16", .enabled(if: Engine.supportsBFloat16))
struct BFloat16ConvolutionTests {
  struct Size {
    var batch = 16
    var extents = [8, 8]
    var channels = 16
    var outputs = 16
    var kernel = 4
    var stride = 2
    var padding = 1
    var hasBias = false
  }

  private static let sizes = [
    Size(),
    Size(batch: 17, extents: [6, 10], channels: 20, outputs: 24, hasBias: true),
    Size(extents: [8, 12], kernel: 6, padding: 2),
    Size(extents: [9, 9], kernel: 3, padding: 0, hasBias: true),
    Size(extents: [11, 11], kernel: 3, stride: 4, padding: 2),
    Size(extents: [8, 16], kernel: 8, stride: 4, padding: 6),
    // Beyond the last window lies a row of the input.
    Size(extents: [9, 9]),
    Size(extents: [4, 6], kernel: 3, stride: 1),
    Size(extents: [5, 7], kernel: 5, stride: 1, padding: 2, hasBias: true),
    Size(extents: [6, 6], kernel: 2, stride: 1, padding: 0),
    Size(extents: [16, 16], kernel: 3, stride: 1),
    Size(kernel: 1, stride: 1, padding: 0),
    Size(channels: 3),
    Size(batch: 2),
  ]

  @Test("are those of float32 on the same numbers", arguments: sizes)
  func gradientsOfRoundedNumbers(_ size: Size) {
    let halves = gradients(of: size, in: .bfloat16)
    let whole = gradients(of: size, in: .float32)
    expectClose(halves[0], whole[0], "by the input", tolerance: 0.01)
    for (half, exact) in zip(halves, whole).dropFirst() {
      expectClose(half, exact, "by weights or bias", tolerance: 1e-4)
    }
  }

  /// The gradients by input, weights and bias of a convolution, weighted with numbers that every
  /// type can tell apart.
  private func gradients(of size: Size, in type: DataType) -> [[Float]] {
    func rounded(_ shape: [Int], seed: UInt64) -> Tensor {
      normal(shape, seed: seed).cast(to: .bfloat16).cast(to: .float32)
    }
    let x = rounded([size.batch] + size.extents + [size.channels], seed: 1)
      .cast(to: type).variable()
    let w = rounded([size.outputs, size.kernel, size.kernel, size.channels], seed: 2).variable()
    let bias = rounded([size.outputs], seed: 3).variable()
    let y = x.convolution(
      w, bias: size.hasBias ? bias : nil, stride: size.stride, padding: size.padding)
    let weighted = y * rounded(y.shape, seed: 4).cast(to: type)
    let inputs = [x, w] + (size.hasBias ? [bias] : [])
    return Tensors.gradients(of: weighted, withRespectTo: inputs)
      .map { $0.cast(to: .float32).elements }
  }
}
