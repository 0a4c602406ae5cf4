import Files

/// The part of a sweep's page that shows its arms side by side.
struct SweepSection {
  private let report: JSONValue
  private let root: String

  /// Of the results in a `sweep.json`.
  ///
  /// - Parameters:
  ///   - report: What is in it.
  ///   - root: The folder of all runs.
  init(_ report: JSONValue, in root: String) {
    self.report = report
    self.root = root
  }

  /// The section.
  var section: String {
    HTMLPage.section("The arms side by side", scores + differences + trainings)
  }

  private var scores: String {
    guard let plot = SweepPlot(report)?.svg(.page) else { return "" }
    return HTMLPage.scrolling(plot, class: "drawn", label: "Plot of the scores of the arms")
      + "\n\(table("Scores of the arms", sweepRows(of: report)))"
  }

  /// How much the arms differ from the first one; empty where there is nothing to compare.
  private var differences: String {
    guard let differences = SweepDifferences(of: report) else { return "" }
    return "<h3>Against the first arm</h3>\n"
      + table("Differences of the arms from the first one", differences.table)
      + "<p class=\"small\">\(differences.note.escapedForHTML)</p>\n"
  }

  private func table(_ label: String, _ rows: [[String]]) -> String {
    var table = HTMLTable(label, columns: rows[0].map(\.escapedForHTML), isLed: false)
    for row in rows.dropFirst() { table.add(row) }
    return table.html
  }

  /// The trainings of each arm, with the ways to their pages.
  private var trainings: String {
    let arms = (report["arms"]?.elements ?? []).map { arm in
      let runs = (arm["runs"]?.elements ?? []).map(link)
      return
        "<li>\((arm["name"]?.string ?? "").escapedForHTML): \(runs.joined(separator: ", "))</li>"
    }
    return "<p>The trainings:</p>\n<ul class=\"notes\">\(arms.joined())</ul>"
  }

  private func link(_ run: JSONValue) -> String {
    let name = "seed \(run["seed"]?.int ?? 0)"
    guard let id = run["id"]?.string, let directory = RunDirectory(named: id, in: root) else {
      return "\(name), gone"
    }
    let state = RunSummary(directory).state
    let suffix = state == .completed ? "" : ", \(state.rawValue)"
    return fileExists(directory.report)
      ? "<a href=\"../\(id.escapedForHTML)/\(fileName(directory.report))\">\(name)</a>\(suffix)"
      : name + suffix
  }
}
