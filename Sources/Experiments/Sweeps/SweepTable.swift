import Files

/// What a sweep found, as tables for people: the scores of its arms, and how much they differ from the
/// first arm's.
public func sweepTables(of report: JSONValue) -> String {
  [sweepTable(of: report), sweepDifferences(of: report)].filter { !$0.isEmpty }
    .joined(separator: "\n\n")
}

/// The table of a sweep's `sweep.json`: a line an arm, with the means over its seeds; figures over
/// sets of pictures with their intervals, and with the direction in which they improve.
public func sweepTable(of report: JSONValue) -> String { aligned(sweepRows(of: report)) }

/// The lines of that table, the first its heads.
func sweepRows(of report: JSONValue) -> [[String]] {
  let arms = report["arms"]?.elements ?? []
  let others = sweepScores(of: arms).filter { !isOverall($0) }
  let rows = arms.map { row(of: $0, others: others.compactMap { $0["name"]?.string }) }
  let first = ["arm", "overall", "95% interval"]
  return [first + others.map(sweepHeading) + ["seeds", "training"]] + rows
}

/// The scores that arms have, as the first arm tells them that has any.
func sweepScores(of arms: [JSONValue]) -> [JSONValue] {
  let first = arms.first { arm in
    scores(of: arm).contains { ($0["values"]?.elements ?? []).contains { $0 != .null } }
  }
  return scores(of: first ?? arms.first)
}

/// The name of a score, with the direction in which it improves where it says so.
func sweepHeading(of score: JSONValue) -> String {
  let name = score["name"]?.string ?? "-"
  return score["better"]?.string.map { "\(name) (\($0) is better)" } ?? name
}

private func row(of arm: JSONValue, others: [String]) -> [String] {
  func score(_ name: String) -> JSONValue? {
    scores(of: arm).first { $0["name"]?.string == name }
  }
  let overall = scores(of: arm).first(where: isOverall)
  let values = (overall?["values"]?.elements ?? []).filter { $0 != .null }
  let time = arm["training_seconds"]?.double.map { spelledDuration($0) } ?? "-"
  return [
    arm["name"]?.string ?? "-", overall?["mean"]?.double.map(share) ?? "-",
    interval(of: overall, share) ?? "-",
  ] + others.map { mean(of: score($0)) } + ["\(values.count)", time]
}

private func mean(of score: JSONValue?) -> String {
  guard let mean = score?["mean"]?.double else { return "-" }
  // Only figures say what is better, if anything is.
  guard score?["better"] != nil else { return share(mean) }
  return significant(mean) + (interval(of: score, significant).map { " (\($0))" } ?? "")
}

private func interval(of score: JSONValue?, _ text: (Double) -> String) -> String? {
  guard let low = score?["low"]?.double, let high = score?["high"]?.double else { return nil }
  return "\(text(low)) to \(text(high))"
}

private func scores(of arm: JSONValue?) -> [JSONValue] { arm?["scores"]?.elements ?? [] }

private func isOverall(_ score: JSONValue) -> Bool {
  score["name"]?.string.map(MetricRecord.isOverall) ?? false
}
