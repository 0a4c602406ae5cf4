import Experiments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Shows how a run goes on: a progress bar on a terminal, else the lines of the log.
final class TerminalMonitor: RunMonitor {
  private var bar: ProgressBar?
  private var shown: (done: Int, total: Int, unit: String)?
  private let isTerminal = isatty(STDERR_FILENO) == 1

  func advanced(to done: Int, of total: Int, unit: String, note: String) {
    // Other work has begun, or the next run of a sweep.
    if shown.map({ done < $0.done || ($0.total, $0.unit) != (total, unit) }) ?? true {
      bar?.clear()
      bar = ProgressBar(total: total, unit: unit, done: done)
    }
    shown = (done, total, unit)
    bar?.update(done, note: note)
    if done == total { bar?.clear() }
  }

  func logged(_ line: String, isRoutine: Bool) {
    if isRoutine, isTerminal { return }
    report(line)
  }

  var wantsStop: Bool { Interruption.isRequested }
}
