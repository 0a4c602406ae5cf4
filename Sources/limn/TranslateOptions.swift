import ArgumentParser
import Experiments
import Files

/// The arguments of `limn translate`.
struct TranslateOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "PNG files of outlines, black on white and square, then the text.",
      valueName: "outlines> ... <text"))
  var arguments: [String]

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: "Pictures an outline, with successive seeds.")
  var count: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed, or seeds: 7, 0-3 or 1,5,9.", valueName: "seeds"))
  var seed = "0"

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "A PNG file, a folder, or a pattern with {seed} or {index}. (default: by outline, text and seed)",
      valueName: "place"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The model, of recipe pix2pix. (default: the one shipped)", valueName: "file"))
  var model: String?

  @Flag(help: "Print one JSON object a picture instead of its path.")
  var json = false

  @Flag(help: "Also show the pictures in the terminal.")
  var preview = false

  @Flag(help: "Replace files where they exist.")
  var force = false

  mutating func validate() throws {
    guard let last = arguments.last, arguments.count > 1 else {
      throw ValidationError("expected one file of outlines or more, and then a text")
    }
    if last.lowercased().hasSuffix(".png") {
      throw ValidationError("expected the text after the outlines, not the file \(last)")
    }
    _ = try usage { try seeds() }
    _ = try usage { try OutputNaming(output) }
  }

  /// The pictures asked for, once it is clear that all can be written.
  ///
  /// - Throws: `InputError` where the text or an outline is faulty, or an output exists.
  func plan() throws -> TranslationPlan {
    let plan = try TranslationPlan(
      sources: Array(arguments.dropLast()), prompt: arguments.last ?? "", seeds: seeds(),
      output: output)
    try requireFree(plan.pictures.map(\.path), force: force)
    return plan
  }

  private func seeds() throws -> SeedList {
    let seeds = try SeedList(seed)
    guard let count else { return seeds }
    guard seeds.seeds.count == 1 else {
      throw ValidationError("--count goes with one --seed, not with \(seeds)")
    }
    return try SeedList(from: seeds.seeds[0], count: count)
  }
}
