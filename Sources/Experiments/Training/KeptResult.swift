import Files

extension TrainingRun {
  /// Writes the model and what it is worth beside the spec: model.safetensors and record.json.
  ///
  /// - Throws: `InputError` where the run is not complete or has no spec of its own, its files are gone, or the folder of
  ///   the spec cannot be written.
  public func keep() throws {
    guard isCompleted else {
      throw InputError(
        .invalid, path: directory.path, expected: "a complete run",
        found: "one that is \(record.status.rawValue)")
    }
    guard let spec = record.inputs.first(where: { $0.role == "spec" }) else {
      throw InputError(
        .invalid, path: directory.path, expected: "a run of a spec, to keep its model beside",
        found: "one that came from another run", hint: "copy its model.safetensors")
    }
    let folder = spec.path.lastIndex(of: "/").map { String(spec.path[...$0]) } ?? ""
    let scores = try JSONValue.parse(readFile(directory.scores), path: directory.scores)
    let model = try readFile(directory.model)
    let fields = [
      "name", "config", "config_sha256", "seeds", "code", "program_sha256", "machine", "libraries",
    ]
    var members = (record.json.members ?? []).filter { fields.contains($0.key) }
    members.append(
      .init(
        "model",
        [
          "path": "model.safetensors", "bytes": .integer(model.count),
          "sha256": .string(sha256(model)),
        ]))
    members.append(.init("schema", .integer(RunRecord.schema)))
    members.append(.init("scores", scores))
    try writeFile(model, to: "\(folder)model.safetensors")
    try writeFile(
      JSONValue.object(members).canonicalBytes(pretty: true) + [UInt8(ascii: "\n")],
      to: "\(folder)record.json")
  }
}
