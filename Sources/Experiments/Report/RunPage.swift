import Files
import OrderedCollections

/// A run that learns something, or a sweep of such runs, as one page of HTML: how good what it
/// trained is, what that draws, and how it came to it.
///
/// It is made of what stands in the run's folder, and of a sweep in those of its runs. It tells
/// neither the hour nor which machine it was.
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

  /// How far a training has come.
  struct Progress {
    /// The stage that it is at.
    var stage: Stage
    /// The steps of the stage that are done, and all of its steps.
    var stageDone: Int
    var stageTotal: Int
    /// The same of all stages.
    var done: Int
    var total: Int

    /// All of it in words.
    var text: String {
      "\(stage.title) \(stageDone) of \(stageTotal), \(done) of \(total) steps in all"
    }
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
    let scores = try scores()
    return HTMLPage(
      title: record.id,
      parts: [
        verdict(scores), question, scores?.section ?? "", try sweep(), try samples(),
        try curves(), try warnings(), facts, settings, commands,
      ]
    ).text
  }

  private func verdict(_ scores: HTMLScores?) -> String {
    func box(_ heading: String, _ text: String, style: String = "") -> String {
      "<p class=\"verdict\(style)\"><b>\(heading.escapedForHTML)</b> \(text.escapedForHTML)</p>"
    }
    let reached = details.progress?.text ?? ""
    return switch record.status {
    case .running: box("so far", reached)
    case .interrupted: box("interrupted", reached)
    case .failed: box("failed", record.failure ?? reached, style: " worse")
    case .completed:
      record.overall.map { overall in
        let more = scores?.overall.map { ", \($0)" } ?? ""
        return box("overall", "\(share(overall.value)) by \(overall.measure)\(more)")
      } ?? ""
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
    if let seconds = record.trainingSeconds {
      facts.append(("Training took", spelledDuration(seconds)))
    }
    facts.append(("Threads", "\(record.machine.threads)"))
    facts += record.libraries.map { ($0.name, $0.version) }
    let hashes = [("Spec", record.configHash), ("Program", record.program)].compactMap {
      name, hash in
      hash.map { (name, $0) }
    }
    let results = record.outputs.filter { ["model", "judge"].contains($0.role) }
      .map { ($0.role == "model" ? "Model" : "Judge", $0.sha256) }
    return HTMLPage.section(
      "How it was made",
      HTMLPage.strip(
        facts.map { ($0, $1.escapedForHTML) } + (hashes + results).map { ($0, HTMLPage.code($1)) })
    )
  }

  private func scores() throws -> HTMLScores? {
    guard record.status == .completed, fileExists(directory.scores) else { return nil }
    let measure = record.overall ?? record.metrics.first
    return HTMLScores(try JSONValue(file: directory.scores), by: measure?.signature)
  }

  private func sweep() throws -> String {
    guard record.kind == .sweep, fileExists(directory.sweep) else { return "" }
    return SweepSection(try JSONValue(file: directory.sweep), in: directory.root).section
  }

  private func samples() throws -> String {
    guard record.kind != .sweep else {
      let sheets = record.outputs.filter { $0.role == "samples" }
      return HTMLSamples(
        "What they draw",
        try sheets.map {
          .init(
            title: "one row a training; every picture drawn with seed 0",
            png: try readFile("\(directory.path)/\($0.path)"))
        }
      ).section
    }
    let heading = "What it draws"
    let drawn = try HTMLSamples(
      heading, in: directory.samples, upTo: details.progress?.done ?? .max, of: details.captions)
    guard drawn.isEmpty else { return drawn.section }
    if let last = details.lastSheet {
      return HTMLSamples(heading, [last], of: details.captions).section
    }
    guard record.kind == .train else { return "" }
    return announcement(
      heading,
      firstSheet.map { "The first pictures come after \(counted($0, "step"))." }
        ?? "Pictures come at the end.")
  }

  /// The step, counted over all stages, after which a training draws its first sheet of samples; nil
  /// where it draws none on the way.
  private var firstSheet: Int? {
    func setting(_ path: String...) -> Int {
      path.reduce(record.config as JSONValue?) { $0?[$1] }?.int ?? 0
    }
    let every = setting("training", "sampleEvery")
    let stages = [setting("warmup", "steps"), setting("training", "steps")]
    guard every > 0, let first = stages.first(where: { $0 > 0 }) else { return nil }
    return setting("textEncoder", "pretraining", "steps") + min(every, first)
  }

  private func curves() throws -> String {
    guard record.kind.learns else { return "" }
    let curves =
      fileExists(directory.metrics)
      ? HTMLCurves(TrainingCurves(try MetricsHistory(directory.metrics))).section : ""
    guard curves.isEmpty else { return curves }
    let every = (record.config["training"]?["logEvery"] ?? record.config["logEvery"])?.int ?? 1
    return announcement(
      "How it trained",
      "Curves come with the second line of metrics; there is one every \(counted(every, "step")).")
  }

  /// What a run that goes on does not have yet.
  private func announcement(_ heading: String, _ text: String) -> String {
    record.status == .running ? HTMLPage.section(heading, "<p>\(text)</p>") : ""
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
