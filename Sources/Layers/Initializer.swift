import Tensors

/// How a parameter's first value is drawn.
public enum Initializer: Equatable, Sendable {
  /// All elements equal.
  case constant(Float)
  /// Normal with mean 0 and the given standard deviation.
  case normal(standardDeviation: Float)
  /// Normal with variance `gain`^2 / fan-in (He et al. 2015), fan-in being the product of all
  /// extents but the first.
  case fanIn(gain: Float)

  func tensor(_ shape: [Int], using random: inout RandomSource) -> Tensor {
    switch self {
    case .constant(let value):
      return Tensor(repeating: value, shape: shape)
    case .normal(let deviation):
      return Tensor(
        random.normal(count: shape.reduce(1, *)).map { $0 * deviation }, shape: shape)
    case .fanIn(let gain):
      let fanIn = Float(shape.dropFirst().reduce(1, *))
      return Initializer.normal(standardDeviation: gain / fanIn.squareRoot())
        .tensor(shape, using: &random)
    }
  }
}
