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
    if let parent = record.parent { rows.append([parent.relation.rawValue + " of", parent.id]) }
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
        + "\(machine.threads) threads",
    ])
    for library in record.libraries {
      rows.append(["library", "\(library.name) \(library.version)"])
    }
    for (title, files) in [("input", record.inputs), ("output", record.outputs)] {
      for file in files {
        rows.append([title, "\(file.path), \(file.bytes) bytes, SHA-256 \(file.sha256.prefix(12))"])
      }
    }
    return aligned(rows)
  }

  /// The scores that the record holds, a line each; empty where it holds none.
  public var scoreLines: String {
    aligned((record?.metrics ?? []).map { [$0.name, share($0.value)] })
  }
}

/// Curves of everything that `history` has at two steps or more, titled, in the order in which the
/// names first appear; of the scores only their mean.
public func charts(of history: MetricsHistory) -> String {
  var names: [String] = []
  for line in history.lines {
    for member in line.members ?? [] where member.key != "step" && member.value.double != nil {
      if !names.contains(member.key) { names.append(member.key) }
    }
  }
  var curves = names.map { ($0, history.series($0)) }
  let scores: [(step: Int, value: Double)] = history.lines.compactMap { line in
    guard let step = line["step"]?.int,
      let mean = line["scores"]?["overall"]?["mean"]?.double
    else { return nil }
    return (step, mean)
  }
  curves.append(("overall score", scores))
  return curves.filter { $0.1.count > 1 }
    .map { "\($0)\n\(LineChart.render($1))" }
    .joined(separator: "\n\n")
}
