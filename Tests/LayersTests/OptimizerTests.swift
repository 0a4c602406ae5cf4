import Layers
import Tensors
import TestSupport
import Testing

@Suite("Optimizer, moving average and schedule")
struct OptimizerTests {
  @Test(
    "Adam follows the formula over several steps",
    arguments: [(0.5, 0.999), (0, 0.9), (0.9, 0.99)])
  func adam(beta1: Double, beta2: Double) throws {
    // More than two of the stretches that the loop goes by.
    let count = 131
    let parameters = ParameterSet()
    let parameter = ParameterScope(parameters, seed: 1).parameter("x", [count], .constant(1))
    let optimizer = Adam(parameters, Adam.Settings(beta1: Float(beta1), beta2: Float(beta2)))
    var x = [Double](repeating: 1, count: count)
    var (m, v) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    var (decay1, decay2) = (1.0, 1.0)
    for step in 0..<7 {
      let factor: Float = step == 4 ? 0.5 : 1
      let gradient = normal([count], seed: UInt64(step), offset: 0.5)
      decay1 *= beta1
      decay2 *= beta2
      for (i, slope) in gradient.elements.map({ Double(factor * $0) }).enumerated() {
        m[i] = beta1 * m[i] + (1 - beta1) * slope
        v[i] = beta2 * v[i] + (1 - beta2) * slope * slope
        x[i] -= 0.01 * (m[i] / (1 - decay1)) / ((v[i] / (1 - decay2)).squareRoot() + 1e-8)
      }
      optimizer.step([gradient], learningRate: 0.01, gradientFactor: factor)
      expectClose(parameter.value.elements, x.map { Float($0) })
    }
    #expect(optimizer.stepCount == 7)
  }

  @Test("Adam's epsilon goes beside the corrected root")
  func epsilon() {
    let parameters = ParameterSet()
    let parameter = ParameterScope(parameters, seed: 1).parameter("x", [1], .constant(1))
    let optimizer = Adam(parameters, Adam.Settings(beta1: 0.5, beta2: 0.9, epsilon: 0.1))
    optimizer.step([Tensor([0.3], shape: [1])], learningRate: 1)
    // 1 - 0.3 / (0.3 + 0.1)
    expectClose(parameter.value.elements, [0.25])
  }

  @Test("an optimizer that takes up a kept state goes on as the first would")
  func restore() throws {
    func make() -> (Parameter, Adam) {
      let parameters = ParameterSet()
      let parameter = ParameterScope(parameters, seed: 1).parameter("x", [1], .constant(1))
      return (parameter, Adam(parameters, Adam.Settings(beta1: 0.5, beta2: 0.9)))
    }
    let (x, optimizer) = make()
    let gradient = Tensor([0.7], shape: [1])
    optimizer.step([gradient], learningRate: 0.1)
    let (y, other) = make()
    y.assign(x.value)
    let state = optimizer.state
    try other.restore(stepCount: 1) { name, _ in
      try #require(state.first { $0.name == name }).value
    }
    optimizer.step([gradient], learningRate: 0.1)
    other.step([gradient], learningRate: 0.1)
    #expect(x.value.elements == y.value.elements)
  }

  @Test("who has a value from before a step sees no change; layers see the new one")
  func valuesFromBefore() throws {
    let parameters = ParameterSet()
    let scope = ParameterScope(parameters, seed: 1)
    let linear = Linear(inputs: 3, outputs: 2, in: scope("linear"))
    let convolution = Convolution(inputs: 3, outputs: 2, kernel: 1, in: scope("convolution"))
    let optimizer = Adam(parameters, Adam.Settings(beta1: 0, beta2: 0.9))
    let (row, picture) = (normal([1, 3], seed: 2), normal([1, 2, 2, 3], seed: 3))
    func outputs() -> [[Float]] { [linear(row).elements, convolution(picture).elements] }
    let first = outputs()
    for _ in 0..<2 {
      let before = parameters.values
      let elements = before.map(\.elements)
      optimizer.step(before.map { Tensor(repeating: 1, shape: $0.shape) }, learningRate: 0.1)
      #expect(before.map(\.elements) == elements)
      #expect(parameters.values.map(\.elements) != elements)
    }
    let second = outputs()
    optimizer.step(
      parameters.names.compactMap { parameters[$0].map { normal($0.value.shape, seed: 4) } },
      learningRate: 0.1)
    let found = outputs()
    #expect(second != first && found != second)
    for (name, value) in zip(parameters.names, parameters.values) {
      parameters[name]?.assign(Tensor(value.elements, shape: value.shape))
    }
    #expect(found == outputs())
  }

  @Test("an average moves by the share that does not decay; statistics are taken over")
  func average() throws {
    func make(_ value: Float) -> ParameterSet {
      let set = ParameterSet()
      let scope = ParameterScope(set, seed: 1)
      _ = scope.parameter("x", [2], .constant(value))
      _ = scope.statistic("mean", [1], startingAt: value)
      return set
    }
    let (average, other) = (make(1), make(3))
    average.average(with: other, decay: 0.75)
    average.average(with: other, decay: 0.75)
    expectClose(average.values[0].elements, [1.875, 1.875])
    #expect(average.statistics.values[0].scalar == 3)
    #expect(other.values[0].elements == [3, 3])
  }

  @Test("threads do not change the bits of steps and averages") func threads() {
    func values(_ threads: Int) -> [[Float]] {
      let (parameters, average) = (ParameterSet(), ParameterSet())
      for set in [parameters, average] {
        _ = ParameterScope(set, seed: 1).parameter("x", [70_000], .normal(standardDeviation: 1))
      }
      let optimizer = Adam(parameters, Adam.Settings(beta1: 0.5, beta2: 0.9))
      onThreads(threads) {
        for seed: UInt64 in 5...6 {
          optimizer.step([normal([70_000], seed: seed)], learningRate: 0.1)
          average.average(with: parameters, decay: 0.75)
        }
      }
      return (parameters.values + average.values + optimizer.state.map(\.value)).map(\.elements)
    }
    #expect(values(1) == values(3))
  }

  @Test("the learning rate rises, peaks, and falls along half a cosine") func schedule() {
    let rate = LearningRate(peak: 2, finalFraction: 0.1, rise: 4, total: 24)
    expectClose([0, 1, 3].map { rate(at: $0) }, [0.5, 1, 2])
    expectClose([4, 14, 24, 1000].map { rate(at: $0) }, [2, 1.1, 0.2, 0.2])
  }
}
