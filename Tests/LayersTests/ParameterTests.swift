import Files
import Layers
import Tensors
import TestSupport
import Testing

@Suite("Parameter sets") struct ParameterTests {
  @Test("what a file is to fill takes no memory before") func promisedSizes() throws {
    let parameters = ParameterSet()
    let scope = ParameterScope(parameters, seed: nil)
    _ = scope.parameter("weight", [1 << 20, 1 << 20], .constant(0))
    _ = scope.statistic("codes", [1 << 20, 1 << 20], startingAt: 1)
    _ = scope("small").parameter("bias", [2], .constant(1))
    #expect(parameters.scalarCount == (1 << 40) + 2)
    #expect(parameters["small.bias"]?.value.elements == [0, 0])
    #expect(scope.statistic("ones", [2], startingAt: 1).value.elements == [1, 1])
    let file = SafetensorsFile(metadata: [:])
    #expect(throws: InputError.self) { try parameters.read(from: file, prefix: "x", path: "f") }
  }

  @Test("statistics are copied with the parameters") func copies() {
    func make(_ value: Float) -> (set: ParameterSet, weight: Parameter, mean: Parameter) {
      let set = ParameterSet()
      let scope = ParameterScope(set, seed: 1)
      return (
        set, scope.parameter("weight", [1], .constant(value)),
        scope.statistic("mean", [1], startingAt: value)
      )
    }
    let (source, target) = (make(2), make(1))
    target.set.copy(from: source.set)
    #expect(target.weight.value.elements == [2])
    #expect(target.mean.value.elements == [2])
  }

  @Test("other values stand in for a while, and gradients lead through them") func standIns() throws
  {
    let parameters = ParameterSet()
    let layer = Linear(inputs: 2, outputs: 1, in: ParameterScope(parameters, seed: 1))
    try parameters.set("weight", [1, 2])
    let x = Tensor([1, -1], shape: [1, 2])
    let before = parameters.values
    let scale = Tensor(3).variable()
    let y = parameters.with(before.map { $0 * scale }) { layer(x) }
    expectClose(y.elements, [-3])
    expectClose(gradients(of: y.sum(), withRespectTo: [scale])[0].elements, [-1])
    #expect(zip(parameters.values, before).allSatisfy { $0 === $1 })
    struct Stop: Error {}
    #expect(throws: Stop.self) { try parameters.with(before.map { -$0 }) { throw Stop() } }
    #expect(layer(x).elements == [-1])
  }
}
