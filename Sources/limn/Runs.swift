import ArgumentParser
import Experiments
import Files

/// `limn runs …`: what was run.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List runs, show one, or compare two.",
    discussion: """
      Example:
        limn runs
        limn runs show latest
        limn runs diff 3 4
      """,
    subcommands: [RunsList.self, RunsShow.self, RunsDiff.self],
    defaultSubcommand: RunsList.self)
}

extension RunState: ExpressibleByArgument {}

/// `limn runs list`: all runs, or some.
struct RunsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the runs, a line each.",
    discussion: """
      Example:
        limn runs list --status completed --name shapes

      A run is dead where its record says running but no process carries it out; limn resume \
      goes on with it.
      """)

  @Option(
    help: ArgumentHelp(
      "Only runs that are \(RunState.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "state"))
  var status: RunState?

  @Option(help: ArgumentHelp("Only runs with this in their folder's name.", valueName: "text"))
  var name: String?

  @Option(help: ArgumentHelp("The folder of all runs.", valueName: "folder"))
  var runs = usual

  /// The folder that is looked into unasked, and that is not there before the first run.
  private static let usual = "runs"

  @Flag(help: "Print one JSON object a run.")
  var json = false

  mutating func run() throws {
    guard fileExists(runs) || runs == Self.usual else {
      throw InputError(.missing, path: runs, expected: "a folder of runs", found: "none")
    }
    let found = try RunSummary.all(in: runs, state: status, name: name)
    for run in found {
      if let fault = run.fault { report("warning: \(fault)") }
      if json { print(run.json.canonicalText()) }
    }
    if json { return }
    if found.isEmpty { report("no such runs in \(runs)") } else { print(table(of: found)) }
  }
}

/// `limn runs show`: one run, with its curves.
struct RunsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a run: what went in, what came out, and its losses and scores as curves.",
    discussion: """
      Example:
        limn runs show latest
      """)

  @OptionGroup var reference: RunReference

  @Flag(help: "Print one line of JSON: the record, the state and the lines of metrics.")
  var json = false

  mutating func run() throws {
    let directory = try reference.directory()
    let summary = try RunSummary(directory, RunRecord.read(directory.record))
    if !json { print(summary.facts) }
    let history = fileExists(directory.metrics) ? try MetricsHistory(directory.metrics) : nil
    if let line = history?.unfinishedLine {
      report("warning: \(directory.metrics): line \(line) was cut short and is passed over")
    }
    if json {
      let document: JSONValue = [
        "state": .string(summary.state.rawValue), "record": summary.record?.json ?? .null,
        "metrics": .array(history?.lines ?? []),
      ]
      print(document.canonicalText())
      return
    }
    let scores = scoreBars(of: try content(of: directory.scores), by: summary.record)
    let isJudge = summary.record?.kind == .judge
    let parts = [
      isJudge ? summary.record.map(results) ?? "" : scores,
      try content(of: directory.comparison)["sentence"]?.string ?? "",
      fileExists(directory.sweep) ? sweepTables(of: try content(of: directory.sweep)) : "",
      history.map(charts) ?? "",
    ]
    for part in parts where !part.isEmpty { print("\n\(part)") }
  }

  /// What the JSON file at `path` holds; an empty object where there is none.
  private func content(of path: String) throws -> JSONValue {
    fileExists(path) ? try JSONValue(file: path) : [:]
  }
}

/// `limn runs diff`: what differs between two runs.
struct RunsDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what differs between two runs: config, inputs, code, machine, metrics.",
    discussion: """
      Example:
        limn runs diff 3 latest

      Of two training runs it also says at which step, and in which tensor, they first part.
      """)

  @Argument(help: ArgumentHelp("A run's number, folder, or latest.", valueName: "run"))
  var first: String

  @Argument(help: ArgumentHelp("Another run.", valueName: "other"))
  var second: String

  @Option(help: ArgumentHelp("The folder of all runs.", valueName: "folder"))
  var runs = "runs"

  @Flag(help: "Print one line of JSON.")
  var json = false

  mutating func run() throws {
    let directories = try [first, second].map { try RunDirectory.find($0, in: runs) }
    let records = try directories.map { try RunRecord.read($0.record) }
    let histories = try directories.filter { fileExists($0.metrics) }
      .map { try MetricsHistory($0.metrics).lines }
    let checksums = try directories.compactMap { try ChecksumHistory($0.checksums) }
    let comparison = RunComparison(
      records[0], records[1],
      lines: histories.count == 2 ? (histories[0], histories[1]) : nil,
      checksums: checksums.count == 2 ? (checksums[0], checksums[1]) : nil)
    print(json ? comparison.json.canonicalText() : comparison.text)
  }
}
