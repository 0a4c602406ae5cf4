/// Steps and the time they took, for the log and the record.
struct Pace {
  private let clock = ContinuousClock()
  private var start = ContinuousClock().now
  private var steps = 0
  private var last = ContinuousClock().now
  private var seconds = 0.0

  /// Counts a step, which began when the one before was counted or with `restart`.
  mutating func advance() {
    let now = clock.now
    steps += 1
    seconds += (now - last) / .seconds(1)
    last = now
  }

  /// Begins anew: the last line was written, or time went to something else.
  mutating func restart() {
    steps = 0
    start = clock.now
    last = start
  }

  /// `earlier` and the seconds of all steps since this was asked last, to the millisecond.
  mutating func seconds(after earlier: Double) -> Double {
    defer { seconds = 0 }
    return ((earlier + seconds) * 1000).rounded() / 1000
  }

  /// ", 12.3 steps/s"; empty before the first step.
  var text: String {
    let seconds = (clock.now - start) / .seconds(1)
    guard steps > 0, seconds > 0 else { return "" }
    return ", \((Double(steps) / seconds * 10).rounded() / 10) steps/s"
  }
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
  let digits = "\(thousandths.magnitude)"
  let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  return "\(thousandths < 0 ? "-" : "")\(padded.dropLast(3)).\(padded.suffix(3))"
}
