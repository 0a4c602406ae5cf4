import Experiments
import Synchronization

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
  private let first: Int

  /// Begins a bar for `total` steps, at least 1, counted in `unit`, a plural noun, where `done` of
  /// them are done: the rate counts from here.
  init(total: Int, unit: String, done: Int = 0) {
    self.total = max(1, total)
    first = done
    self.unit = unit
    isShown = isatty(STDERR_FILENO) == 1
    start = clock.now
  }

  /// Shows that `done` steps are done, with a word on how it goes; at most ten times a second.
  mutating func update(_ done: Int, note: String = "") {
    guard isShown else { return }
    let now = clock.now
    if let shown, now - shown < .milliseconds(100), done < total { return }
    shown = now
    let progress = Progress(
      done: done, total: total, unit: unit, first: first, seconds: (now - start) / .seconds(1))
    let line = "\(progress)" + (note.isEmpty ? "" : ", \(note)")
    writeToStandardError("\r\u{1B}[K\(line)")
    isBarShown.store(true, ordering: .relaxed)
  }

  /// Takes the bar away; another update brings it back.
  mutating func clear() {
    clearProgress()
    shown = nil
  }
}

/// Whether a bar stands on the terminal's last line.
private let isBarShown = Atomic<Bool>(false)

/// Takes away the bar that stands on the terminal, if one does, so that other text can follow.
func clearProgress() {
  if isBarShown.exchange(false, ordering: .relaxed) { writeToStandardError("\r\u{1B}[K") }
}

/// Prints a line of what comes out while a bar may stand on the terminal.
func printAboveProgress(_ line: String) {
  clearProgress()
  print(line)
}
