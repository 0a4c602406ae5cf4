import ArgumentParser
import Datasets
import Files

/// `limn prompts import`: another project's table of prompts in Limn's own format.
struct PromptsImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a table of prompts into Limn's own format.",
    discussion: """
      Example:
        limn prompts import PartiPrompts.tsv -o parti.jsonl

      Reads the tables of PartiPrompts (TSV) and DrawBench (CSV), and plain text with one prompt a \
      line. Category and note are kept, and PartiPrompts' challenge becomes the tag. Ids are made \
      from the prompts. A prompt that occurs twice is kept once, with a warning.
      """)

  @Argument(help: ArgumentHelp("The table.", valueName: "table"))
  var file: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "out.jsonl"))
  var output: String?

  @Flag(help: "Replace the output where it exists.")
  var force = false

  mutating func run() throws {
    try requireFree([output].compactMap { $0 }, force: force)
    let imported = try ImportedPrompts(bytes: readFile(file), path: file)
    for sentence in imported.leftOut { report("warning: \(sentence)") }
    let text = imported.set.jsonLines()
    guard let output else { return print(text, terminator: "") }
    try writeFile(text.utf8, to: output)
    print(output)
  }
}
