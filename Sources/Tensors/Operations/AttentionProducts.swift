import CKernels

// The two products of attention, and the one more that their gradients take, between heads where they lie:
// no head is copied out of `[batch, length, width]` first. Each gradient of one is another of them.

extension Tensor {
  /// The products of these queries `[batch, length, width]` with keys, in each head.
  ///
  /// After Vaswani et al. 2017, section 3.2.
  ///
  /// - Parameters:
  ///   - keys: `[batch, positions, width]`, of the type of this tensor.
  ///   - heads: the parts of the width, each of which is multiplied by itself; divides it.
  /// - Returns: `[batch, heads, length, positions]`, of the same type.
  public func attentionScores(_ keys: Tensor, heads: Int) -> Tensor {
    require(
      rank == 3 && keys.rank == 3 && shape[0] == keys.shape[0] && shape[2] == keys.shape[2]
        && shape[2] % heads == 0 && dataType == keys.dataType,
      "attentionScores: expected [batch, length, width] twice and a width divisible by \(heads), "
        + "got \(self) and \(keys)")
    let shape = [self.shape[0], heads, self.shape[1], keys.shape[1]]
    return inFloat32(self, keys) { queries, keys in
      product(
        HeadMatrices(of: queries, heads: heads), HeadMatrices(of: keys, heads: heads).transposed,
        shape,
        { HeadMatrices($0) }
      ).computed(from: [queries, keys]) { _, gradient, wanted in
        [
          wanted[0] ? gradient.attending(to: keys) : nil,
          wanted[1] ? gradient.attendedTo(by: queries) : nil,
        ]
      }
    }
  }

  /// What attention by these weights `[batch, heads, length, positions]` gathers: in each head's part of
  /// the width, the sum of the values times the weights.
  ///
  /// - Parameter values: `[batch, positions, width]`, of the type of this tensor.
  /// - Returns: `[batch, length, width]`, of the same type.
  public func attending(to values: Tensor) -> Tensor {
    requireWeights(of: values, positions: 3)
    let shape = [self.shape[0], self.shape[2], values.shape[2]]
    let heads = self.shape[1]
    return inFloat32(self, values) { weights, values in
      product(
        HeadMatrices(weights), HeadMatrices(of: values, heads: heads), shape,
        { HeadMatrices(of: $0, heads: heads) }
      ).computed(from: [weights, values]) { _, gradient, wanted in
        [
          wanted[0] ? gradient.attentionScores(values, heads: heads) : nil,
          wanted[1] ? weights.attendedTo(by: gradient) : nil,
        ]
      }
    }
  }

  /// `attending` with the weights the other way around: `x` `[batch, length, width]` gives
  /// `[batch, positions, width]`.
  private func attendedTo(by x: Tensor) -> Tensor {
    requireWeights(of: x, positions: 2)
    let shape = [self.shape[0], self.shape[3], x.shape[2]]
    let heads = self.shape[1]
    return inFloat32(self, x) { weights, x in
      product(
        HeadMatrices(weights).transposed, HeadMatrices(of: x, heads: heads), shape,
        { HeadMatrices(of: $0, heads: heads) }
      ).computed(from: [weights, x]) { _, gradient, wanted in
        [
          wanted[0] ? x.attentionScores(gradient, heads: heads) : nil,
          wanted[1] ? weights.attending(to: gradient) : nil,
        ]
      }
    }
  }

  private func requireWeights(of values: Tensor, positions axis: Int) {
    require(
      rank == 4 && values.rank == 3 && shape[0] == values.shape[0] && shape[axis] == values.shape[1]
        && values.shape[2] % shape[1] == 0 && dataType == values.dataType,
      "attending: expected weights [batch, heads, length, positions] and vectors of one type, "
        + "got \(self) and \(values)")
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
  var batches: Int
  var heads: Int
  var rows: Int
  var columns: Int
  private var first: UnsafeMutablePointer<Float>
  private var entry: Int
  private var head: Int
  private(set) var row: Int
  private var column = 1

  /// Those of `[batch, length, width]`: a part of the width for each head.
  init(of x: Tensor, heads: Int) {
    let s = x.shape
    (batches, self.heads, rows, columns) = (s[0], heads, s[1], s[2] / heads)
    (first, entry, head, row) = (x.storage.floats, s[1] * s[2], s[2] / heads, s[2])
  }

  /// Those of `[batch, heads, rows, columns]`.
  init(_ weights: Tensor) {
    let s = weights.shape
    (batches, heads, rows, columns) = (s[0], s[1], s[2], s[3])
    (first, entry, head, row) = (weights.storage.floats, s[1] * s[2] * s[3], s[2] * s[3], s[3])
  }

  var transposed: HeadMatrices {
    var result = self
    swap(&result.rows, &result.columns)
    swap(&result.row, &result.column)
    return result
  }

  func start(of index: Int) -> UnsafeMutablePointer<Float> {
    first + index / heads * entry + index % heads * head
  }

  func matrix(_ index: Int) -> ckernels_strided {
    ckernels_strided(first: start(of: index), row: row, column: column)
  }
}

/// The products of all matrices, as a tensor of `shape` whose matrices `placed` gives; not recorded.
private func product(
  _ left: HeadMatrices, _ right: HeadMatrices, _ shape: [Int], _ placed: (Tensor) -> HeadMatrices
) -> Tensor {
  let output = Tensor(uninitialized: shape)
  let target = placed(output)
  let count = left.batches * left.heads
  let multiplyAdds = count * left.rows * left.columns * right.columns
  Engine.current.count(multiplyAdds: multiplyAdds)
  let scratch = ckernels_strided_product_scratch(left.columns, right.columns)
  // As in SmallProduct, eight multiplications take the time that other loops take for an element.
  parallelParts(of: count, work: multiplyAdds / 8) { _, part in
    withUnsafeTemporaryAllocation(of: Float.self, capacity: scratch) { buffer in
      guard let start = buffer.baseAddress else { return }
      for index in part {
        ckernels_strided_product(
          left.rows, left.columns, right.columns, left.matrix(index), right.matrix(index), start,
          target.start(of: index), target.row)
      }
    }
  }
  return output
}
