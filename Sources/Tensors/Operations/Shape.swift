import COneDNN

extension Tensor {
  /// The same elements in row-major order under another shape, all of whose extents are given.
  public func reshaped(to target: [Int]) -> Tensor {
    if target == shape { return self }
    require(
      target.reduce(1, *) == count && target.allSatisfy { $0 > 0 },
      "reshaped: expected positive extents of \(count) elements, got shape \(target)")
    let original = shape
    return Tensor(shape: target, dataType: dataType, storage: storage)
      .computed(from: [self]) { _, gradient, _ in [gradient.reshaped(to: original)] }
  }

  /// The same values in another type.
  public func cast(to target: DataType) -> Tensor {
    if target == dataType { return self }
    let original = dataType
    let output = Tensor(uninitialized: shape, dataType: target)
    copy([count], storage.bytes, [1], dataType, output.storage.bytes, [1], target)
    return output.computed(from: [self]) { _, gradient, _ in [gradient.cast(to: original)] }
  }

  /// The axes in another order: axis `i` of the result is axis `order[i]` of this tensor.
  public func transposed(_ order: [Int]) -> Tensor {
    require(
      order.sorted() == Array(shape.indices),
      "transposed: expected an order of the axes of \(shape), got \(order)")
    let strides = denseStrides(shape)
    let output = Tensor(uninitialized: order.map { shape[$0] }, dataType: dataType)
    copy(
      output.shape, storage.bytes, order.map { strides[$0] }, dataType, output.storage.bytes,
      denseStrides(output.shape), dataType)
    var inverse = order
    for (i, axis) in order.enumerated() { inverse[axis] = i }
    let back = inverse
    return output.computed(from: [self]) { _, gradient, _ in [gradient.transposed(back)] }
  }

  /// Weights `[O, h, w, C]`, float32, as those of the adjoint convolution: `[C, h, w, O]`, their
  /// windows turned by half a circle.
  public func adjointWeights() -> Tensor {
    require(
      rank == 4 && dataType == .float32,
      "adjointWeights: expected weights [O, h, w, C], float32, got \(self)")
    let (outputs, places, inputs) = (shape[0], shape[1] * shape[2], shape[3])
    let output = Tensor(uninitialized: [inputs, shape[1], shape[2], outputs])
    let (from, to) = (storage.floats, output.storage.floats)
    for o in 0..<outputs {
      for place in 0..<places {
        let row = from + (o * places + place) * inputs
        let column = to + (places - 1 - place) * outputs + o
        for i in 0..<inputs { column[i * places * outputs] = row[i] }
      }
    }
    return output.computed(from: [self]) { _, gradient, _ in [gradient.adjointWeights()] }
  }

  /// The part of this tensor in `range` along `axis`.
  public func slice(alongAxis axis: Int, _ range: Range<Int>) -> Tensor {
    require(
      shape.indices.contains(axis) && range.lowerBound >= 0 && range.upperBound <= shape[axis]
        && !range.isEmpty,
      "slice: expected a range within axis \(axis) of \(shape), got \(range)")
    if range.count == shape[axis] { return self }
    var part = shape
    part[axis] = range.count
    let strides = denseStrides(shape)
    let output = Tensor(uninitialized: part, dataType: dataType)
    copy(
      part, storage.bytes + range.lowerBound * strides[axis] * dataType.size, strides, dataType,
      output.storage.bytes, denseStrides(part), dataType)
    let whole = shape[axis]
    return output.computed(from: [self]) { _, gradient, _ in
      [gradient.placed(alongAxis: axis, at: range.lowerBound, of: whole)]
    }
  }

  /// This tensor as `count` equal parts along its first axis.
  public func split(into count: Int) -> [Tensor] {
    require(
      rank > 0 && count > 0 && shape[0] % count == 0,
      "split: expected a first axis divisible by \(count), got \(self)")
    let length = shape[0] / count
    return (0..<count).map { slice(alongAxis: 0, $0 * length..<($0 + 1) * length) }
  }

  /// The transpose of `slice`: this tensor among zeros, at `start` of `extent` along `axis`.
  private func placed(alongAxis axis: Int, at start: Int, of extent: Int) -> Tensor {
    var whole = shape
    whole[axis] = extent
    let output = Tensor(uninitialized: whole, dataType: dataType)
    output.storage.bytes.initializeMemory(
      as: UInt8.self, repeating: 0, count: output.count * dataType.size)
    let strides = denseStrides(whole)
    copy(
      shape, storage.bytes, denseStrides(shape), dataType,
      output.storage.bytes + start * strides[axis] * dataType.size, strides, dataType)
    let part = start..<(start + shape[axis])
    return output.computed(from: [self]) { _, gradient, _ in
      [gradient.slice(alongAxis: axis, part)]
    }
  }
}

/// The tensors one after the other along `axis`; all other extents are equal.
public func concatenate(_ parts: [Tensor], alongAxis axis: Int) -> Tensor {
  require(!parts.isEmpty, "concatenate: expected at least one tensor, got none")
  var whole = parts[0].shape
  require(
    whole.indices.contains(axis), "concatenate: expected an axis of \(parts[0]), got \(axis)")
  for part in parts {
    var expected = parts[0].shape
    if part.rank == expected.count { expected[axis] = part.shape[axis] }
    require(
      part.shape == expected && part.dataType == parts[0].dataType,
      "concatenate: expected shapes equal but for axis \(axis), got \(parts)")
  }
  whole[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
  let output = Tensor(uninitialized: whole, dataType: parts[0].dataType)
  let strides = denseStrides(whole)
  var starts: [Int] = []
  var start = 0
  for part in parts {
    copy(
      part.shape, part.storage.bytes, denseStrides(part.shape), part.dataType,
      output.storage.bytes + start * strides[axis] * part.dataType.size, strides, part.dataType)
    starts.append(start)
    start += part.shape[axis]
  }
  let offsets = starts
  return output.computed(from: parts) { _, gradient, wanted in
    parts.indices.map { i in
      wanted[i]
        ? gradient.slice(alongAxis: axis, offsets[i]..<(offsets[i] + parts[i].shape[axis])) : nil
    }
  }
}

/// Copies between two layouts of one shape, converting types.
private func copy(
  _ shape: [Int], _ source: UnsafeMutableRawPointer, _ sourceStrides: [Int], _ sourceType: DataType,
  _ target: UnsafeMutableRawPointer, _ targetStrides: [Int], _ targetType: DataType
) {
  // A scalar is a vector of one.
  let dims = shape.isEmpty ? [1] : shape
  let from = shape.isEmpty ? [1] : sourceStrides
  let to = shape.isEmpty ? [1] : targetStrides
  let key = OperationKey(
    .copy, [sourceType.size, targetType.size] + dims + from + to)
  let operation = Engine.current.operation(key) { error in
    var input = limn_array(dims, strides: from, sourceType)
    var output = limn_array(dims, strides: to, targetType)
    return limn_prepare_copy(&input, &output, error)
  }
  Engine.current.run(operation, source, target)
}
