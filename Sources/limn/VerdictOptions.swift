import ArgumentParser
import Evaluation
import Experiments
import Files
import Imaging

/// Where `limn evaluate` writes what it found in the single pictures.
struct VerdictOptions: ParsableArguments {
  /// The pictures that a sheet has at most.
  private static let sheetSize = 96

  @Option(
    help: ArgumentHelp(
      "Write here what was found in each picture, one JSON object a line.",
      valueName: "file.jsonl"))
  var verdicts: String?

  @Option(
    help: ArgumentHelp(
      """
      Draw the pictures that fell short on one sheet, each with its prompt and the reason; the first \
      \(sheetSize) of them.
      """, valueName: "sheet.png"))
  var failures: String?

  @Option(
    help: ArgumentHelp(
      """
      Write a model's scores and pictures, the worst first, as one page of HTML: all of them, or up to 4000.
      """,
      valueName: "page.html"))
  var html: String?

  @Flag(help: "Replace these files where they exist.")
  var force = false

  mutating func validate() throws {
    try requirePNGName(failures, of: "--failures")
    try requireDistinct(outputs)
    if force, outputs.isEmpty {
      throw ValidationError("--force goes with --verdicts, --failures or --html")
    }
    if html == "-" { throw ValidationError("--html must be a file, not -") }
  }

  private var outputs: [String] { [verdicts, failures, html].compactMap(\.self) }

  /// - Throws: `InputError` (`exists`) where an output is taken.
  func requireFree() throws { try Files.requireFree(outputs, force: force) }

  /// - Throws: `InputError` (`unwritable`) where outputs have no place.
  func requirePlaces() throws { try limn.requirePlaces(for: outputs) }

  /// - Throws: `ValidationError` where an output is asked for.
  func requireNone(with option: String) throws {
    for (name, value) in [("--verdicts", verdicts), ("--failures", failures), ("--html", html)]
    where value != nil {
      throw ValidationError("\(name) is of what prompts ask for; it has no meaning with \(option)")
    }
  }

  /// What is kept of an evaluation's pictures, none so far.
  func kept(of evaluation: ModelEvaluation) -> Kept {
    Kept(page: html.map { _ in EvaluationPage(of: evaluation) })
  }

  /// Writes what was asked for of an evaluation with these `scores`.
  func write(_ pictures: Kept, _ scores: ScoreReport) throws {
    if let verdicts { try writeFile(Array(pictures.lines.utf8), to: verdicts) }
    if let html, let page = pictures.page {
      try writeFile(Array(page.text(scores, software: Limn.software).utf8), to: html)
    }
    guard let failures else { return }
    if pictures.failed.isEmpty {
      // One of an earlier evaluation must not pass for this one's.
      try removeFile(failures)
      report("no picture fell short: \(failures) was not drawn")
    } else {
      var sheet = ContactSheet(cells: pictures.failed.map(\.cell), columns: 6)
      sheet.imageScale = ContactSheet.imageScale(ofSide: pictures.failed[0].image.width)
      // The reason stands after the prompt and the seed.
      sheet.maximumCaptionLines = 12
      try PNG.write(sheet.render(), text: [("Software", Limn.software)], to: failures)
    }
  }

  /// What is kept of pictures for the files.
  struct Kept {
    fileprivate var lines = ""
    fileprivate var failed: [ScoredPicture] = []
    fileprivate var page: EvaluationPage?

    /// Nothing so far, and without a page where none is asked for.
    init(page: EvaluationPage? = nil) { self.page = page }

    mutating func add(_ picture: ScoredPicture) throws {
      lines += picture.json.canonicalText() + "\n"
      if !picture.verdict.correct, failed.count < sheetSize { failed.append(picture) }
      try page?.add(picture)
    }
  }
}
