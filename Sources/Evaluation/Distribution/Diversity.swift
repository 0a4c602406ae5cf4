/// How different the pictures of one prompt are.
///
/// - Parameters:
///   - set: The features of the pictures.
///   - group: The numbers of one prompt's pictures, two at least.
/// - Returns: The mean Euclidean distance between two of them.
public func meanPairwiseDistance(_ set: FeatureSet, _ group: [Int]) -> Double {
  var sum = 0.0
  for (place, first) in group.enumerated() {
    for second in group[(place + 1)...] { sum += set.distance(first, to: set, second) }
  }
  return sum / Double(max(1, group.count * (group.count - 1) / 2))
}
