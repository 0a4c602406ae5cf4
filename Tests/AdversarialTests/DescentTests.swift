import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

/// `descend` where the gradient is known: of 3 x + 4 y + 12 z, with x and y in one set and z in another.
@Suite("Descent of several optimizers") struct DescentTests {
  private let sets = [ParameterSet(), ParameterSet()]
  private let optimizers: [Adam]
  private let loss: Tensor

  init() {
    let first = ParameterScope(sets[0], seed: 1)
    let x = first.parameter("x", [1], .constant(1))
    let y = first.parameter("y", [2], .constant(1))
    let z = ParameterScope(sets[1], seed: 1).parameter("z", [1], .constant(1))
    optimizers = sets.map(Adam.remembering)
    loss =
      x.value.sum().scaled(by: 3) + (y.value * Tensor([4, 0], shape: [2])).sum()
      + z.value.sum().scaled(by: 12)
  }

  @Test(
    "the norm of all gradients together is cut, and told as it was",
    arguments: [(26, 1), (13, 1), (6.5, 0.5), (1, 1 / 13)] as [(Float, Float)])
  func cut(_ maximumNorm: Float, _ factor: Float) {
    let norm = descend(loss, optimizers, learningRate: 0.1, maximumNorm: maximumNorm)
    expectClose([norm], [13], "norm", tolerance: 1e-6)
    for (optimizer, slopes) in zip(optimizers, [[3, 4, 0], [12]] as [[Float]]) {
      expectClose(
        optimizer.lastGradients.flatMap(\.elements), slopes.map { factor * $0 }, "gradients",
        tolerance: 1e-6)
    }
    // Adam's first step has the length of its rate, whatever the gradient's.
    expectClose(
      sets.flatMap { $0.values.flatMap(\.elements) }, [0.9, 0.9, 1, 0.9], "values",
      tolerance: 1e-5)
  }
}
