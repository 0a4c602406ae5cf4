import ArgumentParser
import Experiments
import Files
import Notebooks

/// `limn notebook …`: walk-throughs in Markdown whose commands are run.
struct NotebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Run the commands of walk-throughs in Markdown and compare what they print.",
    discussion: """
      Example:
        limn notebook check notebooks-md/01-first-picture.md

      Commands stand in fenced blocks marked "console", after "$ "; what they print, and \
      "[exit N]" where they fail, stands below. There "*" is any text and a line "..." any lines. \
      Each notebook has an empty folder of its own, with links to prompts/ and experiments/. \
      The commands can do whatever you can: run notebooks that you trust.
      """,
    subcommands: [NotebookCheck.self, NotebookUpdate.self])
}

/// `limn notebook check`: whether the commands still print what the notebooks say.
struct NotebookCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell which commands print something else than the notebook says.",
    discussion: """
      Example:
        limn notebook check notebooks-md/0*.md

      What differs goes to standard output. Exit codes: 0 nothing differs, 104 something does.
      """)

  @Argument(help: ArgumentHelp("The notebooks.", valueName: "notebook.md"))
  var files: [String]

  mutating func run() throws {
    var (notebooks, commands, differing) = (0, 0, 0)
    try runNotebooks(files) { notebook, found in
      let mismatches = notebook.mismatches(with: found)
      for mismatch in mismatches { print(mismatch) }
      notebooks += 1
      commands += notebook.commands.count
      differing += mismatches.count
    }
    guard differing == 0 else {
      report("\(differing) of \(counted(commands, "command")) print something else")
      throw ExitCode(ExitStatus.differentOutputs.rawValue)
    }
    report("\(counted(commands, "command")) in \(counted(notebooks, "notebook")): as written")
  }
}

/// `limn notebook update`: what the commands print now, written into the notebooks.
struct NotebookUpdate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Write what the commands print now into the notebooks.",
    discussion: """
      Example:
        limn notebook update notebooks-md/0*.md

      Lines that still fit, with "*" or "...", stay as they are. The paths of the notebooks that \
      changed go to standard output.
      """)

  @Argument(help: ArgumentHelp("The notebooks.", valueName: "notebook.md"))
  var files: [String]

  mutating func run() throws {
    try runNotebooks(files) { notebook, found in
      guard !notebook.mismatches(with: found).isEmpty else { return }
      try writeFile(notebook.updated(with: found).utf8, to: notebook.path)
      print(notebook.path)
    }
  }
}

/// The notebooks among `files`; a page without commands is told of, and no fault beside others.
private func readNotebooks(_ files: [String]) throws -> [Notebook] {
  let pages = try files.map { try Notebook(path: $0) }
  let notebooks = pages.filter { !$0.commands.isEmpty }
  guard !notebooks.isEmpty else {
    throw InputError(
      .invalid, path: files[0], expected: "a command in a block marked \"console\"", found: "none")
  }
  for page in pages where page.commands.isEmpty {
    report("warning: \(page.path): no command in a block marked \"console\"")
  }
  return notebooks
}

/// Runs the notebooks one after the other and hands each to `finish` with what it gave.
private func runNotebooks(
  _ files: [String], finish: (Notebook, [Transcript]) throws -> Void
) throws {
  let notebooks = try readNotebooks(files)
  guard let program = RunningProgram.path else {
    throw InputError(
      .missing, path: "limn", expected: "the file of the running program", found: "none")
  }
  let runner = NotebookRunner(program: program)
  Interruption.watch()
  var bar = ProgressBar(total: notebooks.reduce(0) { $0 + $1.commands.count }, unit: "commands")
  defer { bar.clear() }
  var done = 0
  for notebook in notebooks {
    let found = try runner.run(notebook) { _ in
      done += 1
      bar.update(done)
    } wantsStop: {
      Interruption.isRequested
    }
    guard let found else { throw Interrupted(advice: "\(notebook.path) was left as it is") }
    bar.clear()
    try finish(notebook, found)
  }
}
