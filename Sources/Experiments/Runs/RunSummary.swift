import Files

/// How a run stands, as far as can be told from outside.
public enum RunState: String, CaseIterable, Sendable {
  /// A process carries it out.
  case running
  /// Its record says running, but no process carries it out.
  case dead
  /// Ended as planned.
  case completed
  /// Ended by an error.
  case failed
  /// Ended by a signal; can be resumed.
  case interrupted
  /// It has no record, or one that this program cannot read.
  case unreadable
}

/// A run in a list of runs.
public struct RunSummary: Sendable {
  /// The folder.
  public let directory: RunDirectory
  /// How it stands.
  public let state: RunState
  /// Its record; nil where it is unreadable.
  public let record: RunRecord?
  /// Why it is unreadable.
  public let fault: String?
}

extension RunSummary {
  /// Looks at the run in `directory`; a faulty record is told of, not thrown.
  public init(_ directory: RunDirectory) {
    do {
      self = try RunSummary(directory, RunRecord.read(directory.record))
    } catch {
      self = RunSummary(directory: directory, state: .unreadable, record: nil, fault: "\(error)")
    }
  }

  /// Looks at a run whose record was read.
  ///
  /// - Throws: `InputError` or `SpecError`, where the record changed in between and cannot be read.
  public init(_ directory: RunDirectory, _ record: RunRecord) throws {
    var record = record
    if record.status == .running, !RunLock.isHeld(in: directory) {
      // It may have come to its end between the reading and the look at the lock.
      record = try RunRecord.read(directory.record)
    }
    let state: RunState =
      switch record.status {
      case .running: RunLock.isHeld(in: directory) ? .running : .dead
      case .completed: .completed
      case .failed: .failed
      case .interrupted: .interrupted
      }
    self.init(directory: directory, state: state, record: record, fault: nil)
  }

  /// The runs under `root` in order of their numbers.
  ///
  /// - Parameters:
  ///   - root: The folder of all runs.
  ///   - state: Only runs that stand like this; nil for all.
  ///   - name: Only runs with this text in their folder's name; nil for all.
  /// - Returns: The runs, also those that are unreadable.
  /// - Throws: `InputError` where the folder cannot be read.
  public static func all(in root: String, state: RunState? = nil, name: String? = nil) throws
    -> [RunSummary]
  {
    try RunDirectory.all(in: root)
      .filter { run in name.map { run.id.lowercased().contains($0.lowercased()) } ?? true }
      .map(RunSummary.init)
      .filter { state == nil || $0.state == state }
  }

  /// The summary as JSON.
  public var json: JSONValue {
    [
      "id": .string(directory.id), "kind": record.map { .string($0.kind.rawValue) } ?? .null,
      "path": .string(directory.path),
      "state": .string(state.rawValue),
      "started": record.map { .string($0.started) } ?? .null,
      "finished": record?.finished.map(JSONValue.string) ?? .null,
      "overall": overall.map { .exactly($0.value) } ?? .null,
      "measure": overall.map { .string($0.measure) } ?? .null,
      "parent": record?.parent.map(\.json) ?? .null,
      "fault": fault.map(JSONValue.string) ?? .null,
    ]
  }

  /// The mean of its model's scores, where it has one.
  var overall: MetricRecord? { record?.overall }
}

/// The runs as a table for people, a line a run.
public func table(of runs: [RunSummary]) -> String {
  var rows = [["run", "kind", "state", "started", "overall", "measured by", "from"]]
  for run in runs {
    rows.append([
      run.directory.id, run.record?.kind.rawValue ?? "-", run.state.rawValue,
      run.record?.started ?? "-",
      run.overall.map { share($0.value) } ?? "-", run.overall?.measure ?? "-",
      run.record?.parent.map { "\($0.relation.phrase) \($0.id)" } ?? "-",
    ])
  }
  return aligned(rows)
}
