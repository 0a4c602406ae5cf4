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
  ///   - verifiesInputs: Whether it is to stop where a recorded input has changed; the recorded spec
  ///     is what is run in any case.
  ///   - root: The folder of all runs.
  ///   - command: The command line, the program first.
  ///   - software: The program and its version.
  ///   - monitor: Who follows it.
  /// - Throws: `InputError` (`changed` where a recorded input is not what it was, before anything
  ///   is written), `SpecError` where this version of the program cannot read the recorded spec.
  public init(
    of original: RecordedExperiment, verifyingInputs verifiesInputs: Bool = true,
    in root: String, command: [String], software: String, monitor: any RunMonitor
  ) throws {
    if verifiesInputs { try original.verifyInputs() }
    let resolved = try readSpec(
      TrainingSpec.self, from: original.config, path: "\(original.path): $.config")
    Engine.threadCount = original.environment.machine.threads
    self.original = original
    guarantee = try Self.guarantee(original, config: resolved.json, .current())
    run = try TrainingRun(
      resolved, from: original.inputs, in: root, command: command, software: software,
      parent: RunRecord.Parent(id: original.name, relation: .rerun), monitor: monitor)
  }

  /// Takes up a rerun that was interrupted.
  ///
  /// - Parameters:
  ///   - run: The rerun, taken up by `TrainingRun.init(resuming:)`.
  ///   - root: The folder of all runs.
  /// - Throws: `InputError` or `SpecError` where the original is no run there any more, or its
  ///   record is faulty; nil where `run` is no rerun.
  public init?(resuming run: TrainingRun, in root: String) throws {
    guard let parent = run.record.parent, parent.relation == .rerun else { return nil }
    original = try RecordedExperiment(run: RunDirectory.find(parent.id, in: root))
    guarantee = try Self.guarantee(original, config: run.record.config, .of(run.record))
    self.run = run
  }

  /// Trains, compares, and writes `drift.json` into the new run's folder.
  ///
  /// - Returns: The comparison; nil where the monitor wanted to stop before the end.
  /// - Throws: `TrainingFailure` or `InputError` as the training does; the report says so too.
  public func carryOut() throws -> DriftReport? {
    do {
      guard try run.carryOut() else { return nil }
      let report = try DriftReport(
        comparing: original, with: run.directory, run.record, guarantee: guarantee)
      try report.write(to: run.directory)
      return report
    } catch {
      let report = DriftReport(
        original: original.name, rerun: run.directory.id, guarantee: guarantee,
        failure: "\(error)")
      // The first error is the one to hear of, also where the report cannot be written any more.
      try? report.write(to: run.directory)
      throw error
    }
  }

  private static func guarantee(
    _ original: RecordedExperiment, config: JSONValue, _ environment: RunEnvironment
  ) throws -> Guarantee {
    let changed =
      original.environment.changes(to: environment)
      + changes(from: original.config, to: config).map {
        FieldChange("config.\($0.field)", $0.before, $0.after)
      }
    return Guarantee(
      changes: changed,
      tolerances: try Tolerances(of: original.config, path: "\(original.path): $.config"))
  }
}
