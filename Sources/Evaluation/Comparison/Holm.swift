/// The p values of several tests, adjusted so that the chance of any false alarm among them stays
/// below the level (Holm 1979, "A simple sequentially rejective multiple test procedure").
///
/// - Parameter values: The p value of each test.
/// - Returns: The adjusted values in the same order: the i-th smallest of m times m - i + 1, at
///   most 1, and never below that of a smaller one.
public func holm(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var adjusted = values
  var largest = 0.0
  for (rank, index) in order.enumerated() {
    largest = max(largest, min(1, values[index] * Double(values.count - rank)))
    adjusted[index] = largest
  }
  return adjusted
}
