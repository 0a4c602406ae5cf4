import Files

/// A run that trains something and leaves it in a file.
public protocol LearningRun: RepeatableRun {
  /// The file of what it trains, in its folder.
  var product: String { get }
}

extension LearningRun {
  /// Whether the run has come to its end.
  public var isCompleted: Bool { record.status == .completed }

  /// Writes what was trained and what it is worth beside the spec: model.safetensors or
  /// judge.safetensors, and record.json.
  ///
  /// - Throws: `InputError` where the run is not complete or has no spec of its own, its files are
  ///   gone, or the folder of the spec cannot be written.
  public func keep() throws {
    let name = fileName(product)
    let folder = try record.folderToKeep(name, of: directory)
    let scores = try JSONValue.parse(
      record.output(fileName(directory.scores), of: directory), path: directory.scores)
    let bytes = try record.output(name, of: directory)
    try writeFile(bytes, to: "\(folder)\(name)")
    try writeFile(
      keptRecord(name: name, bytes: bytes, scores: scores).fileBytes, to: "\(folder)record.json")
  }

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
}

extension SweepRun {
  /// Writes what came out beside the spec: sweep.json, and plot.svg and samples.png where there
  /// are; where there are none, those of an earlier sweep go.
  ///
  /// - Throws: `InputError` where the sweep is not complete or has no spec of its own, or the
  ///   folder of the spec cannot be written.
  public func keep() throws {
    let folder = try record.folderToKeep("sweep.json", of: directory)
    for name in ExperimentKind.sweep.keptNames {
      if record.outputs.contains(where: { $0.path == name }) {
        try writeFile(record.output(name, of: directory), to: folder + name)
      } else {
        try removeFile(folder + name)
      }
    }
  }
}

extension RunRecord {
  /// The bytes of the output called `name` of the run in `directory`.
  ///
  /// - Throws: `InputError` where it is gone, or is not what the run wrote (`changed`).
  fileprivate func output(_ name: String, of directory: RunDirectory) throws -> [UInt8] {
    let path = "\(directory.path)/\(name)"
    let bytes = try readFile(path)
    let found = sha256(bytes)
    guard let recorded = outputs.first(where: { $0.path == name }), recorded.sha256 != found else {
      return bytes
    }
    throw InputError(
      .changed, path: path, expected: "what the run wrote, SHA-256 \(recorded.sha256)",
      found: found, hint: "limn rerun \(directory.path) makes it again")
  }

  /// The folder of the spec that the run in `directory` came from, empty or with a slash at its
  /// end, where `name` is to be kept.
  ///
  /// - Throws: `InputError` where the run is not complete or came from another run.
  fileprivate func folderToKeep(_ name: String, of directory: RunDirectory) throws -> String {
    guard status == .completed else {
      throw InputError(
        .invalid, path: directory.path, expected: "a complete run",
        found: "one that is \(status.rawValue)")
    }
    guard let spec = inputs.first(where: { $0.role == "spec" }) else {
      throw InputError(
        .invalid, path: directory.path, expected: "a run of a spec, to keep its result beside",
        found: "one that came from another run", hint: "copy its \(name)")
    }
    return folderPrefix(spec.path)
  }
}
