import RealModule

/// The one of `count` alternatives, all equally likely, that a standard normal number takes.
///
/// The normal distribution is cut into parts of equal mass, from the least numbers to the largest.
public func choice(of number: Float, among count: Int) -> Int {
  let chance = 0.5 * .erfc(-Double(number) / 2.0.squareRoot())
  return min(count - 1, Int(chance * Double(count)))
}
