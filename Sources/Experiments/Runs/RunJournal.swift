import Files
import Tensors

/// What a run writes down of itself while it goes on: the record, the log and the page.
///
/// Holds the run's lock for as long as it lives.
final class RunJournal {
  let directory: RunDirectory
  var record: RunRecord
  /// What the run's page tells beside what stands in the folder.
  var details = RunPage.Details()
  private let monitor: any RunMonitor
  private var hasToldOfPage = false
  private let lock: RunLock
  private let log: AppendOnlyFile
  private static let libraries = [LibraryRecord(name: "oneDNN", version: Engine.libraryVersion)]

  /// Begins a new run with its folder, its resolved spec and its record in there.
  ///
  /// - Throws: `InputError` (`unwritable`).
  init(
    name: String, kind: ExperimentKind, config: JSONValue, seeds: [Int], inputs: [FileRecord],
    dataset: DatasetRecord? = nil, in root: String, command: [String], parent: RunRecord.Parent?,
    monitor: any RunMonitor
  ) throws {
    self.monitor = monitor
    // Takes a while, in which there should be no folder without a record.
    _ = RunningProgram.hash
    directory = try RunDirectory.create(in: root, name: name)
    lock = try RunLock(directory)
    log = try AppendOnlyFile(directory.log)
    record = RunRecord(
      of: directory, name: name, kind: kind, config: config, seeds: seeds,
      command: command, libraries: Self.libraries,
      threads: Engine.threadCount)
    record.inputs = inputs
    record.dataset = dataset
    record.parent = parent
    try writeFile(config.fileBytes, to: directory.config)
    try record.write(to: directory.record)
  }

  /// Takes up a run that was interrupted, has failed, or was killed, with as many threads as it
  /// had.
  ///
  /// - Parameters:
  ///   - directory: the run's folder.
  ///   - goesOn: whether the run goes on from what is there, rather than begins anew.
  ///   - monitor: who follows it.
  /// - Throws: `InputError` or `SpecError` where its folder is faulty, or another process carries
  ///   it out.
  init(
    resuming directory: RunDirectory, goingOn goesOn: Bool, monitor: any RunMonitor
  ) throws {
    self.directory = directory
    self.monitor = monitor
    lock = try RunLock(directory)
    log = try AppendOnlyFile(directory.log)
    record = try RunRecord.read(directory.record)
    // What a killed process was writing.
    for name in try namesInFolder(directory.path) where isPartialFile(name) {
      try removeFile("\(directory.path)/\(name)")
    }
    // Sums depend on how many threads take part in them.
    Engine.threadCount = record.machine.threads
    if record.status == .completed { return }
    if goesOn { noteGoingOn() } else { record.beginAnew(libraries: Self.libraries) }
  }

  /// Notes that the program at hand goes on with what may be another's work.
  private func noteGoingOn() {
    // What two builds, instruction sets or libraries have carried out is the work of neither.
    let machine = MachineRecord.current(threads: record.machine.threads)
    let isSame =
      record.program == RunningProgram.hash && record.libraries == Self.libraries
      && record.machine.instructions == machine.instructions
    if !isSame { (record.program, record.code) = (nil, nil) }
  }

  /// Does `work`, which gives nothing where the monitor wanted to stop, and records how it ended.
  ///
  /// - Throws: What `work` throws; the record says so too.
  func carryOut<Value>(_ work: () throws -> Value?) throws -> Value? {
    do {
      record.status = .running
      record.failure = nil
      record.finished = nil
      try record.write(to: directory.record)
      renewPage()
      let value = try work()
      try end(value == nil ? .interrupted : .completed)
      return value
    } catch {
      // The first error is the one to hear of, also where the record cannot be written any more.
      try? end(.failed, failure: "\(error)")
      throw error
    }
  }

  /// Writes a line to the log and tells the monitor.
  func note(_ line: String, isRoutine: Bool = false) throws {
    try log.append(line)
    monitor.logged(line, isRoutine: isRoutine)
  }

  /// Writes the page that shows the run as it stands, of a kind that has one.
  ///
  /// A page that cannot be written is told of, and the run goes on.
  func renewPage() {
    guard record.kind.learns || record.kind == .sweep else { return }
    do { try RunPage(record, in: directory, details).write() } catch {
      if !hasToldOfPage { try? note("warning: no page shows the run: \(error)") }
      hasToldOfPage = true
    }
  }

  /// Notes the sizes of networks.
  func note(parameters counts: [(name: String, count: Int)]) throws {
    let texts = counts.map { "\($0.name) \($0.count)" }
    try note("parameters: " + texts.joined(separator: ", "))
  }

  /// Writes `files` into the folder, by their names there, and records them.
  func write(_ files: [(role: String, name: String, bytes: [UInt8])]) throws {
    for file in files { try writeFile(file.bytes, to: "\(directory.path)/\(file.name)") }
    record.outputs = try files.map {
      try FileRecord(role: $0.role, reading: "\(directory.path)/\($0.name)", recordedAs: $0.name)
    }
  }

  private func end(_ status: RunRecord.Status, failure: String? = nil) throws {
    record.finish(status, failure: failure)
    try record.write(to: directory.record)
    // Whoever called hears of it as the error that it is.
    if let failure { try log.append("failed: \(failure)") }
    renewPage()
  }
}
