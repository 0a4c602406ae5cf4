import Files

extension RunRecord: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    _ = fields.integer("schema", in: 1...RunRecord.schema, "the layout's version")
    id = fields.text("id", "the run's folder name")
    name = fields.text("name", "what the run is called")
    kind = fields.choice("kind", "the kind of its spec")
    status = fields.choice("status", "how far it has come")
    failure = fields.optionalText("failure", "why it failed")
    parent = fields.optionalObject("parent", "the run it came from") {
      Parent(
        id: $0.text("id", "its folder name"), relation: $0.choice("relation", "the relation"),
        record: $0.optionalText("record", "where its record stands"),
        recordHash: $0.optionalText("record_sha256", "the record's hash"))
    }
    command = fields.texts("command", "the command line")
    config = fields.any("config", "the resolved spec")
    configHash = fields.text("config_sha256", "the resolved spec's hash")
    seeds = fields.integers("seeds", in: 0...Int.max, "the seeds")
    inputs = fields.objects("inputs", "the files read", FileRecord.init)
    dataset = fields.optionalObject("dataset", "the pictures it learns from", DatasetRecord.init)
    code = fields.optionalObject("code", "the source code", CodeRecord.init)
    program = fields.optionalText("program_sha256", "the program's hash")
    machine = fields.object("machine", "the computer", MachineRecord.init)
    libraries = fields.objects("libraries", "the libraries underneath", LibraryRecord.init)
    started = fields.text("started", "when it began")
    finished = fields.optionalText("finished", "when it ended")
    outputs = fields.objects("outputs", "the files written", FileRecord.init)
    metrics = fields.objects("metrics", "the results") {
      MetricRecord(
        name: $0.text("name", "what was measured"),
        value: $0.number(
          "value", in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, "the value"
        ),
        signature: $0.text("signature", "what comparable values share"))
    }
    trainingSeconds = fields.optionalNumber(
      "training_seconds", in: 0...Double.greatestFiniteMagnitude, "what its training steps took")
  }

  /// The record as JSON.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(RunRecord.schema)),
      .init("id", .string(id)),
      .init("name", .string(name)),
      .init("kind", .string(kind.rawValue)),
      .init("status", .string(status.rawValue)),
      .init("command", .array(command.map { .string($0) })),
      .init("config", config),
      .init("config_sha256", .string(configHash)),
      .init("seeds", .array(seeds.map { .integer($0) })),
      .init("inputs", .array(inputs.map(\.json))),
      .init("machine", machine.json),
      .init(
        "libraries",
        .array(libraries.map { ["name": .string($0.name), "version": .string($0.version)] })),
      .init("started", .string(started)),
      .init("outputs", .array(outputs.map(\.json))),
      .init("metrics", .array(metrics.map(\.json))),
    ]
    if let dataset { members.append(.init("dataset", dataset.json)) }
    if let failure { members.append(.init("failure", .string(oneLine(failure)))) }
    if let finished { members.append(.init("finished", .string(finished))) }
    if let trainingSeconds {
      members.append(.init("training_seconds", .exactly(trainingSeconds)))
    }
    if let code { members.append(.init("code", code.json)) }
    if let program { members.append(.init("program_sha256", .string(program))) }
    if let parent { members.append(.init("parent", parent.json)) }
    return .object(members)
  }
}

extension RunRecord.Parent {
  /// The run and the relation as JSON.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(id)), .init("relation", .string(relation.rawValue)),
    ]
    if let record { members.append(.init("record", .string(record))) }
    if let recordHash { members.append(.init("record_sha256", .string(recordHash))) }
    return .object(members)
  }
}

extension LibraryRecord: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    name = fields.text("name", "the library")
    version = fields.text("version", "its version")
  }
}

extension FileRecord: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    role = fields.text("role", "what the file is to the run")
    path = fields.text("path", "the file")
    bytes = fields.integer("bytes", in: 0...Int.max, "its size")
    sha256 = fields.text("sha256", "its content's hash")
  }

  /// The file as JSON.
  var json: JSONValue {
    [
      "role": .string(role), "path": .string(path), "bytes": .integer(bytes),
      "sha256": .string(sha256),
    ]
  }
}

extension MetricRecord {
  /// The result as JSON.
  var json: JSONValue {
    ["name": .string(name), "value": .exactly(value), "signature": .string(signature)]
  }
}

/// Text without control characters, as a record's fields have it: lines joined by "; ", and spaces
/// for others.
private func oneLine(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline)
    .map { $0.drop(while: \.isWhitespace) }
    .joined(separator: "; ")
  return String(
    String.UnicodeScalarView(
      line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
}
