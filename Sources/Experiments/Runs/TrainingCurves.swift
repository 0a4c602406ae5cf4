import Files

/// What a run measured, value by value over its steps.
public struct TrainingCurves: Equatable, Sendable {
  /// One value over the steps.
  public struct Curve: Equatable, Sendable {
    /// What it shows: "warmup: reconstruction", "overall score".
    public let title: String
    /// The values with their steps, counted over all stages, in order.
    public fileprivate(set) var points: [Point]
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
        let title = "\(line["stage"]?.string ?? "metrics"): \(member.key)"
        Self.add(member.value, title, at: step, to: &losses)
      }
      let found = line["scores"]
      Self.add(found?["overall"]?["mean"], "overall score", at: step, to: &scores)
      for tag in found?["tags"]?.members ?? [] {
        Self.add(tag.value["all"]?["mean"], "score: \(tag.key)", at: step, to: &scores)
      }
    }
  }

  private static func add(
    _ value: JSONValue?, _ title: String, at step: Int, to curves: inout [Curve]
  ) {
    guard let value = value?.double else { return }
    let index = curves.firstIndex { $0.title == title } ?? curves.count
    if index == curves.count { curves.append(Curve(title: title, points: [])) }
    curves[index].points.append(Point(step: step, value: value))
  }
}
