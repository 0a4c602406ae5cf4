import CKernels

// The two products of attention, of which the second also comes with transposed weights. No tensor
// of separated heads is made of `[batch, length, width]` first, nor one of merged heads afterwards.
// The gradients of each product are others of them.

extension Tensor {
  /// The products of these queries `[batch, length, width]` with keys, in each head.
  ///
  /// After Vaswani et al. 2017, section 3.2, before their scale.
  ///
  /// - Parameters:
  ///   - keys: `[batch, positions, width]`, of the type of this tensor.
  ///   - heads: their number, which divides the width.
  /// - Returns: `[batch, heads, length, positions]`, of the same type.
  public func attentionScores(_ keys: Tensor, heads: Int) -> Tensor {
    require(
      rank == 3 && keys.rank == 3 && shape[0] == keys.shape[0] && shape[2] == keys.shape[2]
        && heads > 0 && shape[2] % heads == 0 && dataType == keys.dataType,
      "attentionScores: expected [batch, length, width] twice and a width divisible by \(heads), "
        + "got \(self) and \(keys)")
    return inFloat32(self, keys) { queries, keys in
      let scores = Tensor(
        uninitialized: [queries.shape[0], heads, queries.shape[1], keys.shape[1]])
      multiply(
        HeadMatrices(of: queries, heads: heads), HeadMatrices(of: keys, heads: heads).transposed,
        into: HeadMatrices(scores))
      return scores.computed(from: [queries, keys]) { _, gradient, wanted in
        [
          wanted[0] ? gradient.gathered(from: keys, transposingWeights: false) : nil,
          wanted[1] ? gradient.gathered(from: queries, transposingWeights: true) : nil,
        ]
      }
    }
  }

  /// What attention by these weights `[batch, heads, length, positions]` gathers: in each head's
  /// part of the width, the sum of the values times the weights.
  ///
  /// - Parameter values: `[batch, positions, width]`, of the type of this tensor.
  /// - Returns: `[batch, length, width]`, of the same type.
  public func attending(to values: Tensor) -> Tensor {
    gathered(from: values, transposingWeights: false)
  }

  /// `attending`, or the same with the weights of each head transposed: `x` `[batch, length,
  /// width]` then gives `[batch, positions, width]`.
  private func gathered(from x: Tensor, transposingWeights: Bool) -> Tensor {
    let (asking, asked) = transposingWeights ? (3, 2) : (2, 3)
    require(
      rank == 4 && x.rank == 3 && shape[0] == x.shape[0] && shape[asked] == x.shape[1]
        && x.shape[2] % shape[1] == 0 && dataType == x.dataType,
      "attending: expected weights [batch, heads, length, positions] and vectors of one type, "
        + "got \(self) and \(x)")
    return inFloat32(self, x) { weights, x in
      let heads = weights.shape[1]
      let sums = Tensor(uninitialized: [weights.shape[0], weights.shape[asking], x.shape[2]])
      let matrices = HeadMatrices(weights)
      multiply(
        transposingWeights ? matrices.transposed : matrices, HeadMatrices(of: x, heads: heads),
        into: HeadMatrices(of: sums, heads: heads))
      return sums.computed(from: [weights, x]) { _, gradient, wanted in
        let (queries, keys) = transposingWeights ? (x, gradient) : (gradient, x)
        return [
          wanted[0] ? queries.attentionScores(keys, heads: heads) : nil,
          wanted[1]
            ? weights.gathered(from: gradient, transposingWeights: !transposingWeights) : nil,
        ]
      }
    }
  }
}

/// `body` of both tensors in float32, its result in their type.
private func inFloat32(
  _ left: Tensor, _ right: Tensor, _ body: (Tensor, Tensor) -> Tensor
) -> Tensor {
  body(left.cast(to: .float32), right.cast(to: .float32)).cast(to: left.dataType)
}

/// One matrix for each batch entry and head of a float32 tensor.
private struct HeadMatrices {
  let count: Int
  private(set) var rows: Int
  private(set) var columns: Int
  private(set) var rowStride: Int
  private let tensor: Tensor
  private let heads: Int
  private let entryStride: Int
  private let headStride: Int
  private var columnStride = 1

  /// Those of `[batch, length, width]`: a part of the width for each head.
  init(of x: Tensor, heads: Int) {
    let s = x.shape
    (tensor, self.heads, count) = (x, heads, s[0] * heads)
    (rows, columns) = (s[1], s[2] / heads)
    (entryStride, headStride, rowStride) = (s[1] * s[2], s[2] / heads, s[2])
  }

  /// Those of `[batch, heads, rows, columns]`.
  init(_ weights: Tensor) {
    let s = weights.shape
    (tensor, heads, count) = (weights, s[1], s[0] * s[1])
    (rows, columns) = (s[2], s[3])
    (entryStride, headStride, rowStride) = (s[1] * s[2] * s[3], s[2] * s[3], s[3])
  }

  var transposed: HeadMatrices {
    var result = self
    swap(&result.rows, &result.columns)
    swap(&result.rowStride, &result.columnStride)
    return result
  }

  /// Where the tensor's elements are; asked for once, for counting who holds a tensor is dear where
  /// several threads do it at once.
  var elements: UnsafeMutablePointer<Float> { tensor.storage.floats }

  /// The first element of a matrix.
  func start(of index: Int) -> Int {
    index / heads * entryStride + index % heads * headStride
  }

  func matrix(_ index: Int, in elements: UnsafeMutablePointer<Float>) -> ckernels_strided {
    ckernels_strided(
      first: elements + start(of: index), row_stride: rowStride, column_stride: columnStride)
  }
}

/// Writes the product of each pair of matrices.
private func multiply(_ left: HeadMatrices, _ right: HeadMatrices, into result: HeadMatrices) {
  let multiplyAdds = left.count * left.rows * left.columns * right.columns
  Engine.current.count(multiplyAdds: multiplyAdds)
  let scratch = ckernels_strided_product_scratch(left.columns, right.columns)
  // As in SmallProduct, eight multiplications take the time that other loops take for an element.
  let work = left.count * scratch + multiplyAdds / 8
  let (x, w, y) = (left.elements, right.elements, result.elements)
  parallelParts(of: left.count, work: work) { _, part in
    let byteCount = scratch * MemoryLayout<Float>.stride
    withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64) { buffer in
      guard let start = buffer.bindMemory(to: Float.self).baseAddress else { return }
      for index in part {
        ckernels_strided_product(
          left.rows, left.columns, right.columns, left.matrix(index, in: x),
          right.matrix(index, in: w), start, y + result.start(of: index), result.rowStride)
      }
    }
  }
}
