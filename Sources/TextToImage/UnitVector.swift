import Tensors

/// A direction in the space that pictures and captions share.
public struct UnitVector: Equatable, Sendable {
  /// The elements; their squares add up to 1, or all are 0.
  public let elements: [Double]

  /// The direction of `values`; that of zeros is zeros.
  public init(_ values: some Sequence<Float>) {
    let wide = values.map(Double.init)
    let norm = wide.reduce(0) { $0 + $1 * $1 }.squareRoot()
    elements = norm > 0 ? wide.map { $0 / norm } : wide
  }

  /// The cosine of the angle to `other`, of as many elements: -1 to 1.
  public func cosine(with other: UnitVector) -> Double {
    require(
      elements.count == other.elements.count,
      "cosine: expected \(elements.count) elements, got \(other.elements.count)")
    let product = zip(elements, other.elements).reduce(0) { $0 + $1.0 * $1.1 }
    return min(1, max(-1, product))
  }
}
