import Files

/// An experiment and where it came from.
public struct LoadedExperiment: Sendable {
  /// The experiment, its paths as seen from the working folder.
  public let experiment: Experiment
  /// The files that its spec was read from.
  public let inputs: [FileRecord]
  /// The run that it was derived from, where it was.
  public let parent: RunRecord.Parent?

  /// Reads the spec at `path`, with `overrides` of the form "path=value" laid over it in order.
  ///
  /// Paths in the spec, also those that the overrides set, count from the spec's folder.
  ///
  /// - Throws: `InputError` where a file is missing or is no JSON, or an override is malformed;
  ///   `SpecError` with every fault of the spec.
  public init(spec path: String, overrides: [String] = []) throws {
    let content = try readFile(path)
    let json = try JSONValue.parse(content, path: path)
    let folder = folderPrefix(path)
    var inputs = [FileRecord(role: "spec", path: path, content: content)]
    experiment = try Experiment(
      Self.laidOver(json, overrides, in: folder, inputs: &inputs), path: path)
    self.inputs = inputs
    parent = nil
  }

  /// Takes the recorded spec of the run in `directory`, with `overrides` laid over it in order.
  ///
  /// - Throws: `InputError` where the record is faulty or an override is malformed; `SpecError`.
  public init(derivedFrom directory: RunDirectory, overrides: [String] = []) throws {
    let record = try RunRecord.read(directory.record)
    var inputs: [FileRecord] = []
    experiment = try Experiment(
      Self.laidOver(record.config, overrides, in: "", inputs: &inputs),
      path: "\(directory.record): $.config")
    self.inputs = inputs
    parent = RunRecord.Parent(id: record.id, relation: .derived)
  }

  private static func laidOver(
    _ json: JSONValue, _ overrides: [String], in folder: String, inputs: inout [FileRecord]
  ) throws -> JSONValue {
    var json = json
    try json.readBase(in: folder, inputs: &inputs)
    for override in overrides { try json.apply(SpecOverride(override)) }
    try json.readBase(in: folder, inputs: &inputs)
    switch json["kind"]?.string.flatMap(ExperimentKind.init(rawValue:)) {
    case .evaluate: return json.rebased(EvaluateSpec.paths, on: folder)
    case .compare: return json.rebased(CompareSpec.paths, on: folder)
    case .train: return json.rebased(TrainingSpec.paths, on: folder)
    case .judge: return json.rebased(JudgeSpec.paths, on: folder)
    case .sweep:
      // The base of a file counts from that file's folder.
      let isBaseRead = inputs.contains { $0.role == "base" }
      return json.rebased(isBaseRead ? [] : TrainingSpec.paths.map { "base.\($0)" }, on: folder)
        .withRebasedSettings(on: folder)
    case nil: return json
    }
  }
}

extension JSONValue {
  /// Puts the training spec that a sweep names in place of its path, so that the sweep says in full
  /// what it is; another value is left as it is.
  fileprivate mutating func readBase(in folder: String, inputs: inout [FileRecord]) throws {
    guard self["kind"] == .string(ExperimentKind.sweep.rawValue), let base = self["base"]?.string,
      !base.isEmpty
    else { return }
    let path = joined(folder, base)
    inputs.removeAll { $0.role == "base" }
    let content = try readFile(path)
    inputs.append(FileRecord(role: "base", path: path, content: content))
    let spec = try JSONValue.parse(content, path: path)
      .rebased(TrainingSpec.paths, on: folderPrefix(path))
    self = .object((members ?? []).map { $0.key == "base" ? .init("base", spec) : $0 })
  }

  /// A sweep with the paths that its arms and its grid set counted from `folder`.
  fileprivate func withRebasedSettings(on folder: String) -> JSONValue {
    func each(_ list: JSONValue, _ change: (JSONValue) -> JSONValue) -> JSONValue {
      list.elements.map { .array($0.map(change)) } ?? list
    }
    return .object(
      (members ?? []).map { member in
        switch member.key {
        case "arms":
          .init(
            "arms",
            each(member.value) { arm in
              arm.rebased(TrainingSpec.paths.map { "set.\($0)" }, on: folder)
            })
        case "grid":
          .init(
            "grid",
            each(member.value) { axis in
              let isPath = axis["path"]?.string.map(TrainingSpec.paths.contains) ?? false
              return axis.rebased(isPath ? ["values"] : [], on: folder)
            })
        default: member
        }
      })
  }

  /// The object with the paths under `keys`, texts or arrays of texts, counted from `folder`; a key
  /// with a dot in it leads into an object.
  fileprivate func rebased(_ keys: [String], on folder: String) -> JSONValue {
    guard let members else { return self }
    func rebase(_ value: JSONValue) -> JSONValue {
      switch value {
      case .string(let path) where !path.isEmpty: .string(joined(folder, path))
      case .array(let elements): .array(elements.map(rebase))
      default: value
      }
    }
    return .object(
      members.map { member in
        if keys.contains(member.key) { return .init(member.key, rebase(member.value)) }
        let inner = keys.filter { $0.hasPrefix("\(member.key).") }
        guard !inner.isEmpty else { return member }
        return .init(
          member.key,
          member.value.rebased(inner.map { String($0.dropFirst(member.key.count + 1)) }, on: folder)
        )
      })
  }
}

/// `path` as seen from where `folder`, empty or with a slash at its end, is seen from.
private func joined(_ folder: String, _ path: String) -> String {
  path.hasPrefix("/") ? path : folder + path
}
