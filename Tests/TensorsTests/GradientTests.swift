import TestSupport
import Testing

@testable import Tensors

@Suite("Gradients against finite differences, first and second order")
struct GradientTests {
  /// Away from the kinks of leaky ReLU and |x|, and from the pole of sqrt.
  private let smooth = normal([3, 4], seed: 1, offset: 3, scale: 0.3)
  private let mixed = Tensor([0.7, -0.9, 1.3, -0.4, 0.5, -1.1], shape: [2, 3])

  @Test("a sign passes its gradient on as it comes") func sign() {
    let x = Tensor([-2, -0.1, 0, 3], shape: [4]).variable()
    let y = x.signStraightThrough()
    #expect(y.elements == [-1, -1, 1, 1])
    let weights = Tensor([1, 2, 3, 4], shape: [4])
    #expect(gradients(of: (y * weights).sum(), withRespectTo: [x])[0].elements == [1, 2, 3, 4])
  }

  @Test("elementwise functions") func unary() {
    expectGradients([mixed]) { $0[0].tanh() }
    expectGradients([mixed]) { $0[0].sigmoid() }
    expectGradients([mixed]) { $0[0].softplus() }
    expectGradients([mixed]) { $0[0].exp() }
    expectGradients([mixed]) { $0[0].square() }
    expectGradients([mixed]) { $0[0].leakyReLU(slope: 0.2) }
    expectGradients([mixed]) { $0[0].absolute() }
    expectGradients([mixed]) { $0[0].scaled(by: -2, plus: 3) }
    expectGradients([smooth]) { $0[0].squareRoot() }
    expectGradients([smooth]) { $0[0].power(-0.5) }
    expectGradients([smooth]) { $0[0].power(3) }
  }

  @Test("elementwise arithmetic with every broadcast") func binary() {
    let x = normal([2, 3, 4, 5], seed: 2, offset: 3, scale: 0.4)
    for shape in [
      [2, 3, 4, 5], [5], [1, 1, 1, 5], [2, 1, 1, 5], [2, 3, 4, 1], [2, 1, 4, 1], [],
    ] {
      let y = normal(shape, seed: 3, offset: 2, scale: 0.3)
      expectGradients([x, y]) { $0[0] + $0[1] }
      expectGradients([x, y]) { $0[0] * $0[1] }
      expectGradients([x, y]) { $0[0] - $0[1] }
      expectGradients([x, y]) { $0[0] / $0[1] }
      expectGradients([y, x]) { $0[0] - $0[1] }
      expectGradients([y, x]) { $0[0] / $0[1] }
    }
    expectGradients([normal([3, 1], seed: 4), normal([1, 4], seed: 5)]) { $0[0] * $0[1] }
  }

  @Test("reductions") func reductions() {
    let x = normal([2, 3, 4, 5], seed: 6)
    for axes in [[0], [3], [1, 2], [0, 1, 2], [0, 3], [0, 1, 2, 3], [1, 3]] {
      expectGradients([x]) { $0[0].sum(alongAxes: axes) }
      expectGradients([x]) { $0[0].mean(alongAxes: axes) }
    }
    expectGradients([x]) { $0[0].square().sum() }
    expectGradients([normal([2, 1, 4], seed: 7)]) { $0[0].expanded(to: [2, 3, 4]) }
  }

  @Test("matrix products", arguments: [false, true], [false, true])
  func matmul(left: Bool, right: Bool) {
    let a = normal(left ? [4, 3] : [3, 4], seed: 8)
    let b = normal(right ? [5, 4] : [4, 5], seed: 9)
    expectGradients([a, b]) {
      $0[0].matmul($0[1], transposingLeft: left, transposingRight: right)
    }
    let many = normal([2, 6] + a.shape, seed: 10)
    let others = normal([2, 6] + b.shape, seed: 11)
    expectGradients([many, others]) {
      $0[0].matmul($0[1], transposingLeft: left, transposingRight: right)
    }
    expectGradients([many, b]) {
      $0[0].matmul($0[1], transposingLeft: left, transposingRight: right)
    }
    let single = normal([1] + b.shape, seed: 12)
    expectGradients([a, single]) {
      $0[0].matmul($0[1], transposingLeft: left, transposingRight: right)
    }
  }

  @Test("matrix products with a bias, of either kind", arguments: [4, 70_000])
  func matmulWithBias(inner: Int) {
    let (x, w, b) = (
      normal([12, inner], seed: 40, scale: 0.1), normal([5, inner], seed: 41, scale: 0.1),
      normal([5], seed: 42)
    )
    let apart = x.matmul(w, transposingRight: true) + b
    #expect(x.matmul(w, transposingRight: true, bias: b).elements == apart.elements)
    expectGradients([x, w, b], secondOrder: inner == 4) {
      $0[0].matmul($0[1], transposingRight: true, bias: $0[2])
    }
  }

  @Test("convolutions", arguments: [(1, 1, 3), (2, 1, 4), (1, 0, 1), (2, 0, 2), (1, 0, 6)])
  func convolution(stride: Int, padding: Int, kernel: Int) {
    let x = normal([2, 6, 6, 3], seed: 12)
    let w = normal([4, kernel, kernel, 3], seed: 13, scale: 0.3)
    let b = normal([4], seed: 14)
    expectGradients([x, w]) { $0[0].convolution($0[1], stride: stride, padding: padding) }
    expectGradients([x, w, b]) {
      $0[0].convolution($0[1], bias: $0[2], stride: stride, padding: padding)
    }
    // Windows that leave out the last row and column.
    let uneven = normal([2, 7, 7, 3], seed: 44)
    expectGradients([uneven, w]) { $0[0].convolution($0[1], stride: stride, padding: padding) }
    let small = normal([2, 3, 3, 4], seed: 15)
    expectGradients([small, w]) {
      $0[0].transposedConvolution($0[1], stride: stride, padding: padding)
    }
    expectGradients([normal([2, 1, 1, 4], seed: 27), w]) {
      $0[0].transposedConvolution($0[1], stride: 1, padding: 0)
    }
  }

  @Test("fused leaky ReLU equals the separate one") func fusedActivation() {
    let x = normal([2, 6, 6, 3], seed: 16).variable()
    let w = normal([4, 3, 3, 3], seed: 17).variable()
    let b = normal([4], seed: 18).variable()
    let fused = x.convolution(w, bias: b, padding: 1, leakyReLUSlope: 0.2)
    let separate = x.convolution(w, bias: b, padding: 1).leakyReLU(slope: 0.2)
    expectClose(fused.elements, separate.elements)
    let one = gradients(of: fused.square(), withRespectTo: [x, w, b])
    let other = gradients(of: separate.square(), withRespectTo: [x, w, b])
    for (g, h) in zip(one, other) { expectClose(g.elements, h.elements, tolerance: 1e-4) }
  }

  @Test("shapes") func shapes() {
    let x = normal([2, 3, 4], seed: 19)
    let y = normal([2, 5, 4], seed: 20)
    expectGradients([x]) { $0[0].reshaped(to: [6, 4]).square() }
    expectGradients([x]) { $0[0].transposed([2, 0, 1]).square() }
    let w = normal([2, 3, 1, 4], seed: 43)
    expectGradients([w]) { $0[0].adjointWeights().square() }
    #expect(w.adjointWeights().adjointWeights().elements == w.elements)
    // [O, h, w, C] to [C, h, w, O].
    #expect(w.adjointWeights().elements[0] == w.slice(alongAxis: 1, 2..<3).elements[0])
    expectGradients([x]) { $0[0].slice(alongAxis: 1, 1..<3).square() }
    expectGradients([x, y]) { concatenate([$0[0], $0[1]], alongAxis: 1).square() }
  }

  @Test("a vector joined at every place is one repeated and concatenated")
  func joining() {
    let maps = normal([2, 3, 2, 4], seed: 30)
    let vectors = normal([2, 5], seed: 31)
    let repeated = vectors.reshaped(to: [2, 1, 1, 5]).expanded(to: [2, 3, 2, 5])
    let expected = concatenate([maps, repeated], alongAxis: 3)
    let joined = maps.joined(atEveryPlaceBy: vectors)
    #expect(joined.shape == [2, 3, 2, 9])
    #expect(joined.elements == expected.elements)
    if Engine.supportsBFloat16 {
      let halves = (maps.cast(to: .bfloat16), vectors.cast(to: .bfloat16))
      #expect(
        halves.0.joined(atEveryPlaceBy: halves.1).elements
          == expected.cast(to: .bfloat16).elements)
    }
    expectGradients([maps, vectors]) { $0[0].joined(atEveryPlaceBy: $0[1]).square() }
  }

  @Test("softmax") func softmax() {
    let x = normal([3, 5], seed: 21)
    expectGradients([x]) { $0[0].softmax() }
    expectGradients([x]) { $0[0].logSoftmax() }
  }

  @Test("the gradient of softmax in one pass has the bits of that written with operations")
  func softmaxInOnePass() {
    let threads = Engine.threadCount
    defer { Engine.threadCount = threads }
    Engine.threadCount = 3
    let weights = normal([1003, 40], seed: 32)
    let slopes = [false, true].map { keepingGraph in
      let x = normal([1003, 40], seed: 33).variable()
      return gradients(
        of: (x.softmax() * weights).sum(), withRespectTo: [x], keepingGraph: keepingGraph
      )[0].elements
    }
    #expect(slopes[0] == slopes[1])
  }

  @Test("resampling", arguments: [Interpolation.nearest, .bilinear])
  func resampling(interpolation: Interpolation) {
    let x = normal([2, 4, 4, 3], seed: 22)
    expectGradients([x]) { $0[0].upsampled(by: 2, interpolation).square() }
    expectGradients([x]) { $0[0].averagePooled(by: 2).square() }
    expectGradients([x]) { $0[0].boxFiltered().square() }
  }

  @Test(
    "the gradient of doubling is its transpose",
    arguments: [[2, 3, 5, 3], [3, 16, 16, 48], [1, 1, 1, 2]])
  func doubling(shape: [Int]) {
    let threads = Engine.threadCount
    defer { Engine.threadCount = threads }
    Engine.threadCount = 3
    let large = [shape[0], 2 * shape[1], 2 * shape[2], shape[3]]
    let weights = normal(large, seed: 44)
    let x = normal(shape, seed: 45).variable()
    let slopes = gradients(
      of: (x.upsampled(by: 2, .bilinear) * weights).sum(), withRespectTo: [x])[0].elements
    // What each of some elements alone is enlarged to, weighted.
    for place in stride(from: 0, to: x.count, by: max(1, x.count / 97)) {
      var alone = [Float](repeating: 0, count: x.count)
      alone[place] = 1
      let enlarged = Tensor(alone, shape: shape).upsampled(by: 2, .bilinear)
      #expect(abs((enlarged * weights).sum().scalar - slopes[place]) < 1e-4, "\(place)")
    }
  }

  @Test("embedding rows") func rows() {
    expectGradients([normal([4, 3], seed: 23)]) { $0[0].rows([2, 0, 2, 3]).square() }
  }

  @Test("batch normalization", arguments: [nil, 0, 0.2])
  func batchNormalization(slope: Float?) {
    let x = normal([4, 3, 3, 2], seed: 24)
    let scale = normal([2], seed: 25, offset: 0.4, scale: 0.1)
    // One channel is above the activation's corner, the other below.
    let shift = Tensor([3, -3], shape: [2])
    expectGradients([x, scale, shift], tolerance: 3e-2) {
      $0[0].batchNormalized(scale: $0[1], shift: $0[2], leakyReLUSlope: slope)
    }
  }

  @Test("layer normalization") func layerNormalization() {
    let x = normal([2, 3, 5], seed: 27)
    let scale = normal([5], seed: 28, offset: 1, scale: 0.2)
    let shift = normal([5], seed: 29)
    expectGradients([x, scale, shift], tolerance: 3e-2) {
      $0[0].layerNormalized(scale: $0[1], shift: $0[2])
    }
  }

  @Test("the third derivative of x^4 is 24 x") func thirdOrder() {
    let x = Tensor([1.5, -2], shape: [2]).variable()
    let first = gradients(of: x.square().square(), withRespectTo: [x], keepingGraph: true)[0]
    let second = gradients(of: first, withRespectTo: [x], keepingGraph: true)[0]
    let third = gradients(of: second, withRespectTo: [x])[0]
    expectClose(third.elements, [36, -48])
  }

  @Test("what does not depend on an input has zero gradient, and nothing else is computed")
  func independence() {
    let x = Tensor([1, 2], shape: [2]).variable()
    let y = Tensor([3, 4], shape: [2]).variable()
    #expect(gradients(of: x.square(), withRespectTo: [y])[0].elements == [0, 0])
    #expect(gradients(of: (x * y).detached, withRespectTo: [x])[0].elements == [0, 0])
    #expect(withoutRecording { x * y }.node == nil)
  }
}
