import TestSupport
import Testing

@testable import Tensors

/// Checks first and second derivatives of `function` against central differences.
///
/// Both are compared along random directions d: (L(x + h d) - L(x - h d)) / 2h against the sum of
/// gradient * d, where L is the function weighted at random and summed, and for the second order
/// the gradient's own sum along another random direction. Numbers of d are standard normal, so that
/// a slope along it is about as large as the gradient is long: a difference is compared with that.
func expectGradients(
  _ inputs: [Tensor], step: Float = 1e-2, tolerance: Double = 1e-2, secondOrder: Bool = true,
  sourceLocation: SourceLocation = #_sourceLocation, _ function: @escaping ([Tensor]) -> Tensor
) {
  let weights = normal(function(inputs).shape, seed: 99)
  compare(inputs, step, tolerance, "first order", sourceLocation) { [function($0) * weights] }
  guard secondOrder else { return }
  let directions = inputs.enumerated().map { normal($1.shape, seed: 70 + UInt64($0)) }
  compare(inputs, step, tolerance, "second order", sourceLocation) { x in
    // Of tensors that are not variables themselves, so that the function's own nodes are used.
    let roots = x.map { $0.scaled(by: 1) }
    let loss = (function(roots) * weights).sum()
    let slopes = gradients(of: loss.square(), withRespectTo: roots, keepingGraph: true)
    return zip(slopes, directions).map(*)
  }
}

/// Compares slopes of the sum of all elements of `terms`.
private func compare(
  _ inputs: [Tensor], _ step: Float, _ tolerance: Double, _ order: String,
  _ location: SourceLocation, _ terms: ([Tensor]) -> [Tensor]
) {
  let variables = inputs.map { $0.variable() }
  let start = terms(variables)
  let slopes = gradients(
    of: start.map { $0.sum() }.reduce(Tensor(0), +), withRespectTo: variables)
  // What the digits of the terms leave open of a difference.
  let rounding = 4e-7 * length(start) / Double(step)
  for index in inputs.indices {
    let typical = length([slopes[index]])
    #expect(
      typical > 1e-3, "\(order), input \(index): a slope that says nothing",
      sourceLocation: location)
    for turn in 0..<4 {
      let direction = normal(inputs[index].shape, seed: UInt64(40 + 4 * index + turn))
      let ends = [step, -step].map { distance in
        var moved = inputs
        moved[index] = inputs[index] + direction.scaled(by: distance)
        return total(terms(moved.map { $0.variable() }))
      }
      let numeric = (ends[0] - ends[1]) / Double(2 * step)
      let exact = product(slopes[index], direction)
      #expect(
        abs(numeric - exact) < tolerance * typical + rounding,
        "\(order), input \(index): differences give \(numeric), gradients \(exact)",
        sourceLocation: location)
    }
  }
}

private func total(_ terms: [Tensor]) -> Double {
  terms.reduce(0) { $1.elements.reduce($0) { $0 + Double($1) } }
}

private func length(_ terms: [Tensor]) -> Double {
  terms.reduce(0) { $0 + product($1, $1) }.squareRoot()
}
