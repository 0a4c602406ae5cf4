import Evaluation
import Files
import TextToImage

/// Carries out the training of a judge in its folder: the record, the log, the metrics, and at the
/// end the judge and how well it tells captions apart.
public final class JudgeRun: LearningRun {
  private let resolved: ResolvedSpec<JudgeSpec>
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
  /// - Throws: `InputError` where the folder cannot be written.
  public init(
    _ resolved: ResolvedSpec<JudgeSpec>, from inputs: [FileRecord], in root: String,
    command: [String], software: String, parent: RunRecord.Parent? = nil, monitor: any RunMonitor
  ) throws {
    self.resolved = resolved
    self.monitor = monitor
    self.software = software
    journal = try RunJournal(
      name: resolved.spec.name, kind: .judge, config: resolved.json, seeds: [resolved.spec.seed],
      inputs: inputs, in: root, command: command, parent: parent, monitor: monitor)
  }

  /// Takes up a run that was interrupted; it begins anew.
  ///
  /// - Throws: `InputError` or `SpecError` where its folder is faulty, or another process carries
  ///   it out.
  public init(
    resuming directory: RunDirectory, software: String, monitor: any RunMonitor
  ) throws {
    self.monitor = monitor
    self.software = software
    journal = try RunJournal(resuming: directory, monitor: monitor)
    resolved = try readSpec(from: journal.record.config, path: "\(directory.record): $.config")
  }

  /// The folder.
  public var directory: RunDirectory { journal.directory }
  /// What is written down of it.
  public var record: RunRecord { journal.record }
  /// The judge.
  public var product: String { directory.judge }

  /// Trains to the end, tests the judge and ends the record.
  ///
  /// - Returns: Whether it came to its end; false where the monitor wanted to stop.
  /// - Throws: `TrainingFailure`, `InputError`; the record says so.
  public func carryOut() throws -> Bool {
    let judge = try journal.carryOut {
      let judge = try train()
      if let judge { try finish(judge) }
      return judge
    }
    return judge != nil
  }

  /// Takes all steps; nil where the monitor wanted to stop.
  private func train() throws -> Judge? {
    let trainer = try JudgeTrainer(resolved.spec)
    let (count, interval) = (trainer.stepCount, resolved.spec.logEvery)
    let steps = try StepLog(
      of: journal, resumingAfter: 0, tensors: trainer.parameterSets.tensors.map(\.name))
    try journal.note(parameters: trainer.parameterCounts)
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
    }
    journal.record.trainingSeconds = steps.pace.seconds(after: 0)
    return trainer.judge
  }

  /// Tests the judge, and writes it with what came of the test.
  private func finish(_ judge: Judge) throws {
    let plan = resolved.spec.retrieval
    try journal.note("testing the judge")
    let found = try judge.precision(
      on: RetrievalTest(
        count: plan.pictures, choices: plan.captions, seed: UInt64(resolved.spec.seed)))
    try journal.note(
      "own caption first of \(plan.captions): \(share(found.mean)) of \(plan.pictures) pictures "
        + "(95% interval \(share(found.low)) to \(share(found.high)))")
    let metric = RetrievalTest.signature
    let scores: JSONValue = [
      "metric": ["name": .string(metric.name), "version": .integer(metric.version)],
      "scores": [
        "r_precision": [
          "mean": .exactly(found.mean), "low": .exactly(found.low), "high": .exactly(found.high),
          "pictures": .integer(plan.pictures), "captions": .integer(plan.captions),
        ]
      ],
    ]
    try journal.write([
      ("judge", "judge.safetensors", judge.serialized(provenance: provenance)),
      ("scores", "scores.json", scores.canonicalBytes(pretty: true) + [UInt8(ascii: "\n")]),
    ])
    journal.record.metrics = [
      MetricRecord(
        name: "r_precision", value: found.mean,
        signature: "\(metric.name)/\(metric.version), \(plan.pictures) pictures, "
          + "\(plan.captions) captions")
    ]
  }

  private var provenance: JSONValue {
    [
      "name": .string(resolved.spec.name), "software": .string(software), "spec": resolved.json,
      "spec_sha256": .string(resolved.hash),
    ]
  }
}
