import Files

/// How the rerun of a training run compares with its original: `drift.json`.
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

    /// An output from its parts.
    public init(path: String, original: String, rerun: String?) {
      self.path = path
      self.original = original
      self.rerun = rerun
    }
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
  /// The first score that strays further than allowed; nil where none does.
  public var scoresExcess: Divergence?
  /// Why the rerun came to no end; nil where it did.
  public var failure: String?

  /// A report from its parts.
  public init(
    original: String, rerun: String, guarantee: Guarantee, outputs: [Output] = [],
    metrics: MetricsComparison? = nil, scoresExcess: Divergence? = nil, failure: String? = nil
  ) {
    self.original = original
    self.rerun = rerun
    self.guarantee = guarantee
    self.outputs = outputs
    self.metrics = metrics
    self.scoresExcess = scoresExcess
    self.failure = failure
  }

  /// The verdict.
  ///
  /// Outputs whose bytes differ are equivalent only where tolerances are declared and metrics or
  /// scores were there to hold against them.
  public var verdict: RerunVerdict {
    if failure != nil { return .failed }
    if divergence == nil { return .identical }
    let isComplete = outputs.allSatisfy { $0.rerun != nil }
    let isWithin = metrics?.excess == nil && scoresExcess == nil
    return guarantee.tolerances != .none && isComplete && isWithin ? .equivalent : .drifted
  }

  /// Where the two part first: in the metrics, else in an output; nil where they do not.
  public var divergence: Divergence? {
    metrics?.divergence
      ?? outputs.first { $0.rerun != $0.original }
      .map { Divergence(stage: "outputs", name: $0.path) }
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
    ]
    if let failure { members.append(.init("failure", .string(failure))) }
    return .object(members)
  }
}

extension DriftReport.Output {
  /// The output as JSON.
  var json: JSONValue {
    [
      "path": .string(path), "original_sha256": .string(original),
      "rerun_sha256": rerun.map(JSONValue.string) ?? .null, "identical": .bool(rerun == original),
    ]
  }
}
