import TestSupport
import Testing

@testable import Tensors

/// Gradients by large weights, which are multiplied where they are read.
@Suite struct DeferredProductTests {
  private let x = normal([5, 70], seed: 1)
  private let upstream = normal([5, 4000], seed: 2)

  /// The gradient by the weights of x w, with `upstream` the gradient by the product.
  private func gradient(keepingGraph: Bool = false) -> Tensor {
    let w = normal([70, 4000], seed: 3).variable()
    let y = (x.matmul(w) * upstream).sum()
    return gradients(of: y, withRespectTo: [w], keepingGraph: keepingGraph)[0]
  }

  @Test func theyAreSumsOfProducts() {
    let found = gradient()
    #expect(found.storage.deferred != nil)
    let (x, upstream, elements) = (x.elements, upstream.elements, found.elements)
    #expect(found.storage.deferred == nil)
    for (row, column) in [(0, 0), (3, 17), (65, 3999), (66, 0), (69, 3999)] {
      let terms = (0..<5).map {
        Double(x[$0 * 70 + row]) * Double(upstream[$0 * 4000 + column])
      }
      #expect(abs(Double(elements[row * 4000 + column]) - terms.reduce(0, +)) < 1e-5)
    }
    let remembered = gradient(keepingGraph: true)
    #expect(remembered.storage.deferred == nil)
    expectClose(elements, remembered.elements)
  }

  @Test func partByPartTheyAreTheSame() {
    let found = gradient()
    var parts = [Float](repeating: .nan, count: found.count)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let start = parts.baseAddress
      onThreads(3) {
        found.withEachPart { range, elements in
          start.map { ($0 + range.lowerBound).update(from: elements, count: range.count) }
        }
      }
    }
    #expect(found.storage.deferred != nil)
    #expect(parts == found.elements)
  }

  @Test func laterChangesOfTheFactorsDoNotReachThem() {
    let w = Tensor(repeating: 0, shape: [70, 4000]).variable()
    var factor = Tensor(repeating: 1, shape: [5, 70])
    let found = gradients(of: factor.matmul(w).sum(), withRespectTo: [w])[0]
    Tensor.withMutableElements(of: &factor) { $0.update(repeating: 7) }
    #expect(found.elements.allSatisfy { $0 == 5 })
  }

  @Test func partsOfAGradientAddUp() {
    let w = normal([70, 4000], seed: 4).variable()
    let y = x.matmul(w).sum() + x.scaled(by: 2).matmul(w).sum()
    let found = gradients(of: y, withRespectTo: [w])[0].elements
    let column = (0..<70).map { row in (0..<5).map { 3 * x.elements[$0 * 70 + row] }.reduce(0, +) }
    #expect((0..<70).allSatisfy { abs(found[$0 * 4000 + 1] - column[$0]) < 1e-4 })
  }

  @Test func theyGoOnIntoOtherProducts() {
    let a = normal([70, 8], seed: 8).variable()
    let b = normal([8, 4000], seed: 9)
    let threads = Engine.threadCount
    defer { Engine.threadCount = threads }
    Engine.threadCount = 2
    let y = (x.matmul(a.matmul(b)) * upstream).sum()
    let expected = gradient().matmul(b, transposingRight: true)
    expectClose(
      gradients(of: y, withRespectTo: [a])[0].elements, expected.elements, tolerance: 1e-2)
  }

  @Test func smallOnesAreNotPutOff() {
    let w = normal([70, 40], seed: 5).variable()
    let found = gradients(of: x.matmul(w).sum(), withRespectTo: [w])[0]
    #expect(found.storage.deferred == nil)
  }

  @Test func severalThreadsMayNotAskForThem() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let w = normal([70, 4000], seed: 6).variable()
      let x = normal([5, 70], seed: 7)
      let found = gradients(of: x.matmul(w).sum(), withRespectTo: [w])[0]
      Engine.threadCount = 2
      parallelParts(of: 2, work: .max) { _, _ in _ = found.storage.bytes }
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Storage: elements that were put off are asked for by several threads"))
  }
}
