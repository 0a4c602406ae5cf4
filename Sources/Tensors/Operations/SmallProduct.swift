import CKernels

/// A small float32 matrix product, computed by a loop of our own.
///
/// oneDNN generates code for each size of product first: 20 ms for its own, 0.2 ms for a
/// convolution by one place, and a picture takes some thirty sizes
/// (docs/decisions/0013-small-products.md).
struct SmallProduct {
  private let left: Matrices
  private let right: Matrices

  /// The product of `left` and `right`; nil where it is better left to oneDNN.
  init?(_ left: Matrices, _ right: Matrices, _ dataType: DataType) {
    self.left = left
    self.right = right
    let multiplyAdds = batches * left.rows * left.columns * right.columns
    guard dataType == .float32, !left.isTransposed, batches <= 16, multiplyAdds <= 1 << 22 else {
      return nil
    }
  }

  private var batches: Int { max(left.batches, right.batches) }

  /// Writes the product of `x` and `w`, with `bias` added to each row, into `y`.
  func run(_ x: Tensor, _ w: Tensor, _ bias: Tensor?, into y: Tensor) {
    let (rows, inner, columns) = (left.rows, left.columns, right.columns)
    let factor = right.isTransposed ? keptTranspose(of: w) : w
    // The loop does eight multiplications and more in the time that other loops take for an
    // element, where columns fill its vectors.
    let work = max(rows * columns, rows * inner * columns / (columns < 16 ? 1 : 8))
    for batch in 0..<batches {
      // In memory before threads ask for them.
      let (from, by) = (x.matrix(batch, of: left), factor.matrix(batch, of: right))
      let (added, product) = (bias?.storage.floats, y.storage.floats + batch * rows * columns)
      parallelParts(of: rows, work: work) { _, part in
        ckernels_product(
          part.count, inner, columns, from + part.lowerBound * inner, by, added,
          product + part.lowerBound * columns)
      }
    }
  }

  /// The right factor with inner extents as rows; kept with it where it is a single matrix, as
  /// weights are.
  private func keptTranspose(of w: Tensor) -> Tensor {
    if w.rank > 2 { return transpose(of: w) }
    return w.storage.transposed(w.shape) { transpose(of: w) }
  }

  private func transpose(of w: Tensor) -> Tensor {
    let result = Tensor(uninitialized: [right.batches, right.rows, right.columns])
    for batch in 0..<right.batches {
      ckernels_transpose(
        right.columns, right.rows, w.matrix(batch, of: right), result.matrix(batch, of: right))
    }
    return result
  }
}

extension Tensor {
  /// Where matrix number `batch` of this float32 factor begins; there may be one for all batches.
  fileprivate func matrix(_ batch: Int, of matrices: Matrices) -> UnsafeMutablePointer<Float> {
    storage.floats + (matrices.batches == 1 ? 0 : batch * matrices.rows * matrices.columns)
  }
}
