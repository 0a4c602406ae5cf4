import Files
import Imaging

/// A run that learns something as one page of HTML: how good what it trained is, what that draws,
/// and how it came to it.
///
/// It is made of what stands in the run's folder. It tells neither the hour nor the machine.
struct RunPage {
  /// The run's record.
  let record: RunRecord
  /// The run's folder.
  let directory: RunDirectory
  /// The program and its version.
  let software: String
  /// How far a run is that goes on, "step 800 of 1700"; nil at its end.
  var progress: String?
  /// What the model draws at the end, where the folder has no sheet of it.
  var lastSheet: HTMLSamples.Sheet?

  /// Writes the page into the folder.
  ///
  /// - Throws: `InputError` where what it shows cannot be read, or the page cannot be written.
  func write() throws { try writeFile(Array(text().utf8), to: directory.report) }

  /// The page's text.
  ///
  /// - Throws: `InputError` where what it shows cannot be read.
  func text() throws -> String {
    HTMLPage(
      title: record.name,
      parts: [
        verdict, question, facts, progress == nil ? try scores() : "", try sweep(),
        try samples().section, try curves(), try warnings(), settings, commands,
      ]
    ).text
  }

  private var verdict: String {
    func box(_ heading: String, _ text: String) -> String {
      "<p class=\"verdict\"><b>\(heading.escapedForHTML)</b> \(text.escapedForHTML)</p>"
    }
    if let progress { return box("under way", progress) }
    guard let overall = record.metrics.first(where: { MetricRecord.isOverall($0.name) }) else {
      return ""
    }
    return box(overall.name, "\(share(overall.value)) by \(overall.measure)")
  }

  private var question: String {
    record.config["question"]?.string.map { "<p>\($0.escapedForHTML)</p>" } ?? ""
  }

  private var facts: String {
    var facts = [("Kind", record.kind.rawValue)]
    if let recipe = record.config["recipe"]?.string { facts.append(("Recipe", recipe)) }
    if let data = record.dataset { facts.append(("Data set", "\(data.name), \(data)")) }
    facts.append(("Seed", record.seeds.map(String.init).joined(separator: ", ")))
    facts.append(("Program", software))
    return HTMLPage.strip(
      facts.map { ($0, $1.escapedForHTML) } + [("Spec", HTMLPage.code(record.configHash))]
        + record.outputs.filter { ["model", "judge"].contains($0.role) }.map {
          ($0.role == "model" ? "Model" : "Judge", HTMLPage.code($0.sha256))
        })
  }

  private func scores() throws -> String {
    let first = record.metrics.first { MetricRecord.isOverall($0.name) } ?? record.metrics.first
    return HTMLScores(try content(of: directory.scores), by: first?.signature).section
  }

  private func sweep() throws -> String {
    let report = try content(of: directory.sweep)
    guard let plot = sweepPlot(of: report) else { return "" }
    let rows = sweepRows(of: report)
    var table = HTMLTable(columns: rows[0].map(\.escapedForHTML), isLed: false)
    for row in rows.dropFirst() { table.add(row[0], row.dropFirst().map(\.escapedForHTML)) }
    return HTMLPage.section(
      "The arms side by side",
      "<div class=\"drawn\">\(plot)</div>\n\(table.html)<p class=\"small\">A ring is a training, "
        + "the dot their mean, the bar its 95% interval over seeds.</p>\n\(runs(of: report))")
  }

  /// The runs of a sweep, with the ways to their pages.
  private func runs(of report: JSONValue) -> String {
    let arms = (report["arms"]?.elements ?? []).map { arm in
      let links = (arm["runs"]?.elements ?? []).compactMap { run in
        run["id"]?.string.map { id in
          "<a href=\"../\(id.escapedForHTML)/report.html\">seed \(run["seed"]?.int ?? 0)</a>"
        }
      }
      return
        "<li>\((arm["name"]?.string ?? "").escapedForHTML): \(links.joined(separator: ", "))</li>"
    }
    return "<p>The pages of the trainings:</p>\n<ul class=\"notes\">\(arms.joined())</ul>"
  }

  private func samples() throws -> HTMLSamples {
    if let lastSheet { return HTMLSamples([lastSheet]) }
    guard record.kind == .sweep else { return try HTMLSamples(in: directory.samples) }
    let sheet = "\(directory.path)/samples.png"
    return HTMLSamples(
      fileExists(sheet) ? [.init(title: "the models, seed 0", png: try readFile(sheet))] : [])
  }

  private func curves() throws -> String {
    guard fileExists(directory.metrics) else { return "" }
    return HTMLCurves(TrainingCurves(try MetricsHistory(directory.metrics))).section
  }

  /// What the log warns of.
  private func warnings() throws -> String {
    let lines = String(decoding: try readFile(directory.log), as: UTF8.self)
      .split(separator: "\n").filter { $0.hasPrefix(Self.warning) }
    guard !lines.isEmpty else { return "" }
    let items = lines.map { "<li>\(String($0.dropFirst(Self.warning.count)).escapedForHTML)</li>" }
    return HTMLPage.section("Warnings", "<ul class=\"notes\">\(items.joined())</ul>")
  }

  private static let warning = "warning: "

  private var settings: String {
    let text = String(decoding: record.config.fileBytes, as: UTF8.self).escapedForHTML
    return HTMLPage.section(
      "Settings", "<details><summary>Every setting</summary>\n<pre>\(text)</pre></details>")
  }

  /// What can be done with the run.
  private var commands: String {
    // As it is named from the folder that the folder of all runs is in.
    let run = shellWord("\(fileName(directory.root))/\(record.id)")
    let translates = record.config["recipe"] == "pix2pix"
    let uses =
      switch record.kind {
      case .train where translates: ["translate OUTLINES.png \"A SENTENCE\" --model \(run)"]
      case .train: ["generate \"A SENTENCE\" --model \(run)"]
      case .judge: ["compare A.jsonl B.jsonl --judge \(run)"]
      case .evaluate, .compare, .sweep: []
      }
    let ways = progress == nil ? ["rerun \(run)"] : ["resume \(run)"]
    let lines = uses + (record.kind == .sweep ? [] : ways) + ["runs show \(run)"]
    return HTMLPage.section(
      "What to do with it",
      "<p>In the folder that <code>\(fileName(directory.root).escapedForHTML)</code> is in:</p>\n<pre>"
        + lines.map { "limn \($0)".escapedForHTML }.joined(separator: "\n") + "</pre>")
  }

  /// What the JSON file at `path` holds; an empty object where there is none.
  private func content(of path: String) throws -> JSONValue {
    fileExists(path) ? try JSONValue.parse(readFile(path), path: path) : [:]
  }
}
