import ArgumentParser
import Experiments
import Files

/// `limn resume`: goes on with a run.
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a run that was interrupted or killed.",
    discussion: """
      Example:
        limn resume latest

      The run's folder goes to standard output. The result is the same as that of a run that was \
      never interrupted. Of a sweep, complete runs are not carried out again. An evaluation, a \
      comparison or the training of a judge begins anew. The run "latest" is the last that was not \
      begun by a sweep.
      """)

  @OptionGroup var reference: RunReference

  @OptionGroup var keeping: KeepOptions

  mutating func run() throws {
    let directory = try reference.directory()
    let record = try RunRecord.read(directory.record)
    try keeping.requireKeepable(record, in: directory)
    if record.status == .completed, !isUncompared(record, in: directory) {
      try printPlace(of: directory)
      tellOfSweep(of: record, in: directory.root)
      try reportComplete(directory)
      return try keeping.write(record, in: directory)
    }
    switch record.kind {
    case .sweep: try resumeSweep(directory)
    case .evaluate, .compare: try resumeScoring(directory)
    case .train:
      try resumeLearning(
        TrainingRun(resuming: directory, software: Limn.software, monitor: TerminalMonitor()))
    case .judge:
      try resumeLearning(
        JudgeRun(resuming: directory, software: Limn.software, monitor: TerminalMonitor()))
    }
  }

  private func resumeLearning(_ run: any RepeatableRun) throws {
    try printPlace(of: run.directory)
    defer { tellOfSweep(of: run.record, in: run.directory.root) }
    if run.isCompleted {
      try reportComplete(run.directory)
      try keeping.write(run.record, in: run.directory)
      try compareIfNotCompared(run)
    } else if let rerun = try rerun(run) {
      try carryOut(rerun, keeping)
    } else {
      try carryOut(run, keeping)
    }
  }

  private func resumeScoring(_ directory: RunDirectory) throws {
    let run = try ScoringRun(
      resuming: directory, software: Limn.software, monitor: TerminalMonitor())
    try printPlace(of: directory)
    if run.isCompleted {
      try reportComplete(directory)
      return try compareIfNotCompared(run)
    }
    if let rerun = try rerun(run) {
      try carryOut(rerun)
    } else {
      try carryOut(run)
    }
  }

  private func resumeSweep(_ directory: RunDirectory) throws {
    let run = try SweepRun(
      resuming: directory, software: Limn.software, monitor: TerminalMonitor())
    try printPlace(of: directory)
    try carryOut(run, keeping)
  }

  /// Says how the sweep that the run belongs to goes on, where it has not come to its end.
  private func tellOfSweep(of record: RunRecord, in root: String) {
    guard let sweep = unfinishedSweep(of: record, in: root) else { return }
    report("the run is one of a sweep, which goes on with: limn resume \(sweep.path)")
  }

  private func unfinishedSweep(of record: RunRecord, in root: String) -> RunDirectory? {
    guard let parent = record.parent, parent.relation == .sweep,
      let sweep = RunDirectory.at("\(root)/\(parent.id)"),
      (try? RunRecord.read(sweep.record))?.status != .completed
    else { return nil }
    return sweep
  }

  /// Whether it is of a rerun that was not compared with its original.
  private func isUncompared(_ record: RunRecord, in directory: RunDirectory) -> Bool {
    record.parent?.relation == .rerun && !fileExists(directory.drift)
  }

  /// Compares a rerun that came to its end without having been compared.
  private func compareIfNotCompared(_ run: any RepeatableRun) throws {
    guard isUncompared(run.record, in: run.directory), let rerun = try rerun(run) else { return }
    let drift = try rerun.compare()
    try conclude(
      drift.verdict, at: drift.divergence, despiteChanges: rerun.hasChangedInputs, json: nil)
  }

  /// Says that there is nothing to do, and which outputs someone has removed since.
  private func reportComplete(_ directory: RunDirectory) throws {
    let gone = try RunRecord.read(directory.record).outputs.map(\.path)
      .filter { !fileExists("\(directory.path)/\($0)") }
    guard let first = gone.first else { return report("the run is complete") }
    let others = gone.count > 1 ? " and \(gone.count - 1) more" : ""
    report(
      "the run is complete, but \(first)\(others) is gone from it; "
        + "limn rerun \(directory.path) makes all of it again")
  }

  /// The run as a rerun, to be compared when done; nil where it is none, or its original is gone.
  private func rerun(_ run: any RepeatableRun) throws -> ExperimentRerun? {
    do {
      return try ExperimentRerun(resuming: run)
    } catch let error as InputError where error.kind == .missing {
      report("warning: nothing to compare the rerun with: \(error)")
      return nil
    }
  }
}
