/// The log of a run, `log.txt`: what a person would want to know of it afterwards.
public final class RunLog {
  private let file: AppendOnlyFile

  /// Opens the log at `path`, to be added to.
  ///
  /// - Throws: `InputError` (`unwritable`).
  public init(_ path: String) throws {
    file = try AppendOnlyFile(path)
  }

  /// Adds one line.
  ///
  /// - Throws: `InputError` (`unwritable`).
  public func write(_ line: String) throws {
    try file.append(line)
  }
}
