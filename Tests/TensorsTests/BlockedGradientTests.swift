import TestSupport
import Testing

@testable import Tensors

/// Gradients by the weights of convolutions, which stay in oneDNN's layout until they are read.
///
/// Whether they do depends on the processor; what they are does not.
@Suite struct BlockedGradientTests {
  private let x = normal([2, 6, 6, 48], seed: 1)
  private let weights = normal([80, 3, 3, 48], seed: 2)

  private func gradient(
    of loss: (Tensor) -> Tensor, keepingGraph: Bool = false
  ) -> Tensor {
    let w = weights.variable()
    return gradients(of: loss(w), withRespectTo: [w], keepingGraph: keepingGraph)[0]
  }

  private func convolved(_ x: Tensor, _ w: Tensor) -> Tensor {
    let upstream = normal([2, 4, 4, 80], seed: 3)
    return (x.convolution(w) * upstream).sum()
  }

  @Test func wideVectorsLeaveThemInSquares() {
    let found = gradient { convolved(x, $0) }
    if ["avx2", "avx512_core"].contains(where: Engine.instructionSet.hasPrefix) {
      #expect(found.storage.deferred is BlockedGradient)
    }
    let remembered = gradient(of: { convolved(x, $0) }, keepingGraph: true)
    #expect(found.elements == remembered.elements)
  }

  @Test func partByPartTheyAreTheSame() {
    let found = gradient { convolved(x, $0) }
    var parts = [Float](repeating: .nan, count: found.count)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let start = parts.baseAddress
      onThreads(3) {
        found.withEachPart { range, elements in
          start.map { ($0 + range.lowerBound).update(from: elements, count: range.count) }
        }
      }
    }
    #expect(parts == found.elements)
  }

  @Test func theirSumLeavesThemAlone() {
    let threads = Engine.threadCount
    defer { Engine.threadCount = threads }
    Engine.threadCount = 3
    let other = normal([2, 6, 6, 48], seed: 4)
    let parts = [x, other].map { x in gradient { convolved(x, $0) } }
    let sum = gradient { convolved(x, $0) + convolved(other, $0) }
    let expected = zip(parts[0].elements, parts[1].elements).map(+)
    #expect(sum.elements == expected)
    // One gradient that two weights have, and that is added to for one of them.
    for first in [x, other] {
      let (w, v) = (weights.variable(), weights.scaled(by: 0).variable())
      let second = first === x ? other : x
      let loss = convolved(first, w + v) + convolved(second, w)
      let found = gradients(of: loss, withRespectTo: [w, v])
      #expect(found[0].elements == expected)
      #expect(found[1].elements == parts[first === x ? 0 : 1].elements)
      let turned = convolved(second, w) + convolved(first, w + v)
      #expect(
        gradients(of: turned, withRespectTo: [w, v]).map(\.elements) == found.map(\.elements))
    }
  }

  @Test func widthsThatFillNoSquareAreBroughtBackAtOnce() {
    let w = normal([20, 3, 3, 7], seed: 5).variable()
    let y = normal([1, 5, 5, 7], seed: 6).convolution(w).sum()
    let found = gradients(of: y, withRespectTo: [w])[0]
    #expect(!(found.storage.deferred is BlockedGradient))
  }
}
