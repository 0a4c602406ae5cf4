import Files

/// What is written down of a run, `run.json`: enough to do it again and to tell whether the result
/// is the same.
public struct RunRecord: Equatable, Sendable {
  /// The version of the record's layout that this program writes.
  public static let schema = 1

  /// The run's folder name, "00012-name".
  public var id: String
  /// What the run is called.
  public var name: String
  /// The kind of its spec.
  public var kind: ExperimentKind
  /// How far it has come.
  public var status: Status
  /// Why it failed, where it did.
  public var failure: String?
  /// The run it came from, where there is one.
  public var parent: Parent?
  /// The command line, the program first.
  public var command: [String]
  /// The resolved spec.
  public var config: JSONValue
  /// The SHA-256 of the canonical resolved spec.
  public var configHash: String
  /// The seeds of its random numbers.
  public var seeds: [Int]
  /// The files read and their hashes.
  public var inputs: [FileRecord]
  /// The data set of captioned pictures that it learns from, where it is one.
  public var dataset: DatasetRecord?
  /// The source code in the work tree that the program lies in, as it was when the run began, where
  /// it is known; which build ran, `program` tells.
  public var code: CodeRecord?
  /// The SHA-256 of the program's file, where it is known: which build it was.
  public var program: String?
  /// The computer.
  public var machine: MachineRecord
  /// The libraries underneath, in order, each with its version.
  public var libraries: [LibraryRecord]
  /// When it began, UTC, "2026-05-01T12:00:00Z".
  public var started: String
  /// When it ended, where it has.
  public var finished: String?
  /// The files written and their hashes, paths relative to the run's folder.
  public var outputs: [FileRecord]
  /// The results.
  public var metrics: [MetricRecord]
  /// The seconds that its training steps took, over all its parts; nil where it trains nothing.
  public var trainingSeconds: Double?

  /// How far a run has come.
  public enum Status: String, CaseIterable, Sendable {
    /// Begun and not ended; a dead process leaves this behind, see `RunLock`.
    case running
    /// Ended as planned.
    case completed
    /// Ended by an error.
    case failed
    /// Ended by a signal; can be resumed.
    case interrupted
  }

  /// Begins the record of a run of `config`.
  ///
  /// - Parameters:
  ///   - directory: The run's folder.
  ///   - name: What the run is called.
  ///   - kind: The kind of its spec.
  ///   - config: The resolved spec.
  ///   - seeds: The seeds of its random numbers.
  ///   - command: The command line, the program first.
  ///   - libraries: The libraries underneath.
  ///   - threads: The threads that compute.
  public init(
    of directory: RunDirectory, name: String, kind: ExperimentKind, config: JSONValue, seeds: [Int],
    command: [String], libraries: [LibraryRecord], threads: Int
  ) {
    id = directory.id
    self.name = name
    self.kind = kind
    status = .running
    self.command = command
    self.config = config
    configHash = sha256(config.canonicalBytes())
    self.seeds = seeds
    inputs = []
    code = RunningProgram.path.flatMap { CodeRecord.current(in: folderName($0)) }
    program = RunningProgram.hash
    machine = MachineRecord.current(threads: threads)
    self.libraries = libraries
    started = utcTime()
    outputs = []
    metrics = []
  }

  /// Notes that the program, the machine and the `libraries` at hand carry the run out, with as many
  /// threads as before, and nothing of what others did is left.
  mutating func beginAnew(libraries: [LibraryRecord]) {
    code = RunningProgram.path.flatMap { CodeRecord.current(in: folderName($0)) }
    program = RunningProgram.hash
    machine = MachineRecord.current(threads: machine.threads)
    self.libraries = libraries
    trainingSeconds = nil
  }

  /// Ends the record now.
  public mutating func finish(_ status: Status, failure: String? = nil) {
    self.status = status
    self.failure = failure
    finished = utcTime()
  }
}

extension RunRecord {
  /// Reads the record at `path`.
  ///
  /// - Throws: `InputError` where it is missing, is no JSON, or was written by a newer version of
  ///   the program; `SpecError` with every field that is not as it must be.
  public static func read(_ path: String) throws -> RunRecord {
    let json = try JSONValue(file: path)
    try checkSchema(of: json, path: path)
    let record = try readSpec(RunRecord.self, from: json, path: path).spec
    try checkHash(record.configHash, of: record.config, path: path)
    return record
  }

  /// Checks that the record `json` at `path` has a layout that this version of the program reads.
  ///
  /// - Throws: `InputError` (`invalid`).
  static func checkSchema(of json: JSONValue, path: String) throws {
    guard let found = json["schema"]?.int, found > schema else { return }
    throw InputError(
      .invalid, path: path, expected: "a record of schema \(schema) or older",
      found: "schema \(found)", hint: "a newer version of limn wrote it; update this one")
  }

  /// Checks that `config` in the record at `path` is what was recorded.
  ///
  /// - Throws: `InputError` (`changed`).
  static func checkHash(_ hash: String, of config: JSONValue, path: String) throws {
    let found = sha256(config.canonicalBytes())
    guard found == hash else {
      throw InputError(
        .changed, path: "\(path): $.config", expected: "a spec of hash \(hash)", found: found,
        hint: "the record was edited by hand")
    }
  }

  /// Writes the record to `path`, whole or not at all.
  ///
  /// - Throws: `InputError` (`unwritable`).
  public func write(to path: String) throws {
    try writeFile(json.fileBytes, to: path)
  }
}
