/// The text of a number that is not negative, in `digits` digits or more: zeros stand in front.
public func zeroPadded(_ number: some BinaryInteger, digits: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
