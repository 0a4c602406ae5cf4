/// The median of `values`, at least one: of an even number, the mean of the middle two.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let upper = sorted[sorted.count / 2]
  return sorted.count.isMultiple(of: 2) ? (sorted[sorted.count / 2 - 1] + upper) / 2 : upper
}
