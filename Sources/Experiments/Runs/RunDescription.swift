import Files

extension RunSummary {
  /// What a person wants to know of the run, without its metrics: a line a fact.
  public var facts: String {
    guard let record else {
      return aligned([["run", directory.id], ["state", state.rawValue], ["fault", fault ?? "-"]])
    }
    var rows = [["run", record.id], ["state", state.rawValue]]
    if let failure = record.failure { rows.append(["failure", failure]) }
    if let question = record.config["question"]?.string { rows.append(["question", question]) }
    if let parent = record.parent { rows.append([parent.relation.phrase, parent.id]) }
    rows.append(["started", record.started])
    if let finished = record.finished { rows.append(["finished", finished]) }
    rows.append(["command", record.command.joined(separator: " ")])
    if let code = record.code {
      rows.append(["code", code.commit.prefix(12) + (code.isDirty ? ", with changes" : "")])
    }
    let machine = record.machine
    rows.append([
      "machine",
      "\(machine.processor), \(machine.architecture), \(machine.cores) cores, "
        + counted(machine.threads, "thread"),
    ])
    for library in record.libraries {
      rows.append(["library", "\(library.name) \(library.version)"])
    }
    if let data = record.dataset { rows.append(["data set", "\(data.name), \(data)"]) }
    for (title, files) in [("input", record.inputs), ("output", record.outputs)] {
      for file in files {
        rows.append([title, "\(file.path), \(file.bytes) bytes, SHA-256 \(file.sha256.prefix(12))"])
      }
    }
    if fileExists(directory.report) { rows.append(["page", directory.report]) }
    return aligned(rows)
  }
}

/// The scores of a run's `scores.json` as bars with their 95% intervals, under what they were
/// measured by where `record` says so, and figures over sets of pictures below; empty where there
/// are none.
public func scoreBars(of report: JSONValue, by record: RunRecord? = nil) -> String {
  guard let scores = report["scores"] else { return "" }
  var rows: [[String]] = []
  func add(_ name: String, _ estimate: JSONValue?) {
    guard let mean = estimate?["mean"]?.double, let low = estimate?["low"]?.double,
      let high = estimate?["high"]?.double
    else { return }
    let filled = Int((min(1, max(0, mean)) * 20).rounded())
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
    rows.append([name, "[\(bar)]", share(mean), "\(share(low)) to \(share(high))"])
  }
  for tag in byTag(scores["tags"]?.members ?? [], \.key) { add(tag.key, tag.value["all"]) }
  for part in ["seen", "unseen", "overall"] { add(part, scores[part]) }
  let figures = report["figures"]?.elements ?? []
  let heading = record?.overall.map { "scores by \($0.signature)\n" } ?? ""
  return heading + aligned(rows) + (figures.isEmpty ? "" : "\n\n\(figureTable(of: figures))")
}

/// The results of a run's record, a line each: of a judge how well it tells captions apart.
public func results(of record: RunRecord) -> String {
  aligned(record.metrics.map { [$0.name, share($0.value)] })
}

/// Curves of every value that `history` has at two steps or more of a stage, titled by stage and
/// name.
///
/// Of the scores only their mean, over all stages; values that never change get a line only.
public func charts(of history: MetricsHistory) -> String {
  let found = TrainingCurves(history)
  let curves = (found.losses + found.scores.prefix(1)).map { curve in
    (title: curve.title, points: curve.points.map { (step: $0.step, value: $0.value) })
  }
  return curves.filter { $0.points.count > 1 }.map { title, points in
    points.allSatisfy { $0.value == points[0].value }
      ? "\(title): \(shortened(Float(points[0].value))) throughout"
      : "\(title)\n\(LineChart.render(points))"
  }.joined(separator: "\n\n")
}
