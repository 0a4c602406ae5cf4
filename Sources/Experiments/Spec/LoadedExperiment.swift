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
    let json = try parsedSpec(content, path: path)
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
    let paths = TrainingSpec.paths.flatMap { [$0, "base.\($0)"] }
    let config = record.config.withPaths(paths) { locatedFolder($0, beside: directory.root) }
    experiment = try Experiment(
      Self.laidOver(config, overrides, in: "", inputs: &inputs),
      path: "\(directory.record): $.config")
    self.inputs = inputs
    parent = RunRecord.Parent(id: record.id, relation: .derived)
  }

  private static func laidOver(
    _ json: JSONValue, _ overrides: [String], in folder: String, inputs: inout [FileRecord]
  ) throws -> JSONValue {
    var json = json
    try json.readBase(in: folder, inputs: &inputs)
    // The base of a file counts from that file's folder, what is laid over it from the spec's.
    let isBaseRead = inputs.contains { $0.role == "base" }
    for override in try overrides.map(SpecOverride.init) {
      try json.apply(
        isBaseRead
          ? override.rebased(TrainingSpec.paths.map { "base.\($0)" }, on: folder) : override)
    }
    try json.readBase(in: folder, inputs: &inputs)
    switch json["kind"]?.string.flatMap(ExperimentKind.init(rawValue:)) {
    case .evaluate: return json.rebased(EvaluateSpec.paths, on: folder)
    case .compare: return json.rebased(CompareSpec.paths, on: folder)
    case .train: return json.rebased(TrainingSpec.paths, on: folder)
    case .judge: return json.rebased(JudgeSpec.paths, on: folder)
    case .sweep:
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
    let spec = try parsedSpec(content, path: path)
      .rebased(TrainingSpec.paths, on: folderPrefix(path))
    self = .object((members ?? []).map { $0.key == "base" ? .init("base", spec) : $0 })
  }

  /// A sweep with the paths that its arms and its grid set counted from `folder`.
  fileprivate func withRebasedSettings(on folder: String) -> JSONValue {
    withPathsOfSettings { joined(folder, $0) }
  }

  /// A sweep with the paths changed that its arms and its grid set.
  func withPathsOfSettings(changedBy change: (String) -> String) -> JSONValue {
    func each(_ list: JSONValue, _ changed: (JSONValue) -> JSONValue) -> JSONValue {
      list.elements.map { .array($0.map(changed)) } ?? list
    }
    return .object(
      (members ?? []).map { member in
        switch member.key {
        case "arms":
          .init(
            "arms",
            each(member.value) { arm in
              arm.withPaths(
                TrainingSpec.paths.flatMap { ["set.\($0)", "set.$.\($0)"] }, changedBy: change)
            })
        case "grid":
          .init("grid", each(member.value) { $0.withPathsOfValues(changedBy: change) })
        default: member
        }
      })
  }

  /// An axis of a grid with the paths among its values changed.
  private func withPathsOfValues(changedBy change: (String) -> String) -> JSONValue {
    guard let path = self["path"]?.string, let members else { return self }
    let place = path.hasPrefix("$.") ? String(path.dropFirst(2)) : path
    return .object(
      members.map { member in
        guard member.key == "values", let values = member.value.elements else { return member }
        return .init(
          "values",
          .array(
            values.map {
              $0.withPaths(TrainingSpec.paths, standingAt: place, changedBy: change)
            }))
      })
  }

  /// The object with the paths under `keys` counted from `folder`.
  fileprivate func rebased(_ keys: [String], on folder: String) -> JSONValue {
    withPaths(keys) { joined(folder, $0) }
  }

  /// The object with the paths under `keys`, texts or arrays of texts, changed; a key with a dot in
  /// it leads into an object.
  func withPaths(
    _ keys: [String], changedBy change: (String) -> String
  ) -> JSONValue {
    guard let members else { return self }
    return .object(
      members.map { member in
        .init(
          member.key, member.value.withPaths(keys, standingAt: member.key, changedBy: change))
      })
  }

  /// The value, which stands under the key `place`, with its paths changed: itself where that is one
  /// of `keys`, or what lies under those that lead through it.
  fileprivate func withPaths(
    _ keys: [String], standingAt place: String, changedBy change: (String) -> String
  ) -> JSONValue {
    if keys.contains(place) { return withTexts(changedBy: change) }
    let inner = keys.filter { $0.hasPrefix("\(place).") }.map { $0.dropFirst(place.count + 1) }
    return inner.isEmpty ? self : withPaths(inner.map { String($0) }, changedBy: change)
  }

  private func withTexts(changedBy change: (String) -> String) -> JSONValue {
    switch self {
    case .string(let path) where !path.isEmpty: .string(change(path))
    case .array(let elements): .array(elements.map { $0.withTexts(changedBy: change) })
    default: self
    }
  }
}

extension SpecOverride {
  /// The change with the paths in its value counted from `folder`, `paths` being the keys of paths
  /// in the spec that it changes.
  fileprivate func rebased(_ paths: [String], on folder: String) -> SpecOverride {
    var changed = self
    changed.value = value.withPaths(paths, standingAt: keys.joined(separator: ".")) {
      joined(folder, $0)
    }
    return changed
  }
}

/// `path` as seen from where `folder`, empty or with a slash at its end, is seen from.
private func joined(_ folder: String, _ path: String) -> String {
  path.hasPrefix("/") ? path : folder + path
}

/// The JSON of a file that people write; some editors begin a text with U+FEFF.
private func parsedSpec(_ content: [UInt8], path: String) throws -> JSONValue {
  let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  let text = content.starts(with: mark) ? Array(content.dropFirst(mark.count)) : content
  return try JSONValue.parse(text, path: path)
}
