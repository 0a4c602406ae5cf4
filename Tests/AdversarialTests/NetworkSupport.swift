import Adversarial
import Layers
import Tensors
import Testing

extension ParameterSet {
  /// Moves every parameter by normal numbers, away from first values that hide a mistake.
  func disturb(by deviation: Float, seed: UInt64) {
    for (index, name) in names.enumerated() {
      guard let parameter = self[name] else { continue }
      let change = normal(parameter.value.shape, seed: seed &+ UInt64(index) &* 1009)
      parameter.assign(parameter.value + change.scaled(by: deviation))
    }
  }
}

/// Checks the gradient of `loss` with respect to all parameters at once, along a random direction,
/// against a central difference.
func expectGradient(
  _ parameters: ParameterSet, step: Float = 2e-3, tolerance: Float = 0.02,
  sourceLocation: SourceLocation = #_sourceLocation, _ loss: () -> Tensor
) {
  let start = parameters.values
  let slopes = gradients(of: loss(), withRespectTo: start)
  let directions = start.enumerated().map { normal($1.shape, seed: 500 + UInt64($0)) }
  let exact = zip(slopes, directions).reduce(Float(0)) { $0 + ($1.0 * $1.1).sum().scalar }
  func moved(by distance: Float) -> Double {
    for (index, name) in parameters.names.enumerated() {
      parameters[name]?.assign(start[index] + directions[index].scaled(by: distance))
    }
    return Double(loss().scalar)
  }
  let numeric = Float((moved(by: step) - moved(by: -step)) / Double(2 * step))
  _ = moved(by: 0)
  #expect(
    abs(numeric - exact) < tolerance * max(1, abs(numeric), abs(exact)),
    "differences give \(numeric), gradients \(exact)", sourceLocation: sourceLocation)
  #expect(abs(exact) > 0.01, "a slope that says nothing", sourceLocation: sourceLocation)
}

/// The largest difference between the elements of two tensors.
func distance(_ left: Tensor, _ right: Tensor) -> Float {
  (left - right).absolute().elements.max() ?? 0
}
