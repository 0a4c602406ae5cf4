import TestSupport
import Testing

@testable import Tensors

/// Gradients are written over memory that no one needs any more, and over none else.
@Suite("Memory that is used again") struct ReusedMemoryTests {
  private let weights = Tensor([1, -2, 3, -4, 5, -6, 7, -8], shape: [1, 2, 2, 2])

  /// Functions whose gradients take the memory of what they are given.
  private static let functions: [@Sendable (Tensor) -> Tensor] = [
    { $0.leakyReLU(slope: 0.2) },
    { $0.tanh() },
    {
      let scale = Tensor([2, 3], shape: [2])
      let shift = Tensor([0.5, -0.5], shape: [2])
      return $0.batchNormalized(scale: scale, shift: shift, leakyReLUSlope: 0.2)
    },
    {
      let window = Tensor([1, 2, 3, 4], shape: [2, 1, 1, 2])
      return $0.convolution(window, leakyReLUSlope: 0.2)
    },
  ]

  @Test("a gradient that is asked for itself stays as it is", arguments: functions.indices)
  func wantedGradient(function: Int) {
    let x = normal([1, 2, 2, 2], seed: 1).variable()
    let y = Self.functions[function](x)
    let found = gradients(of: (y * weights).sum(), withRespectTo: [y, x])
    #expect(found[0].elements == weights.elements)
    let again = Self.functions[function](x)
    let alone = gradients(of: (again * weights).sum(), withRespectTo: [x])
    #expect(found[1].elements == alone[0].elements)
  }

  @Test("what was computed stays as it is", arguments: functions.indices)
  func values(function: Int) {
    let x = normal([1, 2, 2, 2], seed: 2).variable()
    let y = Self.functions[function](x)
    let before = (x.elements, y.elements)
    _ = gradients(of: (y * weights).sum(), withRespectTo: [x])
    #expect((x.elements, y.elements) == before)
  }

  @Test("in place or remembered, gradients agree", arguments: functions.indices)
  func agreement(function: Int) {
    let x = normal([1, 2, 2, 2], seed: 3).variable()
    func gradient(keepingGraph: Bool) -> [Float] {
      let y = Self.functions[function](x).scaled(by: 2)
      return gradients(
        of: (y * weights).sum(), withRespectTo: [x], keepingGraph: keepingGraph)[0].elements
    }
    expectClose(gradient(keepingGraph: false), gradient(keepingGraph: true))
  }

  @Test("parts of a gradient add up without a trace in gradients of others") func sharedParts() {
    let x = Tensor([1, 2], shape: [2]).variable()
    let y = Tensor([3, 4], shape: [2]).variable()
    let z = (x + y) + x.scaled(by: 3) + x
    let found = gradients(of: z.sum(), withRespectTo: [x, y])
    #expect(found[0].elements == [5, 5])
    #expect(found[1].elements == [1, 1])
    #expect(gradients(of: (x + x).sum(), withRespectTo: [x])[0].elements == [2, 2])
  }

  @Test(
    "what gradients no longer need is let go, unless the graph is kept", arguments: [false, true])
  func release(keepingGraph: Bool) {
    let x = Tensor([1, 2], shape: [2]).variable()
    func chain() -> (output: Tensor, Weak) {
      let inner = x.exp()
      return (inner.square().sum(), Weak(tensor: inner))
    }
    let (output, inner) = chain()
    func slope() -> [Float] {
      gradients(of: output, withRespectTo: [x], keepingGraph: keepingGraph)[0].elements
    }
    let first = slope()
    #expect((inner.tensor != nil) == keepingGraph)
    if keepingGraph { #expect(slope() == first) }
    withExtendedLifetime(output) {}
  }

  @Test("constants have no gradient to ask for") func constants() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = Tensor([1, 2], shape: [2])
      _ = gradients(of: x.variable() * x, withRespectTo: [x])
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("gradients: expected variables or what was computed from some"))
  }

  @Test("an axis that is named twice is refused") func repeatedAxis() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor([1, 2, 3, 4], shape: [2, 2]).mean(alongAxes: [0, 0])
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("sum: expected each axis once, got [0, 0]"))
  }

  @Test("a second gradient of what was let go says what to do")
  func goneGraph() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = Tensor([1, 2], shape: [2]).variable()
      let y = x.square().sum()
      _ = gradients(of: y, withRespectTo: [x])
      _ = gradients(of: y, withRespectTo: [x])
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("gradients: how f32[] was computed was let go by an earlier call"))
  }

  @Test("large maps, of either type, keep theirs while gradients write over others")
  func largeMaps() {
    for type in [DataType.float32] + (Engine.supportsBFloat16 ? [.bfloat16] : []) {
      let x = normal([2, 64, 64, 8], seed: 5).cast(to: type).variable()
      let upstream = normal([2, 64, 64, 8], seed: 6).cast(to: type)
      let y = x.leakyReLU(slope: 0.5)
      let found = gradients(of: y * upstream, withRespectTo: [y, x])
      #expect(found[0].elements == upstream.elements)
      let expected = zip(x.elements, upstream.elements).map { $0 > 0 ? $1 : 0.5 * $1 }
      #expect(found[1].elements == expected)
    }
  }

  @Test("changing elements leaves alone whoever shares them") func sharedElements() {
    var one = Tensor([1, 2], shape: [2])
    let reshaped = one.reshaped(to: [2, 1])
    Tensor.withMutableElements(of: &one) { $0[0] = 9 }
    #expect(one.elements == [9, 2])
    #expect(reshaped.elements == [1, 2])
    let before = one.storage
    Tensor.withMutableElements(of: &one) { $0[1] = 8 }
    #expect(one.elements == [9, 8])
    #expect(before.floats[1] == 2)
  }

  @Test("other layouts of elements do not outlive them") func layouts() {
    let x = Tensor([1, 0, 0, 1], shape: [2, 2])
    let picture = Tensor([1, 2], shape: [1, 1, 2, 1])
    var matrix = Tensor([1, 2, 3, 4], shape: [2, 2])
    var window = Tensor([2], shape: [1, 1, 1, 1])
    #expect(x.matmul(matrix, transposingRight: true).elements == [1, 3, 2, 4])
    #expect(picture.convolution(window).elements == [2, 4])
    Tensor.withMutableElements(of: &matrix) { $0[1] = 5 }
    Tensor.withMutableElements(of: &window) { $0[0] = 7 }
    #expect(x.matmul(matrix, transposingRight: true).elements == [1, 3, 5, 4])
    #expect(picture.convolution(window).elements == [7, 14])
  }
}

private struct Weak {
  weak var tensor: Tensor?
}
