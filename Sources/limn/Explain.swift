import ArgumentParser
import Experiments
import Files
import Imaging
import TextToImage

/// `limn explain`: what each word does to a picture.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what each word of a prompt does to its picture.",
    discussion: """
      Example:
        limn explain "a large red circle above a small blue square" --seed 3

      Draws the picture again without each word, from the same seed. Prints how much it differs and, \
      where the model has slots for objects, what becomes of each: whether it looks different by \
      itself, moves, grows, shrinks or is gone. Differences are means over the channels, 0 to 1. \
      Writes a sheet of all these pictures.
      """)

  @Argument(help: "A prompt of two words or more.")
  var prompt: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The seed of the picture.", valueName: "seed"))
  var seed = "0"

  @Option(name: [.customShort("m"), .long], help: modelHelp)
  var model: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "The sheet: a PNG file, or a folder. (default: named by the prompt and its seed)",
      valueName: "place"))
  var output: String?

  @Flag(help: "Print one JSON object instead of the table and the sheet's path.")
  var json = false

  @Flag(help: "Replace the sheet where it exists.")
  var force = false

  mutating func validate() throws {
    let seeds = try usage { try SeedList(seed) }
    guard seeds.seeds.count == 1 else {
      throw ValidationError("--seed must be one seed, not \(seeds)")
    }
    _ = try usage { try place(seeds) }
    guard prompt.split(whereSeparator: \.isWhitespace).count > 1 else {
      throw ValidationError("expected a prompt of two words or more, found \"\(prompt)\"")
    }
  }

  mutating func run() throws {
    try PromptText.check(prompt, path: "the prompt")
    let seeds = try SeedList(seed)
    let place = try place(seeds)
    let path = try model.map(modelFile) ?? ShippedFile.model.find()
    let stored = try StoredModel(path)
    warnOfUnfinishedRun(of: path)
    try stored.requireDrawsFromText(path: path, hint: "name a model that draws from text alone")
    try requireFree([place], force: force)
    if case .folder(let folder) = try OutputNaming(output) { try makeFolder(folder) }
    try requirePlaces(for: [place])
    let warnings = PromptWarnings(isOfShapes: stored.dataset == nil, isOneOfSeveral: false)
    warnings.warn(of: try stored.model.read(prompt), prompt, by: stored.model)
    let report = ExplanationReport(
      try stored.model.explanation(of: prompt, seed: seeds.seeds[0]),
      modelHash: try stored.verifiedHash())
    try PNG.write(report.sheet.render(), text: report.textChunks, to: place)
    print(json ? report.json(path: place).canonicalText() : "\(report.text)\n\(place)")
  }

  /// Where the sheet goes.
  private func place(_ seeds: SeedList) throws -> String {
    try OutputNaming(output).gridPath(prompts: [prompt], seeds: seeds, kind: "explained")
  }
}
