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

/// Checks the gradient of `loss` with respect to each parameter against a central difference along
/// the gradient itself, where the slope is the gradient's length.
///
/// Steps change the loss by about `change`: more, and kinks of leaky ReLU get in the way; less, and
/// float32 has too few digits. A difference may be off by a part of its gradient's length or of a
/// tenth of the longest. Every parameter must have a slope.
func expectGradients(
  _ parameters: ParameterSet, change: Float = 4e-4, tolerance: Float = 0.05,
  sourceLocation: SourceLocation = #_sourceLocation, _ loss: () -> Tensor
) {
  let slopes = gradients(of: loss(), withRespectTo: parameters.values)
  let lengths = slopes.map { globalNorm([$0]) }
  let longest = lengths.max() ?? 0
  #expect(longest > 0.01, "slopes that say nothing", sourceLocation: sourceLocation)
  for (index, name) in parameters.names.enumerated() {
    guard let parameter = parameters[name], lengths[index] > 0 else {
      Issue.record("\(name) has no slope", sourceLocation: sourceLocation)
      continue
    }
    let step = min(change, change / lengths[index])
    let start = parameter.value
    let ends = [step, -step].map { distance in
      parameter.assign(start + slopes[index].scaled(by: distance / lengths[index]))
      return Double(loss().scalar)
    }
    parameter.assign(start)
    let numeric = Float((ends[0] - ends[1]) / Double(2 * step))
    #expect(
      abs(numeric - lengths[index]) < tolerance * max(lengths[index], longest / 10),
      "\(name): differences give \(numeric), the gradient \(lengths[index])",
      sourceLocation: sourceLocation)
  }
}

/// The largest difference between the elements of two tensors.
func distance(_ left: Tensor, _ right: Tensor) -> Float {
  (left - right).absolute().elements.max() ?? 0
}
