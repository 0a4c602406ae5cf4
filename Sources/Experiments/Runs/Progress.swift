/// How far a piece of work has come, and from that its rate and the time left.
public struct Progress: Equatable, Sendable, CustomStringConvertible {
  /// The steps done.
  public let done: Int
  /// All steps, at least 1.
  public let total: Int
  /// What the steps are, a plural noun.
  public let unit: String
  /// The steps that were done when the clock started, for work taken up in the middle.
  public let first: Int
  /// The seconds since.
  public let seconds: Double

  /// Progress from its parts.
  public init(done: Int, total: Int, unit: String, first: Int = 0, seconds: Double) {
    self.done = done
    self.total = max(1, total)
    self.unit = unit
    self.first = first
    self.seconds = seconds
  }

  /// The steps a second; nil before the first step is done.
  public var rate: Double? { seconds > 0 && done > first ? Double(done - first) / seconds : nil }

  /// The seconds left at this rate; nil before the first step is done.
  public var secondsLeft: Double? { rate.map { Double(max(0, total - done)) / $0 } }

  /// One line: "[##########----------] 50% 10/20 pictures, 4.0/s, 3 s left".
  public var description: String {
    let part = min(1, max(0, Double(done) / Double(total)))
    let filled = Int(part * 20)
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
    var line = "[\(bar)] \(Int(part * 100))% \(done)/\(total) \(unit)"
    if let rate, let secondsLeft {
      line += ", \(tenths(rate))/s, \(spelledDuration(secondsLeft)) left"
    }
    return line
  }
}

/// A length of time for people, from seconds: "42 s", "3 min 5 s", "2 h 10 min".
public func spelledDuration(_ seconds: Double) -> String {
  let whole = Int(min(max(0, seconds), 1e9).rounded(.up))
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  return "\(whole / 3600) h \(whole % 3600 / 60) min"
}

private func tenths(_ value: Double) -> String {
  value >= 100 ? "\(Int(min(value, 1e15).rounded()))" : oneDecimal(value)
}
