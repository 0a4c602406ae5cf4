import Files

/// The metrics of a run while it goes on, `metrics.jsonl`: one JSON object a line, each with the
/// "step" it was measured at.
public final class MetricsLog {
  private let file: AppendOnlyFile

  /// Opens the file at `path`, to be added to.
  ///
  /// - Throws: `InputError` (`unwritable`).
  public init(_ path: String) throws {
    file = try AppendOnlyFile(path)
  }

  /// Opens the file at `path` for a run that is taken up again after `step`: lines of later steps,
  /// and a last line cut short, are dropped, since the run will write them anew.
  ///
  /// - Throws: `InputError` where the file is faulty or cannot be written.
  public convenience init(_ path: String, resumingAfter step: Int) throws {
    if fileExists(path) {
      let kept = try MetricsHistory(path).lines.filter { ($0["step"]?.int ?? 0) <= step }
      try writeFile(Array(kept.map { $0.canonicalText() + "\n" }.joined().utf8), to: path)
    }
    try self.init(path)
  }

  /// Adds one line: `values` and the step.
  ///
  /// A value that is not finite is written as `null`, which JSON has no other word for.
  ///
  /// - Throws: `InputError` (`unwritable`).
  public func append(step: Int, _ values: [JSONValue.Member]) throws {
    let line = JSONValue.object([.init("step", .integer(step))] + values)
    try file.append(line.canonicalText())
  }
}

/// The metrics of a run, read back.
public struct MetricsHistory: Equatable, Sendable {
  /// The whole lines, in order.
  public let lines: [JSONValue]
  /// The number, from 1, of a last line that was cut short; nil where there is none.
  public let unfinishedLine: Int?

  /// Reads the file at `path`.
  ///
  /// A last line that was cut short, as a killed process or a full disk leaves it, is passed over
  /// and reported in `unfinishedLine`.
  ///
  /// - Throws: `InputError` (`missing`, or `invalid` where another line is no JSON object).
  public init(_ path: String) throws {
    var lines: [JSONValue] = []
    var unfinished: Int?
    let bytes = try readFile(path)
    let texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, text) in texts.enumerated() where !text.isEmpty {
      let place = "\(path): line \(index + 1)"
      do {
        let line = try JSONValue.parse(text, path: place)
        guard line.members != nil else {
          throw InputError(
            .invalid, path: place, expected: "an object", found: line.kindText)
        }
        lines.append(line)
      } catch  where index == texts.count - 1 {
        unfinished = index + 1
      }
    }
    self.lines = lines
    unfinishedLine = unfinished
  }
}
