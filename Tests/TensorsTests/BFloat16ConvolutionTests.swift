import TestSupport
import Testing

@testable import Tensors

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

  @Test("are differentiated again") func gradientsOfGradients() {
    let (x, w, r) = (
      rounded([16, 8, 8, 16], seed: 1), rounded([16, 4, 4, 16], seed: 2),
      normal([16, 4, 4, 16], seed: 4)
    )
    let found = [DataType.bfloat16, .float32].map { type in
      let (x, w) = (x.cast(to: type).variable(), w.variable())
      let y = x.convolution(w, stride: 2, padding: 1) * r.cast(to: type)
      let slope = Tensors.gradients(of: y, withRespectTo: [x], keepingGraph: true)[0]
        .cast(to: .float32)
      return Tensors.gradients(of: slope * slope, withRespectTo: [w])[0].elements
    }
    func norm(_ values: [Float]) -> Float { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    #expect(norm(zip(found[0], found[1]).map { $0 - $1 }) < 0.01 * norm(found[1]))
  }

  @Test(
    "are convolutions of another kind on tiles alone", arguments: [DataType.bfloat16, .float32])
  func kinds(type: DataType) {
    let isOnTiles = Engine.hasTiles && type == .bfloat16
    let wide = Convolution(
      input: [16, 8, 8, 16], weights: [16, 4, 4, 16], stride: 2, padding: 1, dataType: type)
    #expect((ExchangedConvolution(of: wide) != nil) == isOnTiles)
    #expect((SubPixelConvolution(of: wide) != nil) == isOnTiles)
    let place = Convolution(
      input: [16, 8, 8, 16], weights: [16, 1, 1, 16], stride: 1, padding: 0, dataType: type)
    #expect(ExchangedConvolution(of: place) == nil && SubPixelConvolution(of: place) == nil)
  }

  private func rounded(_ shape: [Int], seed: UInt64) -> Tensor {
    normal(shape, seed: seed).cast(to: .bfloat16).cast(to: .float32)
  }

  /// The gradients by input, weights and bias of a convolution, weighted with numbers that every
  /// type can tell apart.
  private func gradients(of size: Size, in type: DataType) -> [[Float]] {
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
