import Files

/// The record that `limn run --keep` writes beside a spec, `record.json`.
struct KeptRecord: SpecReadable {
  let name: String
  let config: JSONValue
  let configHash: String
  let dataset: DatasetRecord?
  let program: String?
  let machine: MachineRecord
  let libraries: [LibraryRecord]
  let model: (path: String, sha256: String)
  let scores: JSONValue

  /// Reads and declares the fields.
  init(_ fields: SpecReader) {
    _ = fields.integer("schema", in: 1...RunRecord.schema, "the layout's version")
    name = fields.text("name", "what the run was called")
    config = fields.any("config", "the resolved spec")
    configHash = fields.text("config_sha256", "the resolved spec's hash")
    _ = fields.integers("seeds", in: 0...Int.max, "the seeds")
    _ = fields.optionalObject("code", "the source code", CodeRecord.init)
    dataset = fields.optionalObject("dataset", "the pictures it learned from", DatasetRecord.init)
    program = fields.optionalText("program_sha256", "the program's hash")
    machine = fields.object("machine", "the computer", MachineRecord.init)
    libraries = fields.objects("libraries", "the libraries underneath", LibraryRecord.init)
    model = fields.object("model", "the model") {
      _ = $0.integer("bytes", in: 0...Int.max, "its size")
      return ($0.text("path", "its file"), $0.text("sha256", "its file's hash"))
    }
    scores = fields.any("scores", "what the model is worth")
  }

  /// Reads the record that `path` holds as `json`.
  ///
  /// - Throws: `InputError` where it was written by a newer version of the program or edited by
  ///   hand, `SpecError`.
  static func read(_ json: JSONValue, path: String) throws -> KeptRecord {
    try RunRecord.checkSchema(of: json, path: path)
    let record = try readSpec(KeptRecord.self, from: json, path: path).spec
    try RunRecord.checkHash(record.configHash, of: record.config, path: path)
    return record
  }
}
