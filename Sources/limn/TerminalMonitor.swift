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
  private let isTerminal = isatty(STDERR_FILENO) == 1

  func advanced(to done: Int, of total: Int, in stage: Stage) {
    if bar == nil { bar = ProgressBar(total: total, unit: "steps") }
    bar?.update(done, note: stage.rawValue)
  }

  func logged(_ line: String, isRoutine: Bool) {
    if isRoutine, isTerminal { return }
    bar?.clear()
    report(line)
  }

  var wantsStop: Bool { Interruption.isRequested }
}
