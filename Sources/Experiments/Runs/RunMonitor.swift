/// Who follows a run while it goes on: the terminal.
public protocol RunMonitor: AnyObject {
  /// Another of all steps is done, counted in `unit`, a plural noun; `note` says how it goes.
  func advanced(to done: Int, of total: Int, unit: String, note: String)
  /// A line went to the log; routine ones are the metrics.
  func logged(_ line: String, isRoutine: Bool)
  /// Whether the run should stop soon, to be resumed later.
  var wantsStop: Bool { get }
}

extension RunMonitor {
  /// Tells that another of all is done, and whether the work goes on.
  func goesOn(at done: Int, of total: Int, unit: String) -> Bool {
    advanced(to: done, of: total, unit: unit, note: "")
    return !wantsStop
  }
}
