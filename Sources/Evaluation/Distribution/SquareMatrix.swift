import Tensors

/// A square matrix of double precision, row by row.
struct SquareMatrix {
  let side: Int
  var values: [Double]

  init(side: Int) {
    self.side = side
    values = [Double](repeating: 0, count: side * side)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * side + column] }
    set { values[row * side + column] = newValue }
  }
}

/// Vectors of double precision, one a row.
struct RowMatrix {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = [Double](repeating: 0, count: rows * columns)
  }

  /// The products of each row with each row of `other`, which is as wide: A Bᵀ.
  func products(with other: RowMatrix) -> RowMatrix {
    require(
      columns == other.columns,
      "products: expected rows of \(columns) numbers, got \(other.columns)")
    var result = RowMatrix(rows: rows, columns: other.rows)
    addProducts(self, other, into: &result.values)
    return result
  }

  /// The products of the rows with each other: A Aᵀ.
  func gram() -> SquareMatrix {
    var result = SquareMatrix(side: rows)
    addProducts(self, self, isSymmetric: true, into: &result.values)
    result.mirrorUpperTriangle()
    return result
  }

  /// The rows as columns.
  func transposed() -> RowMatrix {
    var result = RowMatrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns {
        result.values[column * rows + row] = values[row * columns + column]
      }
    }
    return result
  }
}

extension SquareMatrix {
  /// Copies what is above the diagonal to below it.
  mutating func mirrorUpperTriangle() {
    for row in 0..<side {
      for column in 0..<row { values[row * side + column] = values[column * side + row] }
    }
  }
}

/// Adds A Bᵀ to `sums`; where the result is symmetric, what is below its diagonal is left undone.
///
/// Works through the columns in pieces that stay in the cache, two rows by four at a time.
func addProducts(
  _ a: RowMatrix, _ b: RowMatrix, isSymmetric: Bool = false, into sums: inout [Double]
) {
  let piece = 256
  a.values.withUnsafeBufferPointer { left in
    b.values.withUnsafeBufferPointer { right in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let left = left.baseAddress, let right = right.baseAddress else { return }
        for start in stride(from: 0, to: a.columns, by: piece) {
          let length = min(piece, a.columns - start)
          for row in stride(from: 0, to: a.rows, by: 2) {
            let first = isSymmetric ? row / 4 * 4 : 0
            for column in stride(from: first, to: b.rows, by: 4) {
              // Where a tile hangs over the edge, its last row is repeated and not stored.
              let products = tile(
                left + start, (row, min(row + 1, a.rows - 1)), right + start, column,
                last: b.rows - 1, width: a.columns, length: length)
              for j in 0..<min(4, b.rows - column) {
                sums[row * b.rows + column + j] += products.0[j]
                if row + 1 < a.rows { sums[(row + 1) * b.rows + column + j] += products.1[j] }
              }
            }
          }
        }
      }
    }
  }
}

/// The products of two rows with four.
@inline(__always)
private func tile(
  _ a: UnsafePointer<Double>, _ rows: (Int, Int), _ b: UnsafePointer<Double>, _ column: Int,
  last: Int, width: Int, length: Int
) -> (SIMD4<Double>, SIMD4<Double>) {
  let (a0, a1) = (a + rows.0 * width, a + rows.1 * width)
  let b0 = b + min(column, last) * width
  let b1 = b + min(column + 1, last) * width
  let b2 = b + min(column + 2, last) * width
  let b3 = b + min(column + 3, last) * width
  var (s00, s01, s02, s03) = (pair(), pair(), pair(), pair())
  var (s10, s11, s12, s13) = (pair(), pair(), pair(), pair())
  var i = 0
  while i + 1 < length {
    let (x0, x1) = (load(a0 + i), load(a1 + i))
    let (y0, y1, y2, y3) = (load(b0 + i), load(b1 + i), load(b2 + i), load(b3 + i))
    s00 += x0 * y0
    s01 += x0 * y1
    s02 += x0 * y2
    s03 += x0 * y3
    s10 += x1 * y0
    s11 += x1 * y1
    s12 += x1 * y2
    s13 += x1 * y3
    i += 2
  }
  var first = SIMD4(s00.sum(), s01.sum(), s02.sum(), s03.sum())
  var second = SIMD4(s10.sum(), s11.sum(), s12.sum(), s13.sum())
  if i < length {
    let y = SIMD4(b0[i], b1[i], b2[i], b3[i])
    first += a0[i] * y
    second += a1[i] * y
  }
  return (first, second)
}

@inline(__always)
private func pair() -> SIMD2<Double> { SIMD2(0, 0) }

@inline(__always)
private func load(_ address: UnsafePointer<Double>) -> SIMD2<Double> {
  SIMD2(address[0], address[1])
}
