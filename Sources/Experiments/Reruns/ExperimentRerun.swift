import Files
import Tensors

/// A run done again in a folder of its own, and compared with its original.
public final class ExperimentRerun {
  /// The original.
  public let original: RecordedExperiment
  /// What the rerun promises.
  public let guarantee: Guarantee
  /// The new run.
  public let run: any RepeatableRun

  /// Begins the rerun of `original`, with as many threads as it had.
  ///
  /// - Parameters:
  ///   - original: What to do again.
  ///   - verifiesInputs: Whether it is to stop where a recorded input has changed; the recorded
  ///     spec is what is run in any case.
  ///   - root: The folder of all runs.
  ///   - command: The command line, the program first.
  ///   - software: The program and its version.
  ///   - monitor: Who follows it.
  /// - Throws: `InputError` (`changed` where a recorded input is not what it was, `invalid` where
  ///   the original is a sweep, before anything is written), `SpecError` where this version of the
  ///   program cannot read the recorded spec.
  public init(
    of original: RecordedExperiment, verifyingInputs verifiesInputs: Bool = true,
    in root: String, command: [String], software: String, monitor: any RunMonitor
  ) throws {
    if verifiesInputs { try original.verifyInputs() }
    let experiment = try Experiment(original.config, path: "\(original.path): $.config")
    Engine.threadCount = original.environment.machine.threads
    self.original = original
    let parent = RunRecord.Parent(
      id: original.name, relation: .rerun, record: original.path,
      recordHash: sha256(try readFile(original.path)))
    switch experiment {
    case .train(let resolved):
      run = try TrainingRun(
        resolved, from: original.inputs, in: root, command: command, software: software,
        parent: parent, monitor: monitor)
    case .judge(let resolved):
      run = try JudgeRun(
        resolved, from: original.inputs, in: root, command: command, software: software,
        parent: parent, monitor: monitor)
    case .evaluate, .compare:
      run = try ScoringRun(
        experiment, from: original.inputs, expecting: verifiesInputs ? original.inputs : [],
        in: root, command: command, software: software, parent: parent, monitor: monitor)
    case .sweep:
      throw InputError(
        .invalid, path: original.path, expected: "a run to do again", found: "a sweep of runs",
        hint: "limn runs lists its runs; rerun them one by one")
    }
    guarantee = try Self.guarantee(original, run.record)
  }

  /// Takes up a rerun that was interrupted.
  ///
  /// - Parameter run: The rerun, taken up by its `init(resuming:)`.
  /// - Throws: `InputError` (`missing` where the original is gone) or `SpecError`, where its record
  ///   is faulty; nil where `run` is no rerun.
  public init?(resuming run: any RepeatableRun) throws {
    guard let parent = run.record.parent, parent.relation == .rerun else { return nil }
    original = try Self.original(parent, of: run)
    guarantee = try Self.guarantee(original, run.record)
    self.run = run
  }

  /// Whether the run reads something else than its original did; a spec is the recorded one in any
  /// case.
  public var hasChangedInputs: Bool { !original.changedInputs(in: run.record).isEmpty }

  /// Does the work, compares, and writes `drift.json` into the new run's folder.
  ///
  /// - Returns: The comparison; nil where the monitor wanted to stop before the end.
  /// - Throws: `TrainingFailure` or `InputError` as the work does; the report says so too.
  public func carryOut() throws -> DriftReport? {
    do {
      return try run.carryOut() ? compare() : nil
    } catch {
      let report = DriftReport(
        original: original.name, rerun: run.directory.id, guarantee: guarantee,
        failure: "\(error)")
      // The first error is the one to hear of, also where the report cannot be written any more.
      try? report.write(to: run.directory)
      throw error
    }
  }

  /// The run or the kept record that `run` does again: where it was found then, or beside `run`.
  ///
  /// Another one of its place or name has another record, or if none was noted another spec.
  private static func original(
    _ parent: RunRecord.Parent, of run: any RepeatableRun
  ) throws -> RecordedExperiment {
    let beside = RunDirectory(named: parent.id, in: run.directory.root)
    for path in [parent.record, beside?.record].compactMap({ $0 })
    where !isSameFile(path, run.directory.record) {
      guard let bytes = try? readFile(path), let original = try? RecordedExperiment(record: path)
      else { continue }
      let isMeant =
        parent.recordHash.map { $0 == sha256(bytes) } ?? (original.config == run.record.config)
      if isMeant { return original }
    }
    throw InputError(
      .missing, path: parent.record ?? parent.id, expected: "what was run before",
      found: "none of that record")
  }

  /// Compares the run, which has come to its end, and writes `drift.json` into its folder.
  ///
  /// - Throws: `InputError` where a file of either run is faulty, or the folder cannot be written.
  public func compare() throws -> DriftReport {
    let report = try DriftReport(
      comparing: original, with: run.directory, run.record, guarantee: guarantee)
    try report.write(to: run.directory)
    return report
  }

  private static func guarantee(
    _ original: RecordedExperiment, _ record: RunRecord
  ) throws -> Guarantee {
    let changed =
      original.environment.changes(to: .of(record))
      + changes(from: original.config, to: record.config).map {
        FieldChange("config.\($0.field)", $0.before, $0.after)
      } + original.changedInputs(in: record)
    return Guarantee(
      changes: changed,
      tolerances: try Tolerances(of: original.config, path: "\(original.path): $.config"))
  }
}
