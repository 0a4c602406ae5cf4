import Files

/// What differs between two runs, by subject.
public struct RunComparison: Sendable {
  /// A subject and what differs in it.
  public struct Section: Sendable {
    /// The subject: "config", "inputs", "code", "machine", "metrics", "outputs".
    public let title: String
    /// What differs, in order; empty where nothing does.
    public let changes: [FieldChange]
  }

  /// The first run's folder name.
  public let first: String
  /// The second run's folder name.
  public let second: String
  /// The subjects, always all of them.
  public let sections: [Section]
  /// The metrics whose values cannot be compared, since they were measured otherwise.
  public let incomparable: [String]
  /// Where the lines of metrics part first; nil where they do not, or a run has none.
  public let divergence: Divergence?
  /// Where the parameters that are trained part first; nil where they do not, or a run has no
  /// checksums of them.
  public let parameterDivergence: Divergence?

  /// Compares two records, and the lines of metrics and the checksums where both are given.
  public init(
    _ first: RunRecord, _ second: RunRecord,
    lines: (first: [JSONValue], second: [JSONValue])? = nil,
    checksums: (first: ChecksumHistory, second: ChecksumHistory)? = nil
  ) {
    self.first = first.id
    self.second = second.id
    sections = [
      Section(title: "config", changes: changes(from: first.config, to: second.config)),
      Section(
        title: "inputs", changes: changes(from: inputs(of: first), to: inputs(of: second))),
      Section(title: "code", changes: changes(from: code(of: first), to: code(of: second))),
      Section(
        title: "machine", changes: changes(from: machine(of: first), to: machine(of: second))),
      Section(
        title: "metrics", changes: changes(from: metrics(of: first), to: metrics(of: second))),
      Section(
        title: "outputs", changes: changes(from: hashes(first.outputs), to: hashes(second.outputs))),
    ]
    incomparable = first.metrics.compactMap { metric in
      let other = second.metrics.first { $0.name == metric.name }
      return other.map { $0.signature != metric.signature } == true ? metric.name : nil
    }
    divergence = lines.flatMap {
      MetricsComparison(original: $0.first, rerun: $0.second, tolerances: .none).divergence
    }
    parameterDivergence = checksums.flatMap { $0.first.divergence(from: $0.second) }
  }

  /// The comparison for people: a subject, then a line a difference.
  public var text: String {
    var lines = ["\(first) -> \(second)"]
    for section in sections {
      // The record's metrics are what the run came to, and metrics.jsonl is the way there.
      let title = section.title == "metrics" ? "results" : section.title
      lines.append(section.changes.isEmpty ? "\(title): the same" : title)
      lines += section.changes.map { "  \($0)\(delta($0, in: section))" }
    }
    if !incomparable.isEmpty {
      lines.append(
        "measured otherwise, not to be compared: " + incomparable.joined(separator: ", "))
    }
    if let divergence { lines.append("metrics.jsonl first differs at \(divergence)") }
    if let parameterDivergence {
      lines.append("checksums.jsonl first differs at \(parameterDivergence)")
    }
    return lines.joined(separator: "\n")
  }

  private func delta(_ change: FieldChange, in section: Section) -> String {
    guard section.title == "metrics", !incomparable.contains(change.field),
      let before = change.before?.double,
      let after = change.after?.double
    else { return "" }
    return " (\(after < before ? "-" : "+")\(share((after - before).magnitude)))"
  }

  /// The comparison as JSON.
  public var json: JSONValue {
    .object(
      [
        JSONValue.Member("first", .string(first)), .init("second", .string(second)),
        .init("incomparable", .array(incomparable.map(JSONValue.string))),
        .init("first_divergence", divergence?.json ?? .null),
        .init("first_parameter_divergence", parameterDivergence?.json ?? .null),
      ] + sections.map { .init($0.title, .array($0.changes.map(\.json))) })
  }
}

/// The files' hashes by what they are and where they are.
private func hashes(_ files: [FileRecord]) -> JSONValue {
  .object(files.map { .init("\($0.role) \($0.path)", .string($0.sha256)) })
}

private func inputs(of record: RunRecord) -> JSONValue {
  let dataset = record.dataset.map {
    JSONValue.Member("data set \($0.name)", .string($0.sha256))
  }
  return .object((hashes(record.inputs).members ?? []) + [dataset].compactMap { $0 })
}

private func code(of record: RunRecord) -> JSONValue {
  var members = record.code?.json.members ?? []
  if let program = record.program { members.append(.init("program_sha256", .string(program))) }
  return .object(members)
}

private func machine(of record: RunRecord) -> JSONValue {
  .object(
    (record.machine.json.members ?? [])
      + record.libraries.map { .init($0.name, .string($0.version)) })
}

private func metrics(of record: RunRecord) -> JSONValue {
  .object(record.metrics.map { .init($0.name, .exactly($0.value)) })
}
