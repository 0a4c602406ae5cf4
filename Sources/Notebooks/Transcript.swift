/// What a command gives: the lines it prints, standard error included, and its exit code.
public struct Transcript: Equatable, Sendable {
  /// The lines.
  public var lines: [String]
  /// The exit code.
  public var status: Int32

  /// A transcript from its parts.
  public init(lines: [String], status: Int32 = 0) {
    self.lines = lines
    self.status = status
  }

  /// The transcript of a command that printed `output`.
  public init(output: String, status: Int32) {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    self.init(lines: lines, status: status)
  }

  /// A transcript as a notebook has it, the exit code on the last line.
  init(notebookLines: some BidirectionalCollection<String>) {
    if let last = notebookLines.last, last.hasPrefix("[exit "), last.hasSuffix("]"),
      let status = Int32(last.dropFirst("[exit ".count).dropLast())
    {
      self.init(lines: Array(notebookLines.dropLast()), status: status)
    } else {
      self.init(lines: Array(notebookLines))
    }
  }

  /// The lines of a notebook that say the same.
  var notebookLines: [String] { lines + (status == 0 ? [] : ["[exit \(status)]"]) }

  /// Whether `found` is what this transcript, with its `*` and `...`, allows.
  public func allows(_ found: Transcript) -> Bool {
    status == found.status && Alignment(of: lines, with: found.lines).isExact
  }

  /// `found`, with those lines of this transcript that fit it in place of its own.
  public func updated(to found: Transcript) -> Transcript {
    Transcript(lines: Alignment(of: lines, with: found.lines).merged, status: found.status)
  }
}
