import Tensors

/// A table of learned vectors, looked up by whole numbers.
public struct Embedding {
  private let table: Parameter

  /// A table of `count` vectors of `width`.
  public init(
    count: Int, width: Int, initializer: Initializer = .normal(standardDeviation: 0.02),
    in scope: ParameterScope
  ) {
    table = scope.parameter("table", [count, width], initializer)
  }

  /// The vectors of `indices`: `[indices.count, width]`.
  public func callAsFunction(_ indices: [Int]) -> Tensor { table.value.rows(indices) }

  /// The whole table: `[count, width]`.
  public var all: Tensor { table.value }
}
