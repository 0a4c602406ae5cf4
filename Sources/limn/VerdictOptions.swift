import ArgumentParser
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

  @Flag(help: "Replace these files where they exist.")
  var force = false

  mutating func validate() throws {
    try requirePNGName(failures, of: "--failures")
    try requireDistinct(outputs)
    if force, outputs.isEmpty {
      throw ValidationError("--force goes with --verdicts or --failures")
    }
  }

  private var outputs: [String] { [verdicts, failures].compactMap(\.self) }

  /// - Throws: `InputError` (`exists`) where an output is taken.
  func requireFree() throws { try Files.requireFree(outputs, force: force) }

  /// - Throws: `InputError` (`unwritable`) where outputs have no place.
  func requirePlaces() throws { try limn.requirePlaces(for: outputs) }

  /// - Throws: `ValidationError` where an output is asked for.
  func requireNone(with option: String) throws {
    for (name, value) in [("--verdicts", verdicts), ("--failures", failures)] where value != nil {
      throw ValidationError("\(name) is of what prompts ask for; it has no meaning with \(option)")
    }
  }

  /// Writes what was asked for.
  func write(_ pictures: Kept) throws {
    if let verdicts { try writeFile(Array(pictures.lines.utf8), to: verdicts) }
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

    mutating func add(_ picture: ScoredPicture) {
      lines += picture.json.canonicalText() + "\n"
      if !picture.verdict.correct, failed.count < sheetSize { failed.append(picture) }
    }
  }
}
