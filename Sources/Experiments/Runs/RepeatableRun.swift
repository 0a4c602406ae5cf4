/// A run that can be done again and compared with its original.
public protocol RepeatableRun: AnyObject {
  /// Its folder.
  var directory: RunDirectory { get }
  /// What is written down of it.
  var record: RunRecord { get }
  /// Does its work to the end.
  ///
  /// - Returns: Whether it came to its end; false where somebody wanted to stop.
  func carryOut() throws -> Bool
}

extension RepeatableRun {
  /// Whether the run has come to its end.
  public var isCompleted: Bool { record.status == .completed }
}
