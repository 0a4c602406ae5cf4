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

  /// ", 12.3 steps/s, 3 min 5 s left", for `count` steps that are still to be taken; empty before the
  /// first step.
  func text(stepsLeft count: Int) -> String {
    let seconds = (clock.now - start) / .seconds(1)
    guard steps > 0, seconds > 0 else { return "" }
    let rate = Double(steps) / seconds
    return ", \(oneDecimal(rate)) steps/s"
      + (count > 0 ? ", \(spelledDuration(Double(count) / rate)) left" : "")
  }
}
