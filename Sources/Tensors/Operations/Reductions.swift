extension Tensor {
  /// The sum along `axes`, each named once, which remain with extent 1; accumulated in float32, and
  /// of bfloat16 rounded after each run of neighbouring axes.
  public func sum(alongAxes axes: [Int]) -> Tensor {
    require(Set(axes).count == axes.count, "sum: expected each axis once, got \(axes)")
    var reduced = shape
    for axis in axes {
      require(shape.indices.contains(axis), "sum: expected axes of \(shape), got \(axis)")
      reduced[axis] = 1
    }
    return summed(to: reduced)
  }

  /// The sum of all elements, a scalar.
  public func sum() -> Tensor { summed(to: Array(repeating: 1, count: rank)).reshaped(to: []) }

  /// The mean along `axes`, each named once, which remain with extent 1.
  public func mean(alongAxes axes: [Int]) -> Tensor {
    sum(alongAxes: axes).scaled(by: 1 / Float(axes.reduce(1) { $0 * shape[$1] }))
  }

  /// The mean of all elements, a scalar.
  public func mean() -> Tensor { sum().scaled(by: 1 / Float(count)) }

  /// The transpose of broadcasting: the sum along the axes that `target` has with extent 1 or
  /// lacks at its front.
  func summed(to target: [Int]) -> Tensor {
    if shape == target { return self }
    let original = shape
    return withoutRecording { sumOfExtents(BroadcastPattern(of: target, in: shape).extents) }
      .reshaped(to: target).computed(from: [self]) { _, gradient, _ in
        [gradient.expanded(to: original)]
      }
  }

  /// This tensor repeated along the axes where `target` is larger: those that it has with extent 1
  /// or lacks at its front.
  public func expanded(to target: [Int]) -> Tensor {
    if shape == target { return self }
    require(
      rank <= target.count && zip(shape, target.suffix(rank)).allSatisfy { $0 == $1 || $0 == 1 },
      "expanded: expected extents equal to those of \(target) or 1, got \(self)")
    let original = shape
    return withoutRecording { copies(BroadcastPattern(of: shape, in: target).extents) }
      .reshaped(to: target).computed(from: [self]) { _, gradient, _ in
        [gradient.summed(to: original)]
      }
  }

  /// Sums joined axes as products with ones, the last first: oneDNN's reduction is slow on all
  /// but contiguous axes, its matmul on none.
  private func sumOfExtents(_ extents: [(size: Int, isKept: Bool)]) -> Tensor {
    var current = self
    var sizes = extents.map { $0.size }
    if extents.count == 1, !extents[0].isKept, let last = shape.last, last > 1, last < count {
      // Two short sums are more exact than a long one, in float32.
      sizes = [count / last, last]
    }
    let kept = extents.count == sizes.count ? extents.map { $0.isKept } : [false, false]
    for axis in sizes.indices.reversed() where !kept[axis] {
      let before = sizes[..<axis].reduce(1, *)
      let after = sizes[(axis + 1)...].reduce(1, *)
      let ones = Tensor.constantOnes(sizes[axis], dataType)
      if after == 1 {
        current = current.reshaped(to: [before, sizes[axis]])
          .matmul(ones.reshaped(to: [sizes[axis], 1]))
      } else {
        current = ones.reshaped(to: [1, 1, sizes[axis]])
          .matmul(current.reshaped(to: [before, sizes[axis], after]))
      }
      sizes[axis] = 1
    }
    return current
  }

  /// Repeats joined axes as outer products with ones.
  private func copies(_ extents: [(size: Int, isKept: Bool)]) -> Tensor {
    var current = self
    var sizes = extents.map { $0.isKept ? $0.size : 1 }
    for axis in sizes.indices where !extents[axis].isKept {
      let before = sizes[..<axis].reduce(1, *)
      let after = sizes[(axis + 1)...].reduce(1, *)
      let count = extents[axis].size
      let ones = Tensor.constantOnes(count, dataType)
      if after == 1 {
        current = current.reshaped(to: [before, 1]).matmul(ones.reshaped(to: [1, count]))
      } else {
        current = ones.reshaped(to: [1, count, 1])
          .matmul(current.reshaped(to: [before, 1, after]))
      }
      sizes[axis] = count
    }
    return current
  }

  private static func constantOnes(_ count: Int, _ dataType: DataType) -> Tensor {
    Tensor(repeating: 1, shape: [count]).cast(to: dataType)
  }
}
