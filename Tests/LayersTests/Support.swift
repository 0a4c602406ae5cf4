import Layers
import Tensors
import Testing

/// A tensor of standard normal numbers.
func normal(_ shape: [Int], seed: UInt64) -> Tensor {
  var random = RandomSource(seed: seed)
  return Tensor(random.normal(count: shape.reduce(1, *)), shape: shape)
}

/// Whether numbers agree to `tolerance`, relative to the larger of 1 and the values.
func expectClose(
  _ left: [Float], _ right: [Float], tolerance: Float = 1e-5,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(left.count == right.count, sourceLocation: sourceLocation)
  for (i, (a, b)) in zip(left, right).enumerated()
  where !(abs(a - b) <= tolerance * max(1, abs(a), abs(b))) {
    Issue.record("element \(i): \(a) is not \(b)", sourceLocation: sourceLocation)
    return
  }
}

extension ParameterSet {
  /// Gives the parameter called `name` the elements of `values`.
  func set(_ name: String, _ values: [Float]) throws {
    let parameter = try #require(self[name])
    parameter.assign(Tensor(values, shape: parameter.value.shape))
  }
}
