import Files

/// What `--keep` writes of a run beside its spec, and where.
public struct KeptResult {
  private let record: RunRecord
  private let directory: RunDirectory
  private let kind: ExperimentKind
  private let spec: String

  /// What is to be kept of the run in `directory`, which need not have come to its end yet.
  ///
  /// - Throws: `InputError` where it did not come from a spec; nil where a run of its kind leaves
  ///   nothing to keep.
  public init?(of record: RunRecord, in directory: RunDirectory) throws {
    let kind = record.kind
    guard kind.isKept else { return nil }
    guard let spec = record.inputs.first(where: { $0.role == "spec" })?.path else {
      throw InputError(
        .invalid, path: directory.path, expected: "a run of a spec, to keep its result beside",
        found: "one that came from another run", hint: "copy its \(kind.keptNames[0])")
    }
    (self.record, self.directory, self.kind, self.spec) = (record, directory, kind, spec)
  }

  /// The files that are written beside the spec.
  ///
  /// - Throws: `InputError` (`invalid`) where the spec is one of them.
  public func files() throws -> [String] { try kind.keptFiles(besideSpec: spec) }

  /// Writes the model or the judge with its record, or what came out of a sweep; where a sweep has
  /// no plot or samples, those of an earlier one go.
  ///
  /// - Parameter force: Whether what was kept before may be replaced.
  /// - Throws: `InputError` where the run is not complete, its files are gone or changed, something
  ///   is kept already (`exists`), or the folder of the spec cannot be written.
  public func write(force: Bool) throws {
    guard record.status == .completed else {
      throw InputError(
        .invalid, path: directory.path, expected: "a complete run",
        found: "one that is \(record.status.rawValue)")
    }
    // Another run may have kept its result while this one was carried out.
    try requireFree(files(), force: force)
    if kind.learns { try writeLearned() } else { try writeSweep() }
  }

  private func writeLearned() throws {
    let name = kind.keptNames[0]
    let scores = try JSONValue.parse(
      output(fileName(directory.scores)), path: directory.scores)
    let bytes = try output(name)
    try writeFile(bytes, to: place(of: name))
    try writeFile(
      keptRecord(name: name, bytes: bytes, scores: scores).fileBytes, to: place(of: "record.json"))
  }

  private func writeSweep() throws {
    for name in kind.keptNames {
      if record.outputs.contains(where: { $0.path == name }) {
        try writeFile(output(name), to: place(of: name))
      } else {
        try removeFile(place(of: name))
      }
    }
  }

  private func place(of name: String) -> String { folderPrefix(spec) + name }

  /// What `KeptRecord` reads.
  private func keptRecord(name: String, bytes: [UInt8], scores: JSONValue) -> JSONValue {
    let fields = [
      "name", "config", "config_sha256", "dataset", "seeds", "code", "program_sha256", "machine",
      "libraries",
    ]
    let members = (record.json.members ?? []).filter { fields.contains($0.key) }
    return .object(
      members + [
        .init(
          "model",
          [
            "path": .string(name), "bytes": .integer(bytes.count), "sha256": .string(sha256(bytes)),
          ]),
        .init("schema", .integer(RunRecord.schema)),
        .init("scores", scores),
      ])
  }

  /// The bytes of the output called `name`.
  ///
  /// - Throws: `InputError` where it is gone, or is not what the run wrote (`changed`).
  private func output(_ name: String) throws -> [UInt8] {
    let path = "\(directory.path)/\(name)"
    let bytes = try readFile(path)
    let found = sha256(bytes)
    guard let recorded = record.outputs.first(where: { $0.path == name }), recorded.sha256 != found
    else { return bytes }
    throw InputError(
      .changed, path: path, expected: "what the run wrote, SHA-256 \(recorded.sha256)",
      found: found, hint: "limn rerun \(directory.path) makes it again")
  }
}
