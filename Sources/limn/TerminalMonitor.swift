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
  private var shown = 0
  private let isTerminal = isatty(STDERR_FILENO) == 1

  func advanced(to done: Int, of total: Int, unit: String, note: String) {
    // The next run of a sweep begins where the last one began.
    if bar == nil || done < shown { bar = ProgressBar(total: total, unit: unit) }
    shown = done
    bar?.update(done, note: note)
    if done == total { bar?.clear() }
  }

  func logged(_ line: String, isRoutine: Bool) {
    if isRoutine, isTerminal { return }
    bar?.clear()
    report(line)
  }

  var wantsStop: Bool { Interruption.isRequested }
}
