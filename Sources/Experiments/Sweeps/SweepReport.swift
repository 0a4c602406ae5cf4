import Evaluation
import Files

/// The results of a sweep's runs, arm by arm: `sweep.json`.
public struct SweepReport: Sendable {
  /// The version of the report's layout.
  public static let schema = "limn-sweep/1"

  /// A run of an arm.
  public struct Run: Sendable {
    /// Its seed.
    public var seed: Int
    /// Its folder's name.
    public var id: String
    /// The seconds that its training steps took.
    public var trainingSeconds: Double?
    /// Its scores; none where it failed.
    public var metrics: [MetricRecord]

    /// A run from its parts.
    public init(seed: Int, id: String, trainingSeconds: Double?, metrics: [MetricRecord]) {
      self.seed = seed
      self.id = id
      self.trainingSeconds = trainingSeconds
      self.metrics = metrics
    }
  }

  /// An arm and its runs.
  public struct Arm: Sendable {
    /// The arm.
    public var arm: SweepArm
    /// Its runs, one a seed, in the order of the seeds.
    public var runs: [Run]

    /// An arm from its parts.
    public init(arm: SweepArm, runs: [Run]) {
      self.arm = arm
      self.runs = runs
    }

    /// The estimate of the score called `name` over the runs that have it; nil where none does.
    public func estimate(_ name: String) -> SeedEstimate? {
      let found = runs.compactMap { $0.metric(named: name) }
      return SeedEstimate(
        found.map(\.value), within: found.lazy.compactMap(\.figure).first?.range ?? 0...1)
    }

    /// The mean of the seconds that its runs' training steps took; nil where none is known.
    public var trainingSeconds: Double? {
      let known = runs.compactMap(\.trainingSeconds)
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
  }

  /// What the sweep is called.
  public var name: String
  /// What it is to find out.
  public var question: String?
  /// The arms.
  public var arms: [Arm]

  /// A report from its parts.
  public init(name: String, question: String?, arms: [Arm]) {
    self.name = name
    self.question = question
    self.arms = arms
  }

  /// The names of the scores, in the order of the first run that has any.
  public var scoreNames: [String] {
    arms.flatMap(\.runs).first { !$0.metrics.isEmpty }?.metrics.map(\.name) ?? []
  }

  /// The report as JSON.
  public var json: JSONValue {
    [
      "schema": .string(Self.schema), "name": .string(name),
      "question": question.map(JSONValue.string) ?? .null,
      "interval": .string(
        "95%, Student's t over seeds, "
          + (hasFigures ? "cut to the values that a score can have" : "cut to 0 to 1")),
      "arms": .array(arms.map { $0.json(scoreNames) }),
    ]
  }

  private var hasFigures: Bool {
    arms.contains { $0.runs.contains { $0.metrics.contains { $0.figure != nil } } }
  }

  /// The means as a run's record has them, of the overall score and of figures over sets of
  /// pictures.
  var metricRecords: [MetricRecord] {
    arms.flatMap { arm -> [MetricRecord] in
      scoreNames.compactMap { name in
        guard let estimate = arm.estimate(name),
          let metric = arm.runs.lazy.compactMap({ $0.metric(named: name) }).first,
          MetricRecord.isOverall(name) || metric.figure != nil
        else { return nil }
        return MetricRecord(
          name: "\(name) of \(arm.arm.name)", value: estimate.mean,
          signature: "\(metric.signature), mean of \(estimate.values.count) runs")
      }
    }
  }
}

extension SweepReport.Run {
  fileprivate func metric(named name: String) -> MetricRecord? {
    metrics.first { $0.name == name }
  }
}

extension MetricRecord {
  /// Which figure over sets of pictures it is; nil where it is a share of correct pictures.
  var figure: FigureKind? { FigureKind(signature: signature) }
}

extension SweepReport.Arm {
  fileprivate func json(_ scoreNames: [String]) -> JSONValue {
    [
      "name": .string(arm.name), "settings": .object(arm.settings),
      "training_seconds": trainingSeconds.map(JSONValue.exactly) ?? .null,
      "runs": .array(
        runs.map {
          [
            "seed": .integer($0.seed), "id": .string($0.id),
            "training_seconds": $0.trainingSeconds.map(JSONValue.exactly) ?? .null,
          ]
        }),
      "scores": .array(scoreNames.map(scoreJSON)),
    ]
  }

  private func scoreJSON(_ name: String) -> JSONValue {
    let estimate = estimate(name)
    let found = runs.map { $0.metric(named: name) }
    var members: [JSONValue.Member] = [
      .init("name", .string(name)),
      .init("values", .array(found.map { $0.map { .exactly($0.value) } ?? .null })),
      .init("mean", estimate.map { .exactly($0.mean) } ?? .null),
      .init("low", estimate?.interval.map { .exactly($0.low) } ?? .null),
      .init("high", estimate?.interval.map { .exactly($0.high) } ?? .null),
    ]
    if let figure = found.lazy.compactMap({ $0?.figure }).first {
      members.append(.init("better", figure.better.map { .string($0.rawValue) } ?? .null))
    }
    return .object(members)
  }
}
