import COneDNN

/// A small float32 matrix product, computed as a convolution by one place.
///
/// oneDNN's matrix product takes 20 ms to generate code the first time, for more cases than drawing
/// a picture needs; a convolution takes 0.2 ms, for its own size
/// (docs/decisions/0013-small-products.md).
struct SmallProduct {
  private let left: Matrices
  private let right: Matrices

  /// The product of `left` and `right`; nil where it is better left to oneDNN's own.
  init?(_ left: Matrices, _ right: Matrices, _ dataType: DataType) {
    self.left = left
    self.right = right
    let multiplyAdds = batches * left.rows * left.columns * right.columns
    guard dataType == .float32, !left.isTransposed, batches <= 16, multiplyAdds <= 1 << 22 else {
      return nil
    }
  }

  private var batches: Int { max(left.batches, right.batches) }

  /// Writes the product of `x` and `w` into `y`.
  func run(_ x: Tensor, _ w: Tensor, into y: Tensor) {
    let operation = operation
    for batch in 0..<batches {
      let rows = x.storage.bytes + left.offset(of: batch)
      let packed =
        right.batches == 1
        ? w.packed(for: operation)
        : Engine.current.pack(operation, plain: w.storage.bytes + right.offset(of: batch))
      let product = y.storage.bytes + batch * left.rows * right.columns * y.dataType.size
      Engine.current.run(operation, rows, packed.bytes, product)
    }
  }

  /// The convolution of one pair of matrices: rows are places, inner extents are channels.
  private var operation: PreparedOperation {
    let (rows, inner, columns) = (left.rows, left.columns, right.columns)
    let key = OperationKey(.smallProduct, [rows, inner, columns, right.isTransposed ? 1 : 0])
    return Engine.current.operation(key) { error in
      let weights = limn_array(
        [columns, inner, 1, 1],
        strides: right.isTransposed ? [inner, 1, 1, 1] : [1, columns, 1, 1], .float32)
      var description = limn_convolution(
        kind: LIMN_CONVOLUTION_FORWARD,
        input: limn_array(channelsLast: [1, rows, 1, inner], .float32), weights: weights,
        output: limn_array(channelsLast: [1, rows, 1, columns], .float32), stride: 1, padding: 0,
        end_padding: 0, has_bias: 0, fused: LIMN_FUSED_NONE, alpha: 0, beta: 0)
      return limn_prepare_convolution(&description, error)
    }
  }
}
