import Tensors

extension FeatureSet {
  /// Calls `body` with each vector's number and its squared Euclidean distances to all vectors of
  /// `other`.
  ///
  /// They are computed by |x|² + |y|² - 2 x·y in single precision, which is coarse for vectors that
  /// almost agree.
  func forEachRow(
    to other: FeatureSet, _ body: (Int, UnsafeBufferPointer<Float>) -> Void
  ) {
    let block = 256
    let others = other.matrix(0..<other.count)
    let (ours, theirs) = (squaredNorms, other.squaredNorms)
    var distances = [Float](repeating: 0, count: other.count)
    for start in stride(from: 0, to: count, by: block) {
      let range = start..<min(start + block, count)
      let products = withoutRecording { matrix(range).matmul(others, transposingRight: true) }
      products.withElements { products in
        for row in range {
          let first = (row - start) * other.count
          distances.withUnsafeMutableBufferPointer { distances in
            for i in 0..<other.count {
              distances[i] = max(0, ours[row] + theirs[i] - 2 * products[first + i])
            }
            body(row, UnsafeBufferPointer(distances))
          }
        }
      }
    }
  }

  /// The squared distance of each vector to its `k`-th nearest among the others.
  func neighbourRadii(_ k: Int) -> [Float] {
    require(count > k, "neighbourRadii: expected more than \(k) vectors, got \(count)")
    var radii = [Float](repeating: 0, count: count)
    forEachRow(to: self) { row, distances in
      var nearest = [Float](repeating: .infinity, count: k)
      for (index, distance) in distances.enumerated() where index != row {
        if distance >= nearest[k - 1] { continue }
        var place = k - 1
        while place > 0, nearest[place - 1] > distance {
          nearest[place] = nearest[place - 1]
          place -= 1
        }
        nearest[place] = distance
      }
      radii[row] = nearest[k - 1]
    }
    return radii
  }

  private var squaredNorms: [Float] {
    values.withUnsafeBufferPointer { values in
      (0..<count).map { row in
        var sum = 0.0
        for i in (row * width)..<((row + 1) * width) { sum += Double(values[i] * values[i]) }
        return Float(sum)
      }
    }
  }
}
