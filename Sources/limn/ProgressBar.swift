import Experiments

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
    let progress = Progress(
      done: done, total: total, unit: unit, first: begun, seconds: (now - start) / .seconds(1))
    let line = "\(progress)" + (note.isEmpty ? "" : ", \(note)")
    writeToStandardError("\r\u{1B}[K\(line)")
  }

  /// Takes the bar away, so that other text can follow.
  mutating func clear() {
    if isShown, shown != nil { writeToStandardError("\r\u{1B}[K") }
    shown = nil
  }
}
