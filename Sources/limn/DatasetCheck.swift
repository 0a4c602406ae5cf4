import ArgumentParser
import Datasets
import Experiments
import Files

/// `limn dataset check`: what is wrong with a folder of captioned pictures, and what is in it.
struct DatasetCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what is wrong with a folder of captioned pictures.",
    discussion: """
      Example:
        limn dataset check pets/

      Every picture is decoded. What cannot be used comes first, a line each: file, line, what was \
      expected and what was found. Then notes, on pictures without a caption, pictures that are \
      equal and captions that several pictures have, and the totals. Exit codes: 0 all is usable, \
      65 something is not, 66 no such folder. docs/datasets.md says how a folder may be laid out.
      """)

  @Argument(help: "The folder.")
  var folder: String

  @Flag(help: "Print one JSON object a problem, a note, and for the totals.")
  var json = false

  mutating func run() throws {
    let pictures = try FolderPictures(folder: folder)
    var bar = ProgressBar(total: pictures.entries.count, unit: "pictures")
    let check = try FolderCheck(pictures) { bar.update($0) }
    bar.clear()
    let result = FolderReport(check: check, layout: pictures.layout)
    let lines = json ? result.json.map { $0.canonicalText() } : result.text
    for line in lines { print(line) }
    if !check.problems.isEmpty {
      report("\(counted(check.problems.count, "problem")) in \(folder)")
      throw ExitCode(ExitStatus.badData.rawValue)
    }
  }
}
