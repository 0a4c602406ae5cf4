/// A command that gave something else than its notebook says.
public struct Mismatch: Equatable, Sendable, CustomStringConvertible {
  /// The notebook's file.
  public let path: String
  /// The command, and what it was to give.
  public let command: Notebook.Command
  /// What it gave.
  public let found: Transcript

  /// Where it is, the command, what was expected and what was found.
  public var description: String {
    let text = command.text.split(separator: "\n", omittingEmptySubsequences: false)
    return
      (["\(path):\(command.line): $ \(text.joined(separator: "\n  > "))"]
      + block("expected", command.expected) + block("found", found)).joined(separator: "\n")
  }

  private func block(_ name: String, _ transcript: Transcript) -> [String] {
    let lines = transcript.notebookLines
    return lines.isEmpty
      ? ["  \(name): nothing"] : ["  \(name):"] + lines.map { $0.isEmpty ? "" : "    \($0)" }
  }
}

extension Notebook {
  /// The commands that gave something else than they were to give.
  public func mismatches(with found: [Transcript]) -> [Mismatch] {
    zip(commands, found).filter { !$0.expected.allows($1) }.map {
      Mismatch(path: path, command: $0, found: $1)
    }
  }
}
