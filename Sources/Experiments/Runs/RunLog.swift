/// The log of a run, `log.txt`: what a person would want to know of it afterwards.
public final class RunLog {
  private let file: AppendOnlyFile
  private let echo: (String) -> Void

  /// Opens the log at `path`, to be added to.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - echo: Also called with every line, such as to show it.
  /// - Throws: `InputError` (`unwritable`).
  public init(_ path: String, echo: @escaping (String) -> Void = { _ in }) throws {
    file = try AppendOnlyFile(path)
    self.echo = echo
  }

  /// Adds one line.
  ///
  /// - Throws: `InputError` (`unwritable`).
  public func write(_ line: String) throws {
    echo(line)
    try file.append(line)
  }
}
