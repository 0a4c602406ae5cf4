import Tensors

/// A vector of numbers for each of many pictures.
public struct FeatureSet: Sendable {
  /// What each picture is called.
  public private(set) var ids: [String] = []
  /// The length of a vector.
  public let width: Int
  /// The vectors, one after the other.
  public private(set) var values: [Float] = []

  /// A set without pictures.
  public init(width: Int) {
    require(width > 0, "FeatureSet: expected a positive width, got \(width)")
    self.width = width
  }

  /// How many pictures it has.
  public var count: Int { ids.count }

  /// Adds the vector of a picture.
  public mutating func append(_ id: String, _ vector: some Collection<Float>) {
    require(
      vector.count == width, "FeatureSet: expected \(width) numbers, got \(vector.count)")
    ids.append(id)
    values += vector
  }

  /// The vector of picture number `index`.
  public subscript(index: Int) -> ArraySlice<Float> {
    values[(index * width)..<((index + 1) * width)]
  }

  /// The pictures with the given numbers, in that order.
  public func subset(_ indices: some Sequence<Int>) -> FeatureSet {
    var part = FeatureSet(width: width)
    for index in indices { part.append(ids[index], self[index]) }
    return part
  }

  /// The Euclidean distance between two vectors.
  func distance(_ index: Int, to other: FeatureSet, _ otherIndex: Int) -> Double {
    var sum = 0.0
    for (a, b) in zip(self[index], other[otherIndex]) {
      let difference = Double(a) - Double(b)
      sum += difference * difference
    }
    return sum.squareRoot()
  }

  /// The vectors in `range` as a matrix.
  func matrix(_ range: Range<Int>) -> Tensor {
    Tensor(
      values[(range.lowerBound * width)..<(range.upperBound * width)], shape: [range.count, width])
  }
}
