/// How two sets of features cover each other, by the balls around the vectors of either that reach
/// to the k-th nearest vector of the same set.
///
/// Improved precision and recall after Kynkäänniemi et al. 2019; density and coverage after Naeem
/// et al. 2020, "Reliable fidelity and diversity metrics for generative models". All four take k = 5,
/// the latter's; the former have 3.
public struct Manifolds: Sendable {
  /// The number of the neighbour that a ball reaches to.
  public static let k = 5

  /// For each picture, whether it lies in a ball of a reference; their share is the precision.
  public let isPlausible: [Bool]
  /// For each reference, whether it lies in a ball of a picture; their share is the recall.
  public let isReached: [Bool]
  /// For each picture, in how many balls of references it lies, over k; their mean is the density,
  /// which is about 1 where the sets are alike and can be more.
  public let crowds: [Double]
  /// For each reference, whether a picture lies in its ball; their share is the coverage.
  public let isCovered: [Bool]

  /// Compares pictures with references: more than `k` of either.
  public init(_ pictures: FeatureSet, against reference: FeatureSet, k: Int = Manifolds.k) {
    let referenceRadii = reference.neighbourRadii(k)
    let pictureRadii = pictures.neighbourRadii(k)
    var counts = [Int](repeating: 0, count: pictures.count)
    var reached = [Bool](repeating: false, count: reference.count)
    var covered = reached
    pictures.forEachRow(to: reference) { picture, distances in
      let radius = pictureRadii[picture]
      for index in 0..<distances.count {
        if distances[index] <= referenceRadii[index] {
          counts[picture] += 1
          covered[index] = true
        }
        if distances[index] <= radius { reached[index] = true }
      }
    }
    isPlausible = counts.map { $0 > 0 }
    isReached = reached
    crowds = counts.map { Double($0) / Double(k) }
    isCovered = covered
  }
}
