import Adversarial
import Files
import Imaging

/// Carries out a training run in its folder: the record, the log, the metrics, the sheets of
/// samples, the checkpoints, the page, and at the end the model and its scores.
public final class TrainingRun: TrainingObserver, RepeatableRun {
  let resolved: ResolvedSpec<TrainingSpec>
  private let data: TrainingData
  private let scoring: any ModelScoring
  private let figures: FigureScoring?
  private let monitor: any RunMonitor
  private let software: String
  private let journal: RunJournal
  private var steps: StepLog?
  private var health: DiscriminatorHealth
  private var leftOutCount = 0
  /// Whether it is taken up without the state that it had come to.
  private let lostState: Bool
  /// The steps that were done at the last checkpoint; nil before the first.
  private var keptSteps: Int?

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
  /// - Throws: `InputError` where the data is missing or the folder cannot be written; `SpecError`.
  public init(
    _ resolved: ResolvedSpec<TrainingSpec>, from inputs: [FileRecord], in root: String,
    command: [String], software: String, parent: RunRecord.Parent? = nil, monitor: any RunMonitor
  ) throws {
    self.resolved = resolved
    self.monitor = monitor
    self.software = software
    // A spec's own path means one place only; what was recorded may be called for elsewhere.
    let dataset = resolved.spec.dataset
    data = try TrainingData(parent == nil ? dataset : dataset.located(beside: root))
    scoring = data.scoring(of: resolved.spec)
    figures = try FigureScoring(of: resolved.spec, on: data)
    health = DiscriminatorHealth(of: resolved.spec.recipe)
    lostState = false
    journal = try RunJournal(
      name: resolved.spec.name, kind: .train, config: resolved.json, seeds: [resolved.spec.seed],
      inputs: inputs, dataset: data.record, in: root, command: command, parent: parent,
      monitor: monitor)
  }

  /// Takes up a run that was interrupted, has failed, or was killed.
  ///
  /// - Throws: `InputError` or `SpecError` where its folder is faulty, another process carries it
  ///   out, or its data is missing or not what was recorded (`changed`).
  public init(
    resuming directory: RunDirectory, software: String, monitor: any RunMonitor
  ) throws {
    self.monitor = monitor
    self.software = software
    let hasState = fileExists(directory.state)
    lostState = try !hasState && RunRecord.read(directory.record).trainingSeconds != nil
    journal = try RunJournal(resuming: directory, goingOn: hasState, monitor: monitor)
    resolved = try readSpec(
      from: journal.record.config, path: "\(directory.record): $.config")
    data = try TrainingData(resolved.spec.dataset.located(beside: directory.root))
    try journal.record.dataset?.verify(data)
    scoring = data.scoring(of: resolved.spec)
    figures = try FigureScoring(of: resolved.spec, on: data)
    health = DiscriminatorHealth(of: resolved.spec.recipe)
  }

  /// The folder.
  public var directory: RunDirectory { journal.directory }
  /// What is written down of it.
  public var record: RunRecord { journal.record }

  /// Trains to the end, scores the model and ends the record.
  ///
  /// - Returns: Whether it came to its end; false where the monitor wanted to stop.
  /// - Throws: `TrainingFailure`, `InputError`; the record says so, and the last checkpoint is
  ///   whole.
  public func carryOut() throws -> Bool {
    try journal.carryOut { try train() ? true : nil } ?? false
  }

  private func train() throws -> Bool {
    try makeFolder(directory.samples)
    let isResumed = fileExists(directory.state)
    let trainer =
      isResumed ? try resumedTrainer() : try Trainer(resolved.spec, on: data)
    steps = try StepLog(
      of: journal, resumingAfter: trainer.doneSteps,
      tensors: trainer.networks.parameterSets.tensors.map(\.name))
    if isResumed {
      try note("resumed at step \(trainer.doneSteps)")
    } else {
      if lostState { try note("the state is gone; training begins anew") }
      try journal.note(parameters: trainer.parameterCounts)
      for warning in warnings { try note("warning: \(warning)") }
    }
    journal.details.captions = scoring.sheetCaptions
    renewPage(trainer)
    steps?.pace.restart()
    guard try trainer.run(self) else {
      try trainerReachedCheckpoint(trainer)
      try note("interrupted at step \(trainer.doneSteps)")
      return false
    }
    return try finish(trainer)
  }

  private func resumedTrainer() throws -> Trainer {
    do {
      return try Trainer(resolved.spec, on: data, resuming: directory.state)
    } catch let fault as InputError where fault.path.hasPrefix(directory.state) {
      throw InputError(
        fault.kind, path: fault.path, expected: fault.expected, found: fault.found,
        hint: "delete the file, and limn resume begins anew")
    }
  }

  /// Whether an image encoder that nothing has taught is to score the model.
  private var isScoredByUntaught: Bool {
    scoring is CaptionedScoring && resolved.spec.textEncoder.pretraining.steps == 0
  }

  /// What of the spec or the data is probably not meant, known before the first step.
  private var warnings: [String] {
    resolved.warnings
      + [
        isScoredByUntaught
          ? "textEncoder.pretraining.steps is 0, so that scores by the run's own encoders tell "
            + "nothing; score the model with: limn evaluate --judge JUDGE" : nil, data.leftOut,
        data.neverSeen,
      ].compactMap { $0 }
  }

  /// Writes the model and scores it.
  private func finish(_ trainer: Trainer) throws -> Bool {
    if keptSteps != trainer.doneSteps { try trainerReachedCheckpoint(trainer) }
    try note("scoring the model")
    let report = try scoring.report(of: trainer) { done, all in
      monitor.goesOn(at: done, of: all, unit: "prompts")
    }
    guard let report else {
      try note("interrupted while scoring")
      return false
    }
    var scores = report.json.members ?? []
    scores.append(.init("seeds", .string(resolved.spec.evaluation.seeds.ofPrompts)))
    var metrics = report.metricRecords(over: scoring.scope, prefix: scoring.prefix)
    if let figures {
      try note("drawing pictures for figures over sets of them")
      let found = try figures.evaluation(of: trainer.model) { done, all, unit in
        monitor.goesOn(at: done, of: all, unit: unit)
      }
      guard let found else {
        try note("interrupted while scoring")
        return false
      }
      for warning in found.warnings { try note("warning: \(warning)") }
      for picture in found.leftOut { try note("left out: \(picture.reason)") }
      for figure in found.figures { try note("\(figure.name) \(significant(figure.value))") }
      scores.append(.init("figures", .array(found.figures.map(\.json))))
      metrics += figures.metricRecords(of: found)
    }
    try writeFile(JSONValue.object(scores).fileBytes, to: directory.scores)
    journal.record.metrics = metrics
    if let overall = report.scores.overall {
      try note("\(scoring.prefix)overall score \(share(overall.mean)) by \(report.metric.name)")
    }
    journal.record.outputs = try ["model.safetensors", "scores.json"].map {
      try FileRecord(
        role: $0.hasPrefix("model") ? "model" : "scores", reading: "\(directory.path)/\($0)",
        recordedAs: $0)
    }
    if try namesInFolder(directory.samples).isEmpty {
      journal.details.lastSheet = .init(
        title: "after \(counted(trainer.doneSteps, "step"))",
        png: try PNG.encode(scoring.sheet(trainer.model)))
    }
    return true
  }

  /// Writes the page that shows how far the run is.
  private func renewPage(_ trainer: Trainer) {
    journal.details.progress = .init(
      stage: trainer.stage, stageDone: trainer.step,
      stageTotal: trainer.stepCount(of: trainer.stage), done: trainer.doneSteps,
      total: trainer.totalSteps)
    journal.renewPage()
  }

  private func note(_ line: String) throws { try journal.note(line) }

  // MARK: TrainingObserver

  /// Whether the monitor wants to stop.
  public var wantsStop: Bool { monitor.wantsStop }

  /// Tells the monitor.
  public func trainerAdvanced(_ trainer: Trainer) {
    steps?.pace.advance()
    monitor.advanced(
      to: trainer.doneSteps, of: trainer.totalSteps, unit: "steps", note: trainer.stage.rawValue)
  }

  /// Adds a line to the metrics, to the checksums and to the log.
  public func trainer(_ trainer: Trainer, measured report: StepReport) throws {
    try steps?.append(
      report, stage: trainer.stage, step: trainer.doneSteps, number: trainer.step,
      of: trainer.stepCount(of: trainer.stage), tensors: trainer.networks.parameterSets.tensors)
    if let warning = health.warning(for: report) { try note(warning) }
    let plan = trainer.spec.textEncoder.pretraining
    if trainer.stage == .pretraining, trainer.step == plan.steps,
      let warning = pretrainingWarning(for: report, of: plan)
    {
      try note(warning)
    }
    for problem in trainer.leftOut.dropFirst(leftOutCount) { try note("left out: \(problem)") }
    leftOutCount = trainer.leftOut.count
  }

  /// Draws the sheet of samples.
  public func trainerReachedSample(_ trainer: Trainer) throws {
    let sheet = try scoring.sheet(trainer.model)
    let name = zeroPadded(trainer.doneSteps, digits: 8)
    try PNG.write(sheet, text: [("Software", software)], to: "\(directory.samples)/\(name).png")
    renewPage(trainer)
    steps?.pace.restart()
  }

  /// Scores the model on a part of the captions.
  public func trainerReachedEvaluation(_ trainer: Trainer) throws {
    // At the very end the whole set is scored.
    guard trainer.doneSteps < trainer.totalSteps else { return }
    guard let scores = try scoring.scores(of: trainer) else { return }
    try steps?.append(
      stage: trainer.stage, step: trainer.doneSteps, [.init("scores", scores.json)])
    var parts = scores.tags.map { ($0.tag, $0.all) }
    if parts.isEmpty { parts = [("seen", scores.seen), ("unseen", scores.unseen)] }
    let texts = parts.compactMap { name, part in part.map { "\(name) \(share($0.mean))" } }
    try note(
      "score at step \(trainer.doneSteps): \(share(scores.overall?.mean ?? 0)) ("
        + texts.joined(separator: ", ") + ")")
    renewPage(trainer)
    steps?.pace.restart()
  }

  /// Writes the state and the model.
  public func trainerReachedCheckpoint(_ trainer: Trainer) throws {
    if let bad = trainer.firstNonFiniteParameter {
      throw TrainingFailure(
        stage: trainer.stage, step: trainer.step, what: "\(bad) has values that are not finite")
    }
    try writeFile(trainer.serializedState(), to: directory.state)
    var provenance: [JSONValue.Member] = [
      .init("name", .string(resolved.spec.name)), .init("software", .string(software)),
      .init("spec", resolved.json), .init("spec_sha256", .string(resolved.hash)),
      .init("stage", .string(trainer.stage.rawValue)), .init("step", .integer(trainer.step)),
    ]
    if let dataset = record.dataset { provenance.append(.init("dataset", dataset.json)) }
    try writeFile(
      trainer.model.serialized(provenance: .object(provenance)), to: directory.model)
    let earlier = record.trainingSeconds ?? 0
    journal.record.trainingSeconds = steps?.pace.seconds(after: earlier) ?? earlier
    try record.write(to: directory.record)
    renewPage(trainer)
    keptSteps = trainer.doneSteps
    steps?.pace.restart()
  }
}
