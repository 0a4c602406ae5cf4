import Tensors
import TestSupport
import Testing

/// Products of matrices, computed by a loop of our own where they are small.
@Suite struct ProductTests {

  /// The sum over the inner extent, element by element.
  private func product(_ x: [Float], _ w: [Float], rows: Int, inner: Int, columns: Int) -> [Float] {
    (0..<rows * columns).map { index in
      let (row, column) = (index / columns, index % columns)
      let terms = (0..<inner).map {
        Double(x[row * inner + $0]) * Double(w[$0 * columns + column])
      }
      return Float(terms.reduce(0, +))
    }
  }

  @Test(arguments: [
    [1, 26, 128], [5, 33, 7], [32, 1, 3], [7, 3, 1], [64, 128, 40], [9, 20, 23], [10, 4, 47],
  ])
  func smallProductsAreSumsOfProducts(size: [Int]) {
    let (rows, inner, columns) = (size[0], size[1], size[2])
    let x = normal([rows, inner], seed: 1)
    let w = normal([inner, columns], seed: 2)
    let expected = product(
      x.elements, w.elements, rows: rows, inner: inner, columns: columns)
    for y in [x.matmul(w), x.matmul(w.transposed([1, 0]), transposingRight: true)] {
      #expect(y.shape == [rows, columns])
      #expect(zip(y.elements, expected).allSatisfy { abs($0 - $1) < 1e-4 })
    }
    let bias = normal([columns], seed: 9)
    #expect(x.matmul(w, bias: bias).elements == (x.matmul(w) + bias).elements)
  }

  @Test func everyBatchHasItsOwnFactors() {
    let x = normal([2, 3, 5, 4], seed: 3)
    let w = normal([2, 3, 6, 4], seed: 4)
    let y = x.matmul(w, transposingRight: true)
    #expect(y.shape == [2, 3, 5, 6])
    for batch in 0..<6 {
      let right = Tensor(Array(w.elements[(batch * 24)..<(batch * 24 + 24)]), shape: [6, 4])
      let expected = product(
        Array(x.elements[(batch * 20)..<(batch * 20 + 20)]), right.transposed([1, 0]).elements,
        rows: 5, inner: 4, columns: 6)
      let found = y.elements[(batch * 30)..<(batch * 30 + 30)]
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func oneFactorServesAllBatches() {
    let x = normal([3, 5, 4], seed: 5)
    let w = normal([1, 4, 2], seed: 6)
    let flat = x.reshaped(to: [15, 4]).matmul(w.reshaped(to: [4, 2]))
    #expect(x.matmul(w).elements == flat.elements)
  }

  @Test func largeProductsGiveWhatSmallOnesDo() {
    let x = normal([600, 128], seed: 7)
    let w = normal([128, 64], seed: 8)
    let rows = Tensor(Array(x.elements[..<(50 * 128)]), shape: [50, 128])
    let large = x.matmul(w).elements
    let small = rows.matmul(w).elements
    #expect(zip(large, small).allSatisfy { abs($0 - $1) < 1e-4 })
  }
}
