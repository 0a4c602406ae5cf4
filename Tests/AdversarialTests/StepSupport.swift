import Adversarial
import Language
import Layers
import Tensors
import TestSupport
import Testing

extension Adam {
  /// An optimizer that remembers the gradients of its last step: without a decay, the first moments
  /// are the gradients as they were applied.
  static func remembering(_ set: ParameterSet) -> Adam {
    Adam(set, Adam.Settings(beta1: 0, beta2: 0.99))
  }

  /// The gradients of the last step of an optimizer that remembers them.
  var lastGradients: [Tensor] {
    state.filter { $0.name.hasSuffix(".first") }.map(\.value)
  }
}

/// Checks that what `optimizers` applied last is the gradient of `loss`, cut to `maximumNorm` over
/// all of them together.
///
/// The loss is to be computed from the parameters as they were when the step took its gradient.
///
/// - Returns: the norm before it was cut.
@discardableResult
func expectDescent(
  of loss: Tensor, cutTo maximumNorm: Float, by optimizers: [Adam],
  sourceLocation: SourceLocation = #_sourceLocation
) -> Float {
  let sets = optimizers.map(\.parameters)
  let slopes = gradients(of: loss, withRespectTo: sets.flatMap(\.values))
  let norm = globalNorm(slopes)
  #expect(norm > 0 && norm.isFinite, sourceLocation: sourceLocation)
  let factor = min(1, maximumNorm / norm)
  let applied = optimizers.flatMap(\.lastGradients)
  #expect(applied.count == slopes.count, sourceLocation: sourceLocation)
  for (name, (found, slope)) in zip(sets.flatMap(\.names), zip(applied, slopes)) {
    let expected = slope.scaled(by: factor)
    let error = globalNorm([found - expected])
    // What is nothing but rounding beside the other gradients is not compared.
    let length = max(globalNorm([expected]), 1e-3 * factor * norm)
    guard error <= 1e-3 * length else {
      Issue.record(
        "\(name): what was applied has length \(globalNorm([found])) and is \(error) off",
        sourceLocation: sourceLocation)
      break
    }
  }
  return norm
}

/// The mean over rows x of |∇_x D(x)|², with a slope of its own.
func meanSquaredSlope(at points: Tensor, _ judge: (Tensor) -> Tensor) -> Tensor {
  let x = points.detached.variable()
  let slope = gradients(of: judge(x).sum(), withRespectTo: [x], keepingGraph: true)[0]
  return slope.square().sum().scaled(by: 1 / Float(points.shape[0]))
}

/// The fraction of rows in which `left` is larger.
func fraction(_ left: Tensor, over right: Tensor) -> Float {
  let wins = zip(left.elements, right.elements).map { $0 > $1 ? Float(1) : 0 }
  return wins.reduce(0, +) / Float(wins.count)
}

/// Checks that a report has each of the expected figures.
func expectFigures(
  _ report: StepReport, _ expected: StepReport,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for figure in expected {
    let found = report.filter { $0.name == figure.name }.map(\.value)
    expectClose(found, [figure.value], figure.name, tolerance: 1e-4, sourceLocation: sourceLocation)
  }
}
