#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line on standard error that shows how far a piece of work has come, its rate and the time
/// left; nothing at all where standard error is not a terminal.
struct ProgressBar {
  private let total: Int
  private let unit: String
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant?
  private var first: Int?

  /// Begins a bar for `total` steps, at least 1, counted in `unit`, a plural noun.
  init(total: Int, unit: String) {
    self.total = max(1, total)
    self.unit = unit
    isShown = isatty(STDERR_FILENO) == 1
    start = clock.now
  }

  /// Shows that `done` steps are done, with a word on how it goes; at most ten times a second.
  ///
  /// The rate counts from the first call, so work taken up in the middle shows its true rate.
  mutating func update(_ done: Int, note: String = "") {
    guard isShown else { return }
    let now = clock.now
    let begun = first ?? done
    first = begun
    if let shown, now - shown < .milliseconds(100), done < total { return }
    shown = now
    let line = Self.line(
      done: done, total: total, unit: unit, since: begun, seconds: (now - start) / .seconds(1),
      note: note)
    writeToStandardError("\r\u{1B}[K\(line)")
  }

  /// Takes the bar away, so that other text can follow.
  mutating func clear() {
    if isShown, shown != nil { writeToStandardError("\r\u{1B}[K") }
    shown = nil
  }

  /// The text of a bar: "[#####-----]  50% 10/20 pictures, 4.0/s, 3 s left".
  static func line(
    done: Int, total: Int, unit: String, since first: Int, seconds: Double, note: String
  ) -> String {
    let part = Double(done) / Double(total)
    let filled = min(20, max(0, Int(part * 20)))
    var line = "[" + String(repeating: "#", count: filled)
    line += String(repeating: "-", count: 20 - filled) + "] "
    line += "\(min(100, Int(part * 100)))% \(done)/\(total) \(unit)"
    if seconds > 0, done > first {
      let rate = Double(done - first) / seconds
      line += ", \(tenths(rate))/s, \(duration(Double(total - done) / rate)) left"
    }
    return note.isEmpty ? line : "\(line), \(note)"
  }

  private static func tenths(_ value: Double) -> String {
    value >= 100 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
