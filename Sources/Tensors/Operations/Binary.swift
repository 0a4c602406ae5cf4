import COneDNN

extension Tensor {
  /// x + y, elementwise; axes of extent 1 (and missing leading ones) are broadcast.
  ///
  /// For sums and products with a number see `scaled(by:plus:)`.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    binary(LIMN_ADD, left, right).computed(from: [left, right]) { _, gradient, wanted in
      [
        wanted[0] ? gradient.summed(to: left.shape) : nil,
        wanted[1] ? gradient.summed(to: right.shape) : nil,
      ]
    }
  }

  /// x - y, elementwise, broadcast as addition is.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    binary(LIMN_SUBTRACT, left, right).computed(from: [left, right]) { _, gradient, wanted in
      [
        wanted[0] ? gradient.summed(to: left.shape) : nil,
        wanted[1] ? (-gradient).summed(to: right.shape) : nil,
      ]
    }
  }

  /// x * y, elementwise, broadcast as addition is.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    binary(LIMN_MULTIPLY, left, right).computed(from: [left, right]) { _, gradient, wanted in
      [
        wanted[0] ? (gradient * right).summed(to: left.shape) : nil,
        wanted[1] ? (gradient * left).summed(to: right.shape) : nil,
      ]
    }
  }

  /// x / y, elementwise, broadcast as addition is.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    binary(LIMN_DIVIDE, left, right).computed(from: [left, right]) { output, gradient, wanted in
      [
        wanted[0] ? (gradient / right).summed(to: left.shape) : nil,
        wanted[1] ? (-(gradient * output) / right).summed(to: right.shape) : nil,
      ]
    }
  }
}

/// The shape that two shapes broadcast to.
private func broadcastShape(_ left: [Int], _ right: [Int]) -> [Int] {
  if left == right { return left }
  let rank = max(left.count, right.count)
  let l = Array(repeating: 1, count: rank - left.count) + left
  let r = Array(repeating: 1, count: rank - right.count) + right
  return zip(l, r).map { a, b in
    require(
      a == b || a == 1 || b == 1,
      "elementwise: expected shapes that broadcast, "
        + "got \(left) and \(right)")
    return max(a, b)
  }
}

private func binary(_ function: limn_binary, _ left: Tensor, _ right: Tensor) -> Tensor {
  require(
    left.dataType == right.dataType, "elementwise: expected equal types, got \(left) and \(right)")
  let shape = broadcastShape(left.shape, right.shape)
  let commutes = function == LIMN_ADD || function == LIMN_MULTIPLY
  if left.count != shape.reduce(1, *) {
    if commutes, right.shape == shape { return binary(function, right, left) }
    return withoutRecording { binary(function, left.expanded(to: shape), right) }
  }
  let output = Tensor(uninitialized: shape, dataType: left.dataType)
  let pattern = BroadcastPattern(of: right.shape, in: shape)
  let key = OperationKey(
    .binary,
    [Int(function.rawValue), left.dataType.size]
      + pattern.extents.flatMap { [$0.size, $0.isKept ? 1 : 0] })
  let operation = Engine.current.operation(key) { error in
    var (whole, part) = pattern.arrays(left.dataType)
    var result = whole
    return limn_prepare_binary(function, &whole, &part, &result, error)
  }
  Engine.current.run(
    operation, left.storage.bytes, right.storage.bytes, output.storage.bytes)
  return output
}

/// Which axes of a shape a smaller operand has, with neighbours of one kind joined.
struct BroadcastPattern {
  var extents: [(size: Int, isKept: Bool)] = []

  init(of part: [Int], in whole: [Int]) {
    if part == whole {
      extents = [(whole.reduce(1, *), true)]
      return
    }
    let padded = Array(repeating: 1, count: whole.count - part.count) + part
    for (size, partSize) in zip(whole, padded) where size > 1 {
      let isKept = partSize == size
      if let last = extents.last, last.isKept == isKept {
        extents[extents.count - 1].size *= size
      } else {
        extents.append((size, isKept))
      }
    }
    if extents.isEmpty { extents = [(1, true)] }
  }

  /// The two arrays as oneDNN's fast paths want them: channels last where the last axis is kept.
  func arrays(_ dataType: DataType) -> (whole: limn_array, part: limn_array) {
    let sizes = extents.map { $0.size }
    let kept = extents.map { $0.isKept ? $0.size : 1 }
    let kinds = extents.map { $0.isKept }
    if kinds == [false, true] || kinds == [true, false, true] {
      let whole = Array(repeating: 1, count: 3 - sizes.count) + sizes
      let part = Array(repeating: 1, count: 3 - kept.count) + kept
      return (
        limn_array(channelsLast: [whole[0], whole[1], 1, whole[2]], dataType),
        limn_array(channelsLast: [part[0], part[1], 1, part[2]], dataType)
      )
    }
    return (limn_array(sizes, dataType), limn_array(kept, dataType))
  }
}
