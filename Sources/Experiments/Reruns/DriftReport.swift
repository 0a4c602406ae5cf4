import Files

/// How the rerun of a run compares with its original: `drift.json`.
public struct DriftReport: Equatable, Sendable {
  /// The version of the report's layout.
  public static let schema = "limn-drift/1"

  /// An output of the original beside the rerun's.
  public struct Output: Equatable, Sendable {
    /// The file, relative to the run's folder.
    public var path: String
    /// The SHA-256 of the original's.
    public var original: String
    /// The SHA-256 of the rerun's; nil where it has none.
    public var rerun: String?
    /// What differs; nil where nothing does.
    public var difference: Difference?

    /// An output from its parts.
    public init(path: String, original: String, rerun: String?, difference: Difference? = nil) {
      self.path = path
      self.original = original
      self.rerun = rerun
      self.difference = rerun == original ? nil : difference ?? .bytes
    }
  }

  /// What differs between two files.
  public enum Difference: Equatable, Sendable {
    /// Something.
    case bytes
    /// A tensor, the first that does.
    case tensor(String)
    /// What the file says of itself, while every tensor is the same: another version of the program
    /// or a spec with more fields wrote it.
    case metadata
  }

  /// The original: a run's folder name, or an experiment's name.
  public var original: String
  /// The rerun's folder name.
  public var rerun: String
  /// What was promised before it began.
  public var guarantee: Guarantee
  /// The outputs that the original's record names.
  public var outputs: [Output]
  /// The lines of metrics; nil where the original has none.
  public var metrics: MetricsComparison?
  /// Where the parameters part first, by the checksums that both have kept; nil where they do not.
  public var parameters: Divergence?
  /// The first score that strays further than allowed; nil where none does.
  public var scoresExcess: Divergence?
  /// Why the rerun came to no end; nil where it did.
  public var failure: String?

  /// A report from its parts.
  public init(
    original: String, rerun: String, guarantee: Guarantee, outputs: [Output] = [],
    metrics: MetricsComparison? = nil, parameters: Divergence? = nil,
    scoresExcess: Divergence? = nil,
    failure: String? = nil
  ) {
    self.original = original
    self.rerun = rerun
    self.guarantee = guarantee
    self.outputs = outputs
    self.metrics = metrics
    self.parameters = parameters
    self.scoresExcess = scoresExcess
    self.failure = failure
  }

  /// The verdict.
  ///
  /// Outputs whose bytes differ are equivalent where only their metadata do, and where tolerances
  /// are declared and the metrics and scores keep to them.
  public var verdict: RerunVerdict {
    if failure != nil { return .failed }
    if divergence == nil { return .identical }
    if metrics?.divergence == nil, parameters == nil, outputs.allSatisfy(\.isEquivalent) {
      return .equivalent
    }
    let isComplete = outputs.allSatisfy { $0.rerun != nil }
    let isWithin = metrics?.excess == nil && scoresExcess == nil
    return guarantee.tolerances != .none && isComplete && isWithin ? .equivalent : .drifted
  }

  /// Where the two part first: in the metrics or the parameters, else in an output; nil where they
  /// do not.
  ///
  /// The metrics of a step come before its parameters, since they are measured before it moves
  /// them.
  public var divergence: Divergence? {
    trainingDivergence
      ?? outputs.first { $0.difference != nil }
      .map { Divergence(stage: "outputs", name: $0.name) }
  }

  private var trainingDivergence: Divergence? {
    guard var first = metrics?.divergence, let parameters else {
      return metrics?.divergence ?? parameters
    }
    let (step, other) = (first.step ?? 0, parameters.step ?? 0)
    if other < step { return parameters }
    if other == step { first.tensor = parameters.tensor }
    return first
  }

  /// The report as JSON.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema", .string(Self.schema)),
      .init("original", .string(original)),
      .init("rerun", .string(rerun)),
      .init("guarantee", guarantee.json),
      .init("verdict", .string(verdict.rawValue)),
      .init("first_divergence", divergence?.json ?? .null),
      .init("outputs", .array(outputs.map(\.json))),
      .init("metrics", metrics?.json ?? .null),
      .init("parameters", parameters?.json ?? .null),
      .init("scores_excess", scoresExcess?.json ?? .null),
    ]
    if let failure { members.append(.init("failure", .string(failure))) }
    return .object(members)
  }
}

extension DriftReport {
  /// What to tell in JSON of a rerun that did not begin, since an input has changed.
  public static func notRun(original: String, since error: InputError) -> JSONValue {
    [
      "schema": .string(schema), "original": .string(original), "rerun": .null,
      "verdict": .string(RerunVerdict.inputsChanged.rawValue), "failure": .string("\(error)"),
    ]
  }
}

extension DriftReport.Output {
  /// Whether nothing but metadata differs.
  fileprivate var isEquivalent: Bool { difference == nil || difference == .metadata }

  /// The file, and the part of it that differs, where that is known.
  fileprivate var name: String {
    switch difference {
    case .tensor(let tensor): "\(path) (\(tensor))"
    case .metadata: "\(path) (metadata only)"
    case .bytes, nil: path
    }
  }

  /// The output as JSON.
  fileprivate var json: JSONValue {
    [
      "path": .string(path), "original_sha256": .string(original),
      "rerun_sha256": rerun.map(JSONValue.string) ?? .null, "identical": .bool(difference == nil),
      "difference": difference.map { .string($0.text) } ?? .null,
    ]
  }
}

extension DriftReport.Difference {
  fileprivate var text: String {
    switch self {
    case .bytes: "bytes"
    case .tensor(let name): "tensor \(name)"
    case .metadata: "metadata"
    }
  }
}
