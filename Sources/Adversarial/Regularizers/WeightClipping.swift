import Layers
import Tensors

/// Keeps every weight of the discriminator within -c...c after each of its updates.
///
/// After Arjovsky et al. 2017, algorithm 1.
public struct WeightClipping: Sendable {
  /// c.
  public let bound: Float

  /// Clipping to -`bound`...`bound`; by default the paper's.
  public init(bound: Float = 0.01) {
    require(bound > 0, "WeightClipping: expected a positive bound, got \(bound)")
    self.bound = bound
  }

  /// Clips all parameters, statistics aside.
  public func callAsFunction(_ parameters: ParameterSet) {
    for parameter in parameters.all {
      let clipped = parameter.value.elements.map { min(max($0, -bound), bound) }
      parameter.assign(Tensor(clipped, shape: parameter.value.shape))
    }
  }
}
