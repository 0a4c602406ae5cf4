import Files

/// The kinds of experiments.
public enum ExperimentKind: String, CaseIterable, Sendable {
  /// Trains a model.
  case train
  /// Scores a model.
  case evaluate
  /// Compares two prompt sets or two models.
  case compare
  /// Trains many models that differ in some settings.
  case sweep
  /// Trains a judge of pictures.
  case judge

  /// Whether a run of the kind learns, step by step, and keeps metrics of its steps.
  public var learns: Bool { self == .train || self == .judge }
  /// Whether what a run of the kind gives can be kept beside its spec.
  public var isKept: Bool { !keptNames.isEmpty }

  /// The names of the files that `--keep` writes beside the spec.
  var keptNames: [String] {
    switch self {
    case .train: ["model.safetensors", "record.json"]
    case .judge: ["judge.safetensors", "record.json"]
    case .sweep: ["sweep.json", "plot.svg", "samples.png"]
    case .evaluate, .compare: []
    }
  }

  /// The files that `--keep` writes beside the spec in the file `spec`.
  ///
  /// - Throws: `InputError` (`invalid`) where the spec is one of them.
  public func keptFiles(besideSpec spec: String) throws -> [String] {
    let folder = folderPrefix(spec)
    let files = keptNames.map { folder + $0 }
    if let taken = files.first(where: { $0 == spec }) {
      throw InputError(
        .invalid, path: taken, expected: "another name than that of the result",
        found: "the spec itself", hint: "rename the spec, or leave out --keep")
    }
    return files
  }
}

/// An experiment as its spec says, every default in place.
public enum Experiment: Sendable {
  /// Trains a model.
  case train(ResolvedSpec<TrainingSpec>)
  /// Scores a model.
  case evaluate(ResolvedSpec<EvaluateSpec>)
  /// Compares two prompt sets or two models.
  case compare(ResolvedSpec<CompareSpec>)
  /// Trains many models that differ in some settings.
  case sweep(SweepPlan)
  /// Trains a judge of pictures.
  case judge(ResolvedSpec<JudgeSpec>)
}

extension Experiment {
  /// Reads the spec that came from `path`.
  ///
  /// A spec of no known kind is read as the kind that is most likely meant, so that its other
  /// faults are told too.
  ///
  /// - Throws: `SpecError` with every fault.
  public init(_ json: JSONValue, path: String) throws {
    let names = ExperimentKind.allCases.map(\.rawValue)
    let written = json["kind"]?.string
    if let kind = written.flatMap(ExperimentKind.init(rawValue:)) {
      self = try Self.read(kind, json, path: path)
      return
    }
    guard let members = json.members else {
      throw SpecError(
        path: path,
        problems: [SpecProblem(path: "$", expected: "an object", found: json.kindText)])
    }
    let near = written.flatMap { nearestName(to: $0, among: names) }
    var problems = [
      SpecProblem(
        path: "$.kind", expected: SpecField.Kind.choice(names).phrase,
        found: json["kind"].map { $0.string == nil ? $0.kindText : $0.canonicalText() }
          ?? "nothing",
        hint: near.map { "did you mean \"\($0)\"?" })
    ]
    if let near, let kind = ExperimentKind(rawValue: near) {
      let meant = members.map { $0.key == "kind" ? .init("kind", .string(near)) : $0 }
      do { _ = try Self.read(kind, .object(meant), path: path) } catch let error as SpecError {
        problems += error.problems
      }
    }
    throw SpecError(path: path, problems: problems)
  }

  private static func read(
    _ kind: ExperimentKind, _ json: JSONValue, path: String
  ) throws -> Experiment {
    switch kind {
    case .train: .train(try readSpec(from: json, path: path))
    case .evaluate: .evaluate(try readSpec(from: json, path: path))
    case .compare: .compare(try readSpec(from: json, path: path))
    case .sweep: .sweep(try SweepPlan(readSpec(from: json, path: path), path: path))
    case .judge: .judge(try readSpec(from: json, path: path))
    }
  }

  /// Its kind.
  public var kind: ExperimentKind {
    switch self {
    case .train: .train
    case .evaluate: .evaluate
    case .compare: .compare
    case .sweep: .sweep
    case .judge: .judge
    }
  }

  /// The spec in full.
  public var config: JSONValue {
    switch self {
    case .train(let resolved): resolved.json
    case .evaluate(let resolved): resolved.json
    case .compare(let resolved): resolved.json
    case .sweep(let plan): plan.resolved.json
    case .judge(let resolved): resolved.json
    }
  }
}
