import Files
import OrderedCollections

/// A run that learns something, or a sweep of such runs, as one page of HTML: how good what it
/// trained is, what that draws, and how it came to it.
///
/// It is made of what stands in the run's folder, and of a sweep in those of its runs. It tells
/// neither the hour nor the machine.
struct RunPage {
  /// What a run knows of itself that its folder does not tell.
  struct Details {
    /// How far it has come.
    var progress: Progress?
    /// What its model draws at the end, where no sheet was drawn on the way.
    var lastSheet: HTMLSamples.Sheet?
    /// What the sheets of samples are of.
    var captions: [String] = []
  }

  /// How far a training has come, over all its stages.
  struct Progress {
    var stage: String
    var done: Int
    var total: Int
  }

  let record: RunRecord
  let directory: RunDirectory
  let details: Details

  init(_ record: RunRecord, in directory: RunDirectory, _ details: Details = Details()) {
    self.record = record
    self.directory = directory
    self.details = details
  }

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
        verdict, question, facts, try scores(), try sweep(), try samples().section, try curves(),
        try warnings(), settings, commands,
      ]
    ).text
  }

  private var verdict: String {
    func box(_ heading: String, _ text: String, style: String = "") -> String {
      "<p class=\"verdict\(style)\"><b>\(heading.escapedForHTML)</b> \(text.escapedForHTML)</p>"
    }
    let reached = details.progress.map { "\($0.stage), step \($0.done) of \($0.total)" } ?? ""
    return switch record.status {
    case .running: box("so far", reached)
    case .interrupted: box("interrupted", reached)
    case .failed: box("failed", record.failure ?? reached, style: " worse")
    case .completed:
      record.overall.map { box("overall", "\(share($0.value)) by \($0.measure)") } ?? ""
    }
  }

  private var question: String {
    record.config["question"]?.string.map { "<p>\($0.escapedForHTML)</p>" } ?? ""
  }

  private var facts: String {
    var facts = [("Kind", record.kind.rawValue)]
    if let recipe = record.config["recipe"]?.string { facts.append(("Recipe", recipe)) }
    if let data = record.dataset { facts.append(("Data set", "\(data.name), \(data)")) }
    facts.append(("Seed", record.seeds.map(String.init).joined(separator: ", ")))
    facts += record.libraries.map { ($0.name, $0.version) }
    let hashes = [("Spec", record.configHash), ("Program", record.program)].compactMap {
      name, hash in
      hash.map { (name, $0) }
    }
    let results = record.outputs.filter { ["model", "judge"].contains($0.role) }
      .map { ($0.role == "model" ? "Model" : "Judge", $0.sha256) }
    return HTMLPage.strip(
      facts.map { ($0, $1.escapedForHTML) } + (hashes + results).map { ($0, HTMLPage.code($1)) })
  }

  private func scores() throws -> String {
    guard record.status == .completed, fileExists(directory.scores) else { return "" }
    let measure = record.overall ?? record.metrics.first
    return HTMLScores(try JSONValue(file: directory.scores), by: measure?.signature).section
  }

  private func sweep() throws -> String {
    guard record.kind == .sweep, fileExists(directory.sweep) else { return "" }
    return SweepSection(try JSONValue(file: directory.sweep), in: directory.root).section
  }

  private func samples() throws -> HTMLSamples {
    guard record.kind != .sweep else {
      let sheets = record.outputs.filter { $0.role == "samples" }
      return HTMLSamples(
        "What they draw",
        try sheets.map {
          .init(title: "each model, seed 0", png: try readFile("\(directory.path)/\($0.path)"))
        })
    }
    let heading = "What it draws"
    let drawn = try HTMLSamples(
      heading, in: directory.samples, upTo: details.progress?.done ?? .max, of: details.captions)
    guard drawn.isEmpty, let last = details.lastSheet else { return drawn }
    return HTMLSamples(heading, [last], of: details.captions)
  }

  private func curves() throws -> String {
    guard fileExists(directory.metrics) else { return "" }
    return HTMLCurves(TrainingCurves(try MetricsHistory(directory.metrics))).section
  }

  /// What the log warns of, each once.
  private func warnings() throws -> String {
    guard fileExists(directory.log) else { return "" }
    let lines = String(decoding: try readFile(directory.log), as: UTF8.self)
      .split(separator: "\n").filter { $0.hasPrefix(Self.warning) }
    let items = OrderedSet(lines).map {
      "<li>\(String($0.dropFirst(Self.warning.count)).escapedForHTML)</li>"
    }
    return HTMLPage.section(
      "Warnings", items.isEmpty ? "" : "<ul class=\"notes\">\(items.joined())</ul>")
  }

  private static let warning = "warning: "

  /// The spec; of the folders of data that it names, their names alone.
  private var settings: String {
    let paths = TrainingSpec.paths.flatMap { [$0, "base.\($0)"] }
    let config = record.config.withPaths(paths, changedBy: fileName)
      .withPathsOfSettings(changedBy: fileName)
    let text = String(decoding: config.fileBytes, as: UTF8.self).escapedForHTML
    return HTMLPage.section(
      "Settings", "<details><summary>Every setting</summary>\n<pre>\(text)</pre></details>")
  }

  /// What can be done with the run.
  private var commands: String {
    // As it is named from the folder that the folder of all runs is in.
    let root = fileName(absolutePath(directory.root) ?? directory.root)
    let run = shellWord("\(root)/\(record.id)")
    let lines = uses(of: run) + ways(of: run) + ["runs show \(run)"]
    return HTMLPage.section(
      "What to do with it",
      "<p>In the folder that <code>\(root.escapedForHTML)</code> is in:</p>\n<pre>"
        + lines.map { "limn \($0)".escapedForHTML }.joined(separator: "\n") + "</pre>")
  }

  /// The commands that use what the run has trained.
  private func uses(of run: String) -> [String] {
    switch record.kind {
    case .train where !fileExists(directory.model): []
    case .train where record.config["recipe"] == "pix2pix":
      ["translate OUTLINES.png \"A SENTENCE\" --model \(run)"]
    case .train: ["generate \"A SENTENCE\" --model \(run)"]
    case .judge where fileExists(directory.judge): ["compare A.jsonl B.jsonl --judge \(run)"]
    case .judge, .evaluate, .compare, .sweep: []
    }
  }

  /// The commands that go on with it, or do it again.
  private func ways(of run: String) -> [String] {
    switch record.status {
    // One that was killed can be resumed too.
    case .running, .interrupted, .failed: ["resume \(run)"]
    case .completed: record.kind == .sweep ? [] : ["rerun \(run)"]
    }
  }
}
