import Files

/// A number with the noun it counts, which takes an s in the plural: "1 prompt", "2 prompts".
public func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// What stands on pages where there is no value.
let missing = "\u{2013}"

/// A number with one decimal.
func oneDecimal(_ value: Double) -> String { "\(inTenths(value))" }

/// A number rounded to one decimal.
func inTenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

/// A number with four digits that count: "12.35", "0.001234".
func significant(_ value: Double) -> String {
  guard value.isFinite else { return "\(value)" }
  var (size, decimals) = (abs(value), 3)
  while size < 0.999_5, size > 0, decimals < 7 { (size, decimals) = (size * 10, decimals + 1) }
  while size >= 9.999_5, decimals > 0 { (size, decimals) = (size / 10, decimals - 1) }
  let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  let scaled = UInt64(min((abs(value) * scale).rounded(), 1e18))
  guard scaled > 0 else { return "0.000" }
  let digits = zeroPadded(scaled, digits: decimals + 1)
  let sign = value < 0 ? "-" : ""
  return sign + digits.dropLast(decimals) + (decimals > 0 ? "." + digits.suffix(decimals) : "")
}

/// A number with four significant digits or so, without zeros that tell nothing: "0.5".
func shortened(_ value: Float) -> String {
  guard value.isFinite, value != 0 else { return "\(value)" }
  var scale: Float = 1
  while value.magnitude * scale < 1000, scale < 1e6 { scale *= 10 }
  return "\((value * scale).rounded() / scale)"
}

/// A share, 0 to 1, as a number with three decimals; numbers that are no shares are written too.
func share(_ value: Double) -> String {
  guard value.magnitude < 1e9 else { return "\(value)" }
  let thousandths = Int((value * 1000).rounded())
  let digits = zeroPadded(thousandths.magnitude, digits: 4)
  return "\(thousandths < 0 ? "-" : "")\(digits.dropLast(3)).\(digits.suffix(3))"
}
