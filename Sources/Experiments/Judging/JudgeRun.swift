import Files
import TextToImage

/// Carries out the training of a judge in its folder: the record, the log, the metrics, and at the
/// end the judge and how well it tells captions apart.
public final class JudgeRun: RepeatableRun {
  private let resolved: ResolvedSpec<JudgeSpec>
  private let data: TrainingData
  private let journal: RunJournal
  private let monitor: any RunMonitor
  private let software: String

  /// Begins a new run of a spec.
  ///
  /// - Parameters:
  ///   - resolved: The spec with its changes.
  ///   - inputs: The files it came from.
  ///   - root: The folder of all runs.
  ///   - command: The command line, the program first.
  ///   - software: The program and its version.
  ///   - parent: The run that this one comes from.
  ///   - monitor: Who follows it.
  /// - Throws: `InputError` where the data is missing or the folder cannot be written.
  public init(
    _ resolved: ResolvedSpec<JudgeSpec>, from inputs: [FileRecord], in root: String,
    command: [String], software: String, parent: RunRecord.Parent? = nil, monitor: any RunMonitor
  ) throws {
    self.resolved = resolved
    self.monitor = monitor
    self.software = software
    // A spec's own path means one place only; what was recorded may be called for elsewhere.
    let dataset = resolved.spec.dataset
    data = try TrainingData(parent == nil ? dataset : dataset.located(beside: root))
    journal = try RunJournal(
      name: resolved.spec.name, kind: .judge, config: resolved.json, seeds: [resolved.spec.seed],
      inputs: inputs, dataset: data.record, in: root, command: command, parent: parent,
      monitor: monitor)
  }

  /// Takes up a run that was interrupted; it begins anew.
  ///
  /// - Throws: `InputError` or `SpecError` where its folder is faulty, another process carries it
  ///   out, or its data is missing or not what was recorded (`changed`).
  public init(
    resuming directory: RunDirectory, software: String, monitor: any RunMonitor
  ) throws {
    self.monitor = monitor
    self.software = software
    journal = try RunJournal(resuming: directory, goingOn: false, monitor: monitor)
    resolved = try readSpec(from: journal.record.config, path: "\(directory.record): $.config")
    data = try TrainingData(resolved.spec.dataset.located(beside: directory.root))
    try journal.record.dataset?.verify(data)
  }

  /// The folder.
  public var directory: RunDirectory { journal.directory }
  /// What is written down of it.
  public var record: RunRecord { journal.record }

  /// Trains to the end, tests the judge and ends the record.
  ///
  /// - Returns: Whether it came to its end; false where the monitor wanted to stop.
  /// - Throws: `TrainingFailure`, `InputError`; the record says so.
  public func carryOut() throws -> Bool {
    let judge: Judge? = try journal.carryOut {
      guard let judge = try train(), try finish(judge) else { return nil }
      return judge
    }
    return judge != nil
  }

  /// Takes all steps; nil where the monitor wanted to stop.
  private func train() throws -> Judge? {
    let trainer = try JudgeTrainer(resolved.spec, on: data)
    let (count, interval) = (trainer.stepCount, resolved.spec.logEvery)
    let steps = try StepLog(
      of: journal, resumingAfter: 0, tensors: trainer.parameterSets.tensors.map(\.name))
    try journal.note(parameters: trainer.parameterCounts)
    for warning in [data.leftOut, data.neverSeen].compactMap({ $0 }) {
      try journal.note("warning: \(warning)")
    }
    steps.pace.restart()
    for step in 0..<count {
      if monitor.wantsStop {
        try journal.note("interrupted at step \(step); the steps are not kept")
        return nil
      }
      let report = try trainer.takeStep(step)
      let done = step + 1
      steps.pace.advance()
      monitor.advanced(
        to: done, of: count, unit: "steps", note: Stage.pretraining.rawValue)
      if done % interval == 0 || done == count {
        try steps.append(
          report, stage: .pretraining, step: done, number: done, of: count,
          tensors: trainer.parameterSets.tensors)
      }
      if done == count,
        let warning = pretrainingWarning(for: report, of: resolved.spec.textEncoder.pretraining)
      {
        try journal.note(warning)
      }
    }
    journal.record.trainingSeconds = steps.pace.seconds(after: 0)
    for problem in trainer.leftOut { try journal.note("left out: \(problem)") }
    return trainer.judge
  }

  /// Tests the judge, and writes it with what came of the test; false where the monitor wanted to
  /// stop.
  private func finish(_ judge: Judge) throws -> Bool {
    try journal.note("testing the judge")
    let found = try JudgeFindings(of: judge, trainedBy: resolved.spec, on: data) { done, all in
      monitor.goesOn(at: done, of: all, unit: "pictures")
    }
    guard let found else {
      try journal.note("interrupted while testing; the judge is not kept")
      return false
    }
    for note in found.notes { try journal.note(note) }
    try journal.write([
      ("judge", "judge.safetensors", judge.serialized(provenance: provenance)),
      ("scores", "scores.json", found.scores.fileBytes),
    ])
    journal.record.metrics = found.metrics
    return true
  }

  private var provenance: JSONValue {
    .object(
      [
        .init("name", .string(resolved.spec.name)), .init("software", .string(software)),
        .init("spec", resolved.json), .init("spec_sha256", .string(resolved.hash)),
      ] + (record.dataset.map { [.init("dataset", $0.json)] } ?? []))
  }
}
