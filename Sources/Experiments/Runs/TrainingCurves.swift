import Files

/// What a run measured, value by value over its steps.
public struct TrainingCurves: Equatable, Sendable {
  /// One value over the steps.
  public struct Curve: Equatable, Sendable {
    /// The stage that it is of; nil for a score, which may be of several.
    public let stage: String?
    /// What it shows of it: "reconstruction"; of scores "overall" or a tag.
    public let name: String
    /// The values with their steps, counted over all stages, in order.
    public fileprivate(set) var points: [Point]

    /// What it shows where no heading says more: "warmup: reconstruction", "overall score".
    public var title: String {
      stage.map { "\($0): \(name)" } ?? (name == "overall" ? "overall score" : "score: \(name)")
    }
  }

  /// A value at a step.
  public struct Point: Equatable, Sendable {
    /// The step, counted over all stages.
    public let step: Int
    /// The value.
    public let value: Double
  }

  /// The terms of the losses and what else a step reports, by stage and name.
  public private(set) var losses: [Curve] = []
  /// The means of the scores on the way: overall, then each tag.
  public private(set) var scores: [Curve] = []

  /// Every value of `history`, in the order in which they first occur.
  public init(_ history: MetricsHistory) {
    for line in history.lines {
      guard let step = line["step"]?.int else { continue }
      for member in line.members ?? [] where member.key != "step" {
        let stage = line["stage"]?.string ?? "metrics"
        Self.add(member.value, member.key, of: stage, at: step, to: &losses)
      }
      let found = line["scores"]
      Self.add(found?["overall"]?["mean"], "overall", at: step, to: &scores)
      for tag in byTag(found?["tags"]?.members ?? [], \.key) {
        Self.add(tag.value["all"]?["mean"], tag.key, at: step, to: &scores)
      }
    }
  }

  /// The same with the steps of the losses counted from where their stage begins: after the last
  /// step of the stage before.
  func countedWithinStages() -> TrainingCurves {
    var result = self
    for index in losses.indices {
      let others = losses.filter { $0.stage != losses[index].stage }
      let first = losses[index].points.first?.step ?? 0
      let start = others.compactMap(\.points.last?.step).filter { $0 < first }.max() ?? 0
      result.losses[index].points = losses[index].points.map {
        Point(step: $0.step - start, value: $0.value)
      }
    }
    return result
  }

  private static func add(
    _ value: JSONValue?, _ name: String, of stage: String? = nil, at step: Int,
    to curves: inout [Curve]
  ) {
    guard let value = value?.double else { return }
    let index = curves.firstIndex { $0.name == name && $0.stage == stage } ?? curves.count
    if index == curves.count { curves.append(Curve(stage: stage, name: name, points: [])) }
    curves[index].points.append(Point(step: step, value: value))
  }
}
