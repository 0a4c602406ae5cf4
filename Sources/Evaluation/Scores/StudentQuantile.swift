import RealModule

/// The t within which, on both sides of 0, a value of Student's distribution lies with probability
/// `share`.
///
/// - Parameters:
///   - share: The probability, above 0 and below 1: 0.95 gives the t of 95% intervals.
///   - degreesOfFreedom: At least 1.
/// - Returns: t, to about 12 digits.
public func studentQuantile(within share: Double, degreesOfFreedom: Int) -> Double {
  // Over the angle, which is bounded, the probability rises steadily from 0 to 1.
  var (low, high) = (0.0, Double.pi / 2)
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if studentShare(angle: middle, degreesOfFreedom) < share { low = middle } else { high = middle }
  }
  return .tan((low + high) / 2) * Double(degreesOfFreedom).squareRoot()
}

/// The probability that |T| < t for t = sqrt(n) tan(angle), n being the degrees of freedom: the
/// finite sums 26.7.3 and 26.7.4 of Abramowitz and Stegun 1964.
private func studentShare(angle: Double, _ degreesOfFreedom: Int) -> Double {
  let (sine, cosine) = (Double.sin(angle), Double.cos(angle))
  let isOdd = !degreesOfFreedom.isMultiple(of: 2)
  var term = isOdd ? cosine : 1
  var sum = 0.0
  var power = isOdd ? 1 : 0
  while power <= degreesOfFreedom - 2 {
    sum += term
    term *= cosine * cosine * Double(power + 1) / Double(power + 2)
    power += 2
  }
  return isOdd ? (angle + sine * sum) * 2 / Double.pi : sine * sum
}
