import Adversarial
import Files
import Tensors

/// What a run that learns writes down of its steps: lines of metrics, of checksums and of the log.
final class StepLog {
  /// The steps and their time.
  var pace = Pace()
  private let journal: RunJournal
  private let metrics: MetricsLog
  private let checksums: ChecksumLog

  /// Opens the files of the run that `journal` is of, which stands at `step`; lines of later steps
  /// are dropped.
  ///
  /// - Throws: `InputError` where a file is faulty or cannot be written.
  init(of journal: RunJournal, resumingAfter step: Int, tensors: [String]) throws {
    let directory = journal.directory
    self.journal = journal
    metrics = try MetricsLog(directory.metrics, resumingAfter: step)
    checksums = try ChecksumLog(directory.checksums, resumingAfter: step, tensors: tensors)
  }

  /// Adds a line of each for step `step` of all, which is number `number` of `count` of its stage.
  ///
  /// - Throws: `InputError` (`unwritable`).
  func append(
    _ report: StepReport, stage: Stage, step: Int, number: Int, of count: Int,
    tensors: [(name: String, value: Tensor)]
  ) throws {
    try append(
      stage: stage, step: step,
      report.map { JSONValue.Member($0.name, .exactly(Double($0.value))) })
    try checksums.append(step: step, stage: stage, tensors)
    let texts = report.map { "\($0.name) \(shortened($0.value))" }.joined(separator: ", ")
    try journal.note(
      "\(stage.rawValue) \(number)/\(count): \(texts)\(pace.text(stepsLeft: count - number))",
      isRoutine: true)
    pace.restart()
  }

  /// Adds a line of metrics.
  ///
  /// - Throws: `InputError` (`unwritable`).
  func append(stage: Stage, step: Int, _ values: [JSONValue.Member]) throws {
    try metrics.append(step: step, [.init("stage", .string(stage.rawValue))] + values)
  }
}
