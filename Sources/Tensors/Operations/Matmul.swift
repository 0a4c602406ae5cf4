import COneDNN

extension Tensor {
  /// The matrix product, over the last two axes; leading axes are batches.
  ///
  /// - Parameters:
  ///   - right: the right factor; where both have batches they are equal or 1.
  ///   - transposingLeft: whether the last two axes of this tensor are exchanged first.
  ///   - transposingRight: whether the last two axes of `right` are exchanged first.
  ///   - bias: where given, `[columns of right]`, added to each row.
  /// - Returns: `[..., rows of left, columns of right]`.
  public func matmul(
    _ right: Tensor, transposingLeft: Bool = false, transposingRight: Bool = false,
    bias: Tensor? = nil
  ) -> Tensor {
    let left = self
    return product(left, right, transposingLeft, transposingRight, bias)
      .computed(from: [left, right] + (bias.map { [$0] } ?? [])) { _, gradient, wanted in
        // Closures do not capture what may be written over.
        let gradient = gradient
        let byLeft =
          transposingLeft
          ? { right.matmul(gradient, transposingLeft: transposingRight, transposingRight: true) }
          : { gradient.matmul(right, transposingRight: !transposingRight) }
        let byRight =
          transposingRight
          ? { gradient.matmul(left, transposingLeft: true, transposingRight: transposingLeft) }
          : { transposingLeft ? left.matmul(gradient) : left.transposedProduct(with: gradient) }
        return [
          wanted[0] ? byLeft().summed(to: left.shape) : nil,
          wanted[1] ? byRight().summed(to: right.shape) : nil,
        ] + (bias.map { [wanted[2] ? gradient.summed(to: $0.shape) : nil] } ?? [])
      }
  }
}

extension Tensor {
  /// The product of this tensor's transpose and `right`, put off where that pays.
  fileprivate func transposedProduct(with right: Tensor) -> Tensor {
    DeferredProduct(transposing: self, right).map { Tensor(deferring: $0) }
      ?? matmul(right, transposingLeft: true)
  }
}

/// One factor or the result of a product: batches, rows, columns.
struct Matrices {
  var batches: Int
  var rows: Int
  var columns: Int
  var isTransposed: Bool

  init(_ shape: [Int], transposed: Bool) {
    batches = shape.dropLast(2).reduce(1, *)
    isTransposed = transposed
    let (first, second) = (shape[shape.count - 2], shape[shape.count - 1])
    (rows, columns) = transposed ? (second, first) : (first, second)
  }

  func array(_ dataType: DataType) -> limn_array {
    // A single row or column is dense either way; oneDNN wants to see it so.
    let isPlain = !isTransposed || rows == 1 || columns == 1
    return limn_array(
      [batches, rows, columns],
      strides: [rows * columns, isPlain ? columns : 1, isPlain ? 1 : rows], dataType)
  }

  var numbers: [Int] { [batches, rows, columns, isTransposed ? 1 : 0] }
}

/// Whether the leading axes of two factors are equal, or those of one are all 1.
private func haveFittingBatches(_ left: [Int], _ right: [Int]) -> Bool {
  let (l, r) = (left.dropLast(2), right.dropLast(2))
  return l == r || l.allSatisfy { $0 == 1 } || r.allSatisfy { $0 == 1 }
}

private func product(
  _ left: Tensor, _ right: Tensor, _ transposingLeft: Bool, _ transposingRight: Bool,
  _ bias: Tensor?
) -> Tensor {
  let isValid = left.rank >= 2 && right.rank >= 2 && left.dataType == right.dataType
  require(isValid, "matmul: expected two matrices of one type, got \(left) and \(right)")
  let l = Matrices(left.shape, transposed: transposingLeft)
  let r = Matrices(right.shape, transposed: transposingRight)
  require(
    l.columns == r.rows && haveFittingBatches(left.shape, right.shape),
    "matmul: expected matching inner extents and batches, got \(left)"
      + "\(transposingLeft ? " transposed" : "") and \(right)\(transposingRight ? " transposed" : "")"
  )
  if let bias {
    require(
      bias.shape == [r.columns] && bias.dataType == left.dataType,
      "matmul: expected a bias \(left.dataType.rawValue)[\(r.columns)], got \(bias)")
  }
  let isLeftLarger = (l.batches, left.rank) >= (r.batches, right.rank)
  let leading = (isLeftLarger ? left : right).shape.dropLast(2)
  let output = Tensor(
    uninitialized: leading + [l.rows, r.columns], dataType: left.dataType)
  Engine.current.count(multiplyAdds: output.count * l.columns)
  if let small = SmallProduct(l, r, left.dataType) {
    small.run(left, right, bias, into: output)
    return output
  }
  let o = Matrices(output.shape, transposed: false)
  let operation = Engine.current.operation(
    OperationKey(.matmul, [left.dataType.size] + l.numbers + r.numbers)
  ) { error in
    var (la, ra, oa) = (l.array(left.dataType), r.array(left.dataType), o.array(left.dataType))
    return limn_prepare_matmul(&la, &ra, &oa, error)
  }
  Engine.current.run(
    operation, left.storage.bytes, right.storage.bytes, output.storage.bytes)
  return bias.map { bias in withoutRecording { output + bias } } ?? output
}
