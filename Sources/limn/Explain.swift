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
      itself (from 0.01 on), moves (1 pixel), grows or shrinks (0.05 of its radius) or is gone; a \
      point stands for none of these. Differences are means over the channels, 0 to 1. Writes a \
      sheet of all these pictures.
      """)

  @Argument(help: "A prompt of 2 to \(Explanation.maximumWords) words.")
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
    let words = prompt.split(whereSeparator: \.isWhitespace).count
    guard 2...Explanation.maximumWords ~= words else {
      throw ValidationError(
        "expected a prompt of 2 to \(Explanation.maximumWords) words, found \(words)")
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
      try explanation(by: stored.model, seed: seeds.seeds[0]),
      modelHash: try stored.verifiedHash(), software: Limn.software)
    try PNG.write(report.sheet.render(), text: report.textChunks, to: place)
    print(json ? report.json(path: place).canonicalText() : "\(report.text)\n\(place)")
  }

  private func explanation(by model: Model, seed: UInt64) throws -> Explanation {
    var bar = ProgressBar(
      total: prompt.split(whereSeparator: \.isWhitespace).count, unit: "words")
    defer { bar.clear() }
    return try model.explanation(of: prompt, seed: seed) { bar.update($0) }
  }

  /// Where the sheet goes.
  private func place(_ seeds: SeedList) throws -> String {
    try OutputNaming(output).gridPath(prompts: [prompt], seeds: seeds, kind: "explained")
  }
}
