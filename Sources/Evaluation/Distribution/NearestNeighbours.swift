/// The nearest vector of another set, of each vector of a set.
public struct NearestNeighbours: Equatable, Sendable {
  /// A vector and the one nearest to it.
  public struct Pair: Equatable, Sendable {
    /// The picture.
    public let id: String
    /// The picture of the other set that is nearest to it.
    public let nearest: String
    /// How far it is away, by Euclid.
    public let distance: Double
  }

  /// One pair for each vector, in their order.
  public let pairs: [Pair]

  /// Finds the nearest vector in `reference`, which has one at least, for each in `set`.
  public init(of set: FeatureSet, in reference: FeatureSet) {
    var found = [Int](repeating: 0, count: set.count)
    set.forEachRow(to: reference) { row, distances in
      for index in 1..<max(1, distances.count) where distances[index] < distances[found[row]] {
        found[row] = index
      }
    }
    // The search is coarse for vectors that almost agree; what it found is measured exactly.
    pairs = found.enumerated().map { row, index in
      Pair(
        id: set.ids[row], nearest: reference.ids[index],
        distance: set.distance(row, to: reference, index))
    }
  }

  /// The distances, in the vectors' order.
  public var distances: [Double] { pairs.map(\.distance) }

  /// The `count` nearest pairs, nearest first.
  public func closest(_ count: Int) -> [Pair] {
    let order = pairs.indices.sorted { (pairs[$0].distance, $0) < (pairs[$1].distance, $1) }
    return order.prefix(count).map { pairs[$0] }
  }

  /// The probability that a vector of this set is nearer to the reference than a held-out one, ties
  /// counted half: one half where nothing was copied, 1 where everything was.
  ///
  /// The statistic of Meehan et al. 2020, "A non-parametric test to detect data-copying in
  /// generative models", over the whole space at once.
  ///
  /// - Parameter heldOut: The nearest neighbours of pictures that were not trained on; one at
  ///   least.
  /// - Returns: The probability.
  public func copying(against heldOut: NearestNeighbours) -> Double {
    let sorted = heldOut.distances.sorted()
    let farther = distances.reduce(0.0) { sum, distance in
      let below = sorted.partition { $0 < distance }
      let upTo = sorted.partition { $0 <= distance }
      return sum + Double(sorted.count - upTo) + Double(upTo - below) / 2
    }
    return farther / Double(max(1, pairs.count * sorted.count))
  }
}

extension [Double] {
  /// How many numbers of a sorted array come before the first that is not `isBefore`.
  fileprivate func partition(_ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
