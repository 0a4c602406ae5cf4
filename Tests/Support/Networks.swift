import Layers
import Tensors
import Testing

extension ParameterSet {
  /// Moves every parameter by normal numbers, away from first values that hide a mistake.
  public func disturb(by deviation: Float, seed: UInt64) {
    for (index, name) in names.enumerated() {
      guard let parameter = self[name] else { continue }
      let change = normal(parameter.value.shape, seed: seed &+ UInt64(index) &* 1009)
      parameter.assign(parameter.value + change.scaled(by: deviation))
    }
  }
}

/// Checks the gradient of the sum of `weights` times `output` with respect to each parameter
/// against central differences.
///
/// One goes along the gradient itself, where the slope is the gradient's length. It sees too long
/// and too short a gradient best, but nothing of elements that the gradient leaves out: the others
/// go along random directions. There the slope is the length over the root of the number of
/// elements, more or less, and a difference is compared with that.
///
/// Steps change the sum by about `change`: more, and kinks of leaky ReLU get in the way; less, and
/// float32 has too few digits; `rounding` is what these leave open of the sum, relative to it. Every
/// parameter must have a slope, but for those named in `flat`, which must have none.
public func expectGradients(
  _ parameters: ParameterSet, weights: Tensor, change: Float = 4e-4, rounding: Float = 2e-7,
  flat: [String] = [], sourceLocation: SourceLocation = #_sourceLocation, _ output: () -> Tensor
) {
  let start = output()
  let slopes = gradients(of: (start * weights).sum(), withRespectTo: parameters.values)
  #expect(globalNorm(slopes) > 0.01, "slopes that say nothing", sourceLocation: sourceLocation)
  let rounding = rounding * globalNorm([start * weights])
  for ((name, slope), seed) in zip(zip(parameters.names, slopes), UInt64(0)...) {
    let length = globalNorm([slope])
    if flat.contains(name) {
      #expect(length == 0, "\(name)", sourceLocation: sourceLocation)
      continue
    }
    guard let parameter = parameters[name], length > 0 else {
      Issue.record("\(name) has no slope", sourceLocation: sourceLocation)
      continue
    }
    func check(_ direction: Tensor, typical: Float, tolerance: Float, _ what: String) {
      let step = min(change / typical, 0.02 * max(1, globalNorm([parameter.value])))
      let numeric = difference(of: output, weights, by: parameter, along: direction, step: step)
      let exact = product(slope, direction)
      #expect(
        abs(numeric - exact) < Double(tolerance * typical + rounding / step),
        "\(name), \(what): differences give \(numeric), the gradient \(exact)",
        sourceLocation: sourceLocation)
    }
    check(slope.scaled(by: 1 / length), typical: length, tolerance: 0.05, "along the gradient")
    for turn in 0..<4 {
      let random = normal(slope.shape, seed: 7000 + 4 * seed + UInt64(turn))
      check(
        random.scaled(by: 1 / globalNorm([random])),
        typical: length / Float(slope.count).squareRoot(), tolerance: 0.12, "at random")
    }
  }
}

/// The central difference of the sum of `weights` times `output` by `parameter` along a direction
/// of length 1, summed in double precision.
private func difference(
  of output: () -> Tensor, _ weights: Tensor, by parameter: Parameter, along direction: Tensor,
  step: Float
) -> Double {
  let start = parameter.value
  defer { parameter.assign(start) }
  let ends = [step, -step].map { distance in
    parameter.assign(start + direction.scaled(by: distance))
    return output()
  }
  return product(ends[0] - ends[1], weights) / Double(2 * step)
}
