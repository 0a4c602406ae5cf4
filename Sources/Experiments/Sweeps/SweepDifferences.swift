import Evaluation
import Files

/// How much the arms of a sweep's `sweep.json` differ from the first one: a line an arm, with the
/// mean difference of trainings of one seed and its 95% interval over seeds; empty where there is
/// but one arm or one seed.
public func sweepDifferences(of report: JSONValue) -> String {
  let rows = sweepDifferenceRows(of: report)
  return rows.isEmpty ? "" : "\(aligned(rows))\n\(sweepDifferenceNote(of: rows))"
}

/// The lines of that table, the first its heads.
func sweepDifferenceRows(of report: JSONValue) -> [[String]] {
  let arms = report["arms"]?.elements ?? []
  let names = comparedScores(of: arms.first)
  guard let first = arms.first, arms.count > 1,
    arms.contains(where: { ($0["runs"]?.elements?.count ?? 0) > 1 })
  else { return [] }
  let heads = names.flatMap { score in
    [
      score["better"]?.string.map { "\(name(score)) (\($0) is better)" } ?? name(score),
      "95% interval",
    ]
  }
  return [["less \(name(first))"] + heads]
    + arms.dropFirst().map { arm in
      [name(arm)] + names.flatMap { difference(of: arm, from: first, in: $0) }
    }
}

/// What a reader must know of the table with `rows`.
func sweepDifferenceNote(of rows: [[String]]) -> String {
  let count = rows.dropFirst().joined().count { $0.contains(" to ") }
  return
    "Differences between trainings of one seed, by Student's t over seeds. Each interval stands "
    + "for itself" + (count > 1 ? ": of \(count), some may leave 0 out by chance." : ".")
}

/// The mean difference of an arm from the first one in a score, and its interval.
private func difference(of arm: JSONValue, from first: JSONValue, in score: JSONValue) -> [String] {
  let pairs = zip(values(of: arm, score), values(of: first, score))
  let differences = pairs.compactMap { value, other in value.flatMap { v in other.map { v - $0 } } }
  guard let estimate = SeedEstimate(differences, within: -.infinity ... .infinity) else {
    return ["-", "-"]
  }
  let text = score["better"] == nil ? signed : { ($0 < 0 ? "" : "+") + significant($0) }
  return [
    text(estimate.mean), estimate.interval.map { "\(text($0.low)) to \(text($0.high))" } ?? "-",
  ]
}

/// The values of `score` of an arm, one a seed; nil where a training failed.
private func values(of arm: JSONValue, _ score: JSONValue) -> [Double?] {
  let found = arm["scores"]?.elements?.first { $0["name"] == score["name"] }
  return (found?["values"]?.elements ?? []).map(\.double)
}

/// The overall score, and the figures that are better where they are higher or lower.
private func comparedScores(of arm: JSONValue?) -> [JSONValue] {
  (arm?["scores"]?.elements ?? []).filter {
    MetricRecord.isOverall(name($0)) || $0["better"]?.string != nil
  }
}

private func name(_ value: JSONValue) -> String { value["name"]?.string ?? "-" }
