import Layers
import Tensors
import Testing

extension ParameterSet {
  /// Gives the parameter called `name` the elements of `values`.
  func set(_ name: String, _ values: [Float]) throws {
    let parameter = try #require(self[name])
    parameter.assign(Tensor(values, shape: parameter.value.shape))
  }
}
