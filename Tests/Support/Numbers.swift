import Tensors
import Testing

/// A tensor of normal numbers.
public func normal(_ shape: [Int], seed: UInt64, offset: Float = 0, scale: Float = 1) -> Tensor {
  var random = RandomSource(seed: seed)
  return Tensor(
    random.normal(count: shape.reduce(1, *)).map { offset + scale * $0 }, shape: shape)
}

/// Checks that numbers agree to `tolerance`, relative to the larger of 1 and the values.
public func expectClose<Number: BinaryFloatingPoint>(
  _ left: some Collection<Number>, _ right: some Collection<Number>, _ what: String = "",
  tolerance: Number = 1e-5, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(left.count == right.count, "\(what)", sourceLocation: sourceLocation)
  for (i, (a, b)) in zip(left, right).enumerated()
  where !(abs(a - b) <= tolerance * max(1, abs(a), abs(b))) {
    Issue.record(
      "\(what.isEmpty ? "" : "\(what), ")element \(i): \(a) is not \(b)",
      sourceLocation: sourceLocation)
    return
  }
}

/// The sum of products of elements, in double precision.
public func product(_ left: Tensor, _ right: Tensor) -> Double {
  zip(left.elements, right.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

/// The largest difference between the elements of two tensors; not a number where one is none.
public func distance(_ left: Tensor, _ right: Tensor) -> Float {
  let distances = (left - right).absolute().elements
  return distances.contains(where: \.isNaN) ? .nan : distances.max() ?? 0
}
