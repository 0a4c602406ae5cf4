import Files

/// A walk-through in Markdown, with commands whose outputs can be checked.
///
/// Commands stand in fenced blocks marked `console`. A line that begins with "$ " is a command, and
/// lines just below it that begin with "> " go on with it. What follows up to the next command is
/// what it prints, standard error included; a last line `[exit 104]` is its exit code where that is
/// not 0. In what is printed, `*` stands for any text within a line, and a line `...` for any
/// number of lines.
public struct Notebook: Equatable, Sendable {
  /// One command and what it is to give.
  public struct Command: Equatable, Sendable {
    /// The line it stands on, from 1.
    public var line: Int
    /// What the shell is given.
    public var text: String
    /// What it is to give.
    public var expected: Transcript
    /// The lines of the notebook that say so, as indices from 0.
    var expectedLines: Range<Int>
  }

  /// Its file, as messages name it.
  public let path: String
  /// The commands, in their order.
  public let commands: [Command]
  private let lines: [String]

  /// Reads the notebook at `path`.
  ///
  /// - Throws: `InputError`.
  public init(path: String) throws { try self.init(bytes: readFile(path), path: path) }

  /// Reads the notebook in `bytes`, the content of the file `path`.
  ///
  /// - Throws: `InputError` (`invalid`) where it is no text in UTF-8 or no notebook.
  public init(bytes: [UInt8], path: String) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(.invalid, path: path, expected: "text in UTF-8", found: "other bytes")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    self.path = path
    self.lines = lines
    commands = try consoleBlocks(lines, path: path).flatMap { block in
      try readCommands(lines, block, path: path)
    }
  }

  /// The notebook's text with what the commands gave, one transcript each, in place of what they
  /// were to give; lines that still fit stay as they are.
  public func updated(with found: [Transcript]) -> String {
    var lines = lines
    for (command, transcript) in zip(commands, found).reversed() {
      let updated = command.expected.updated(to: transcript)
      lines.replaceSubrange(command.expectedLines, with: updated.notebookLines)
    }
    return lines.joined(separator: "\n")
  }
}

/// The lines between the fences of each block marked `console`.
private func consoleBlocks(_ lines: [String], path: String) throws -> [Range<Int>] {
  var blocks: [Range<Int>] = []
  var open: (line: Int, isConsole: Bool)?
  for (index, line) in lines.enumerated() where line.hasPrefix("```") {
    if let (start, isConsole) = open {
      if isConsole { blocks.append(start + 1..<index) }
      open = nil
    } else {
      open = (index, line == "```console")
    }
  }
  if let (line, _) = open {
    throw InputError(
      .invalid, path: "\(path):\(line + 1)", expected: "a block that ends with ```",
      found: "the end of the file")
  }
  return blocks
}

private func readCommands(
  _ lines: [String], _ block: Range<Int>, path: String
) throws -> [Notebook.Command] {
  let starts = block.filter { lines[$0].hasPrefix("$ ") }
  guard block.isEmpty || starts.first == block.lowerBound else {
    throw InputError(
      .invalid, path: "\(path):\(block.lowerBound + 1)", expected: "a command, after \"$ \"",
      found: "\"\(lines[block.lowerBound])\"")
  }
  return zip(starts, starts.dropFirst() + [block.upperBound]).map { start, end in
    let below = lines[start + 1..<end]
    let more = below.prefix { $0 == ">" || $0.hasPrefix("> ") }
    let output = start + 1 + more.count..<end
    let text = ([lines[start]] + more).map { $0.dropFirst(2) }.joined(separator: "\n")
    return Notebook.Command(
      line: start + 1, text: text, expected: Transcript(notebookLines: lines[output]),
      expectedLines: output)
  }
}
