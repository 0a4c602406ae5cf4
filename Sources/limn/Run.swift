import ArgumentParser
import Experiments
import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `limn run`: carries out an experiment as its spec says.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Carry out an experiment as a spec says: train, judge, evaluate, compare or sweep.",
    discussion: """
      Example:
        limn run experiments/four-minutes/experiment.json --dry-run
        limn run experiments/four-minutes/experiment.json --set seed=1
        limn run --from latest --set training.learningRate=0.0002

      The run's folder goes to standard output, then the table of scores where there is one. \
      Paths in a spec are relative to its folder, also those given with --set; with --from, to the \
      working folder. Ctrl-C keeps what a training or a sweep has come to, and limn \
      resume goes on with it; other runs begin anew.
      """)

  @OptionGroup var options: RunOptions

  mutating func run() throws {
    if options.schema {
      print(experimentSchema().canonicalText(pretty: true))
      return
    }
    if options.keys { return print(experimentPage(), terminator: "") }
    let loaded = try options.loadedExperiment()
    if options.dryRun { return try printForecast(of: loaded.experiment) }
    let (command, monitor) = (CommandLine.arguments, TerminalMonitor())
    switch loaded.experiment {
    case .train(let resolved):
      let run = try TrainingRun(
        resolved, from: loaded.inputs, in: options.runs, command: command,
        software: Limn.software, parent: loaded.parent, monitor: monitor)
      try printPlace(of: run.directory)
      try carryOut(run, options.keeping)
    case .judge(let resolved):
      let run = try JudgeRun(
        resolved, from: loaded.inputs, in: options.runs, command: command,
        software: Limn.software, parent: loaded.parent, monitor: monitor)
      try printPlace(of: run.directory)
      try carryOut(run, options.keeping)
    case .sweep(let plan):
      let run = try SweepRun(
        plan, from: loaded.inputs, in: options.runs, command: command, software: Limn.software,
        parent: loaded.parent, monitor: monitor)
      try printPlace(of: run.directory)
      try carryOut(run, options.keeping)
    case .evaluate, .compare:
      let run = try ScoringRun(
        loaded.experiment, from: loaded.inputs, in: options.runs, command: command,
        software: Limn.software, parent: loaded.parent, monitor: monitor)
      try printPlace(of: run.directory)
      try carryOut(run)
    }
  }

  private func printForecast(of experiment: Experiment) throws {
    func show(_ text: String, _ json: JSONValue) {
      print(options.json ? json.canonicalText() : text)
    }
    if isatty(STDERR_FILENO) == 1 {
      report(experiment.kind.learns ? "taking a few steps of each stage" : "measuring")
    }
    switch experiment {
    case .train(let resolved):
      for warning in resolved.warnings { report("warning: \(warning)") }
      let forecast = try Forecast(of: resolved)
      show("\(forecast)", forecast.json)
    case .judge(let resolved):
      let forecast = try Forecast(ofJudge: resolved)
      show("\(forecast)", forecast.json)
    case .sweep(let plan):
      let forecast = try SweepForecast(of: plan)
      show("\(forecast)", forecast.json)
    case .evaluate, .compare:
      let forecast = try ScoringForecast(of: experiment)
      show("\(forecast)", forecast.json)
    }
  }
}

/// Trains to the end.
///
/// - Throws: `Interrupted`, or what the training throws.
func carryOut(_ run: any RepeatableRun, _ keeping: KeepOptions) throws {
  Interruption.watch()
  guard try run.carryOut() else { throw interrupted(run.directory) }
  reportPage(of: run.directory)
  try keeping.write(run.record, in: run.directory)
}

/// Says where a run's page is.
func reportPage(of directory: RunDirectory) {
  if fileExists(directory.report) { report("to look at in a browser: \(directory.report)") }
}

/// Scores, and prints the table.
///
/// - Throws: `Interrupted`, `GateFailure` where a comparison's gate fails, or what the work throws.
func carryOut(_ run: ScoringRun) throws {
  Interruption.watch()
  guard try run.carryOut(), let result = run.result else { throw interrupted(run.directory) }
  print(result.table)
  reportPage(of: run.directory)
  if let reason = result.gateFailure { throw GateFailure(reason: reason) }
}

/// Carries out the runs of a sweep, and prints the table.
///
/// - Throws: `Interrupted`, or what the runs throw.
func carryOut(_ run: SweepRun, _ keeping: KeepOptions) throws {
  Interruption.watch()
  guard let report = try run.carryOut() else { throw interrupted(run.directory) }
  print(sweepTables(of: report))
  reportPage(of: run.directory)
  try keeping.write(run.record, in: run.directory)
}

/// What to throw where a run was stopped.
func interrupted(_ directory: RunDirectory) -> Interrupted {
  let kind = (try? RunRecord.read(directory.record))?.kind
  let goesOn = kind == .train || kind == .sweep
  return Interrupted(
    advice: "\(goesOn ? "continue" : "begin anew") with: limn resume \(directory.path)")
}
