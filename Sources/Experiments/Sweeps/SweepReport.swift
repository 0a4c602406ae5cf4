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
      SeedEstimate(runs.compactMap { $0.value(of: name) })
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
      "interval": "95%, Student's t over seeds, cut to 0 to 1",
      "arms": .array(arms.map { $0.json(scoreNames) }),
    ]
  }

  /// The means as a run's record has them.
  var metricRecords: [MetricRecord] {
    arms.flatMap { arm -> [MetricRecord] in
      guard let estimate = arm.estimate("overall"),
        let metric = arm.runs.flatMap(\.metrics).first(where: { $0.name == "overall" })
      else { return [] }
      return [
        MetricRecord(
          name: "overall of \(arm.arm.name)", value: estimate.mean,
          signature: "\(metric.signature), mean of \(estimate.values.count) runs")
      ]
    }
  }
}

extension SweepReport.Run {
  fileprivate func value(of name: String) -> Double? {
    metrics.first { $0.name == name }?.value
  }
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
    return [
      "name": .string(name),
      "values": .array(runs.map { $0.value(of: name).map(JSONValue.exactly) ?? .null }),
      "mean": estimate.map { .exactly($0.mean) } ?? .null,
      "low": estimate?.interval.map { .exactly($0.low) } ?? .null,
      "high": estimate?.interval.map { .exactly($0.high) } ?? .null,
    ]
  }
}

/// The table of a sweep's `sweep.json`: a line an arm, with the means over its seeds.
public func sweepTable(of report: JSONValue) -> String {
  let arms = report["arms"]?.elements ?? []
  let others = scores(of: arms.first).compactMap { $0["name"]?.string }
    .filter { $0 != "overall" }
  let rows = arms.map { row(of: $0, others: others) }
  return aligned(
    [["arm", "overall", "95% interval"] + others + ["seeds", "training"]] + rows)
}

private func row(of arm: JSONValue, others: [String]) -> [String] {
  func score(_ name: String) -> JSONValue? {
    scores(of: arm).first { $0["name"]?.string == name }
  }
  func mean(_ name: String) -> String { score(name)?["mean"]?.double.map { share($0) } ?? "-" }
  let overall = score("overall")
  var interval = "-"
  if let low = overall?["low"]?.double, let high = overall?["high"]?.double {
    interval = "\(share(low)) to \(share(high))"
  }
  let values = (overall?["values"]?.elements ?? []).filter { $0 != .null }
  let time = arm["training_seconds"]?.double.map { spelledDuration($0) } ?? "-"
  return [arm["name"]?.string ?? "-", mean("overall"), interval] + others.map(mean)
    + ["\(values.count)", time]
}

private func scores(of arm: JSONValue?) -> [JSONValue] { arm?["scores"]?.elements ?? [] }
