import Evaluation
import Files

/// How much the arms of a sweep's `sweep.json` differ from the first one: a line an arm, with the
/// mean difference of trainings of one seed and its 95% interval over seeds; empty where nothing can
/// be compared.
public func sweepDifferences(of report: JSONValue) -> String {
  SweepDifferences(of: report).map { "\(aligned($0.table))\n\($0.note)" } ?? ""
}

/// The same as a table, in the overall score and in figures that are better where they are higher or
/// lower.
struct SweepDifferences {
  /// The lines, the first the heads.
  let table: [[String]]
  /// How many of the differences have an interval.
  private let intervals: Int

  /// Nil where there is but one arm or one seed, or no training to compare with another.
  init?(of report: JSONValue) {
    let arms = report["arms"]?.elements ?? []
    guard let first = arms.first, arms.contains(where: { ($0["runs"]?.elements?.count ?? 0) > 1 })
    else { return nil }
    let scores = sweepScores(of: arms).filter {
      MetricRecord.isOverall($0["name"]?.string ?? "") || $0["better"]?.string != nil
    }
    let estimates = arms.dropFirst().map { arm in
      scores.map { Self.difference(of: arm, from: first, in: $0) }
    }
    guard estimates.joined().contains(where: { $0 != nil }) else { return nil }
    table =
      [
        ["less \(first["name"]?.string ?? "-")"]
          + scores.flatMap { [sweepHeading(of: $0), "95% interval"] }
      ]
      + zip(arms.dropFirst(), estimates).map { arm, estimates in
        [arm["name"]?.string ?? "-"] + zip(estimates, scores).flatMap(Self.cells)
      }
    intervals = estimates.joined().count { $0?.interval != nil }
  }

  /// What a reader must know of it.
  var note: String {
    "Differences between trainings of one seed, by Student's t over seeds. Each interval stands for "
      + "itself" + (intervals > 1 ? ": of \(intervals), some may leave 0 out by chance." : ".")
  }

  private static func cells(_ estimate: SeedEstimate?, _ score: JSONValue) -> [String] {
    guard let estimate else { return ["-", "-"] }
    let text = score["better"] == nil ? signed : { ($0 < 0 ? "" : "+") + significant($0) }
    return [
      text(estimate.mean), estimate.interval.map { "\(text($0.low)) to \(text($0.high))" } ?? "-",
    ]
  }

  /// How much an arm differs from the first one in a score; nil where no seed has it in both.
  private static func difference(
    of arm: JSONValue, from first: JSONValue, in score: JSONValue
  ) -> SeedEstimate? {
    let pairs = zip(values(of: arm, score), values(of: first, score))
    return SeedEstimate(
      pairs.compactMap { value, other in value.flatMap { v in other.map { v - $0 } } },
      within: -.infinity ... .infinity)
  }

  /// The values of `score` of an arm, one a seed; nil where a training failed.
  private static func values(of arm: JSONValue, _ score: JSONValue) -> [Double?] {
    let found = arm["scores"]?.elements?.first { $0["name"] == score["name"] }
    return (found?["values"]?.elements ?? []).map(\.double)
  }
}
