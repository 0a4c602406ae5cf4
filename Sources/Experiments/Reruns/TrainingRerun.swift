import Files
import Tensors

/// A training run done again in a folder of its own, and compared with its original.
public final class TrainingRerun {
  /// The original.
  public let original: RecordedExperiment
  /// What the rerun promises.
  public let guarantee: Guarantee
  /// The new run.
  public let run: TrainingRun

  /// Begins the rerun of `original`, with as many threads as it had.
  ///
  /// - Parameters:
  ///   - original: What to do again.
  ///   - root: The folder of all runs.
  ///   - command: The command line, the program first.
  ///   - software: The program and its version.
  ///   - monitor: Who follows it.
  /// - Throws: `InputError` (`changed` where a recorded input is not what it was, before anything
  ///   is written), `SpecError` where this version of the program cannot read the recorded spec.
  public init(
    of original: RecordedExperiment, in root: String, command: [String], software: String,
    monitor: any RunMonitor
  ) throws {
    try original.verifyInputs()
    let place = "\(original.path): $.config"
    let resolved = try readSpec(TrainingSpec.self, from: original.config, path: place)
    Engine.threadCount = original.environment.machine.threads
    var changed = original.environment.changes(to: .current())
    changed += changes(from: original.config, to: resolved.json).map {
      FieldChange("config.\($0.field)", $0.before, $0.after)
    }
    self.original = original
    guarantee = Guarantee(
      changes: changed, tolerances: try Tolerances(of: original.config, path: place))
    run = try TrainingRun(
      resolved, from: original.inputs, in: root, command: command, software: software,
      parent: RunRecord.Parent(id: original.name, relation: .rerun), monitor: monitor)
  }

  /// Trains, compares, and writes `drift.json` into the new run's folder.
  ///
  /// - Returns: The comparison; nil where the monitor wanted to stop before the end.
  /// - Throws: `TrainingFailure` or `InputError` as the training does; the report says so too.
  public func carryOut() throws -> DriftReport? {
    do {
      guard try run.carryOut() else { return nil }
      let report = try compare()
      try write(report)
      return report
    } catch {
      // The first error is the one to hear of, also where the report cannot be written any more.
      try? write(
        DriftReport(
          original: original.name, rerun: run.directory.id, guarantee: guarantee,
          failure: "\(error)"))
      throw error
    }
  }

  private func compare() throws -> DriftReport {
    let made = run.record.outputs
    let outputs = original.outputs.map { output in
      DriftReport.Output(
        path: output.path, original: output.sha256,
        rerun: made.first { $0.path == output.path }?.sha256)
    }
    let metrics = try original.metrics.map {
      MetricsComparison(
        original: $0, rerun: try MetricsHistory(run.directory.metrics).lines,
        tolerances: guarantee.tolerances)
    }
    let scores = try JSONValue.parse(
      readFile(run.directory.scores), path: run.directory.scores)
    return DriftReport(
      original: original.name, rerun: run.directory.id, guarantee: guarantee, outputs: outputs,
      metrics: metrics, scoresExcess: original.scores.flatMap { excess($0, scores) })
  }

  /// The first score that strays further than allowed.
  private func excess(_ before: JSONValue, _ after: JSONValue) -> Divergence? {
    MetricsComparison(
      original: [["stage": "scores", "scores": before]],
      rerun: [["stage": "scores", "scores": after]], tolerances: guarantee.tolerances
    ).excess
  }

  private func write(_ report: DriftReport) throws {
    try writeFile(
      report.json.canonicalBytes(pretty: true) + [UInt8(ascii: "\n")], to: run.directory.drift)
  }
}
