import Tensors

/// The kernel distance between two sets of features, KID.
///
/// The unbiased estimate of the squared maximum mean discrepancy with the kernel (x·y / d + 1)³,
/// over random subsets (Binkowski et al. 2018, "Demystifying MMD GANs", section 4).
public struct KernelDistance: Equatable, Sendable {
  /// How many pictures a subset has at most.
  public static let largestSubset = 1000
  /// How many subsets are drawn.
  public static let subsets = 100

  /// The mean over the subsets; about 0, and as often below it as above, where the sets are alike.
  public let mean: Double
  /// The standard deviation over the subsets; they overlap, so it is no standard error.
  public let deviation: Double
  /// How many pictures of either set a subset has.
  public let subsetSize: Int

  /// Draws the subsets, as many pictures of either set, each at most once.
  ///
  /// A subset has at most half of the smaller set: subsets that are the set would not differ.
  ///
  /// - Parameters:
  ///   - first: At least four vectors.
  ///   - second: At least four vectors, as long.
  ///   - seed: Of the subsets; they depend on nothing else but the sets' sizes.
  public init(_ first: FeatureSet, _ second: FeatureSet, seed: UInt64 = 0) {
    let size = min(Self.largestSubset, first.count / 2, second.count / 2)
    let estimates = (0..<Self.subsets).map { index in
      var random = RandomSource(seed: seed, 0x6b69_6400, UInt64(index))
      let a = random.sample(size, of: first.count)
      let b = random.sample(size, of: second.count)
      return squaredDiscrepancy(first.subset(a), second.subset(b))
    }
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    self.mean = mean
    let squares = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = (squares / Double(estimates.count)).squareRoot()
    subsetSize = size
  }
}

/// The unbiased estimate of the squared maximum mean discrepancy with the cubic kernel.
///
/// - Parameters:
///   - first: At least two vectors.
///   - second: At least two vectors, as long.
/// - Returns: The estimate, below 0 where the sets are more alike than chance has it.
public func squaredDiscrepancy(_ first: FeatureSet, _ second: FeatureSet) -> Double {
  let (m, n) = (Double(first.count), Double(second.count))
  let (a, b) = (first.matrix(0..<first.count), second.matrix(0..<second.count))
  return kernelSum(a, a, isWithin: true) / (m * (m - 1))
    + kernelSum(b, b, isWithin: true) / (n * (n - 1)) - 2 * kernelSum(a, b) / (m * n)
}

/// The sum of the kernel over all pairs; within one set, over the pairs of different pictures.
private func kernelSum(_ a: Tensor, _ b: Tensor, isWithin: Bool = false) -> Double {
  let scale = 1 / Float(a.shape[1])
  let columns = b.shape[0]
  let products = withoutRecording { a.matmul(b, transposingRight: true) }
  return products.withElements { products in
    var sum = 0.0
    for row in 0..<a.shape[0] {
      // Sums of few numbers, and these added up: single precision loses nothing to speak of.
      for start in stride(from: 0, to: columns, by: 64) {
        var part: Float = 0
        for column in start..<min(start + 64, columns) {
          let k = products[row * columns + column] * scale + 1
          part += k * k * k
        }
        sum += Double(part)
      }
      if isWithin {
        let k = products[row * columns + row] * scale + 1
        sum -= Double(k * k * k)
      }
    }
    return sum
  }
}

extension RandomSource {
  /// `count` different whole numbers below `bound`, in random order.
  mutating func sample(_ count: Int, of bound: Int) -> [Int] {
    var numbers = Array(0..<bound)
    for index in 0..<count { numbers.swapAt(index, index + integer(below: bound - index)) }
    return Array(numbers[..<count])
  }
}
