import ArgumentParser
import Experiments
import Files

/// `limn run`: trains a model as a spec says.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Train a model as a spec says.",
    discussion: """
      Example:
        limn run experiments/shapes-64/experiment.json --set training.steps=20000

      The run's folder goes to standard output. Ctrl-C keeps the state; limn resume goes on.
      """)

  @OptionGroup var options: RunOptions

  mutating func run() throws {
    let resolved = try options.resolvedSpec()
    if options.dryRun {
      let forecast = try Forecast(of: resolved)
      print(options.json ? forecast.json.canonicalText() : "\(forecast)")
      return
    }
    let run = try TrainingRun(
      resolved, from: [FileRecord(role: "spec", reading: options.spec)], in: options.runs,
      command: CommandLine.arguments,
      software: Limn.software, monitor: TerminalMonitor())
    print(run.directory.path)
    try carryOut(run, keeping: options.keep)
  }
}

/// `limn resume`: goes on with a run.
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a run that was interrupted or killed.",
    discussion: """
      Example:
        limn resume latest

      The run's folder goes to standard output. The result is the same as that of a run that was \
      never interrupted.
      """)

  @OptionGroup var reference: RunReference

  @Flag(help: "When done, write model.safetensors and record.json beside the spec.")
  var keep = false

  mutating func run() throws {
    let run = try TrainingRun(
      resuming: reference.directory(), software: Limn.software, monitor: TerminalMonitor())
    print(run.directory.path)
    if run.isCompleted {
      report("the run is complete")
      if keep { try run.keep() }
      return
    }
    if let rerun = try rerun(run) {
      try carryOut(rerun, keeping: keep, json: false)
    } else {
      try carryOut(run, keeping: keep)
    }
  }

  /// The run as a rerun, to be compared when done; nil where it is none, or its original is gone.
  private func rerun(_ run: TrainingRun) throws -> TrainingRerun? {
    do {
      return try TrainingRerun(resuming: run, in: reference.runs)
    } catch let error as InputError where error.kind == .missing {
      report("warning: nothing to compare the rerun with: \(error)")
      return nil
    }
  }
}

private func carryOut(_ run: TrainingRun, keeping: Bool) throws {
  Interruption.watch()
  guard try run.carryOut() else {
    throw Interrupted(advice: "continue with: limn resume \(run.directory.path)")
  }
  if keeping { try run.keep() }
}
