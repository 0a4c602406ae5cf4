import TestSupport
import Testing

@testable import Tensors

/// Checks first and second derivatives of `function` against central differences.
///
/// Both are compared along random directions d: (L(x + h d) - L(x - h d)) / 2h against the sum of
/// gradient * d, where L is the function weighted at random and summed, and for the second order
/// the gradient's own sum along another random direction.
func expectGradients(
  _ inputs: [Tensor], step: Float = 1e-2, tolerance: Float = 1e-2, secondOrder: Bool = true,
  sourceLocation: SourceLocation = #_sourceLocation, _ function: @escaping ([Tensor]) -> Tensor
) {
  let weights = normal(function(inputs).shape, seed: 99)
  let loss = { (x: [Tensor]) in (function(x) * weights).sum() }
  compare(inputs, step, tolerance, "first order", sourceLocation, loss)
  guard secondOrder else { return }
  let directions = inputs.enumerated().map { normal($1.shape, seed: 70 + UInt64($0)) }
  compare(inputs, step, tolerance, "second order", sourceLocation) { x in
    // Of tensors that are not variables themselves, so that the function's own nodes are used.
    let roots = x.map { $0.scaled(by: 1) }
    let slopes = gradients(of: loss(roots).square(), withRespectTo: roots, keepingGraph: true)
    return zip(slopes, directions).map { ($0 * $1).sum() }.reduce(Tensor(0), +)
  }
}

private func compare(
  _ inputs: [Tensor], _ step: Float, _ tolerance: Float, _ order: String,
  _ location: SourceLocation, _ loss: ([Tensor]) -> Tensor
) {
  let variables = inputs.map { $0.variable() }
  let slopes = gradients(of: loss(variables), withRespectTo: variables)
  for index in inputs.indices {
    let direction = normal(inputs[index].shape, seed: 40 + UInt64(index))
    var ahead = inputs.map { $0.variable() }
    var behind = ahead
    ahead[index] = (inputs[index] + direction.scaled(by: step)).variable()
    behind[index] = (inputs[index] - direction.scaled(by: step)).variable()
    let numeric = (loss(ahead).scalar - loss(behind).scalar) / (2 * step)
    let exact = (slopes[index] * direction).sum().scalar
    let scale = max(1, abs(numeric), abs(exact))
    #expect(
      abs(numeric - exact) < tolerance * scale,
      "\(order), input \(index): differences give \(numeric), gradients \(exact)",
      sourceLocation: location)
  }
}
