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

  @OptionGroup var pictures: PictureOptions

  @Option(
    help: ArgumentHelp(
      "The model, of recipe pix2pix. (default: the one shipped)", valueName: "file"))
  var model: String?

  mutating func validate() throws {
    guard let last = arguments.last, arguments.count > 1 else {
      throw ValidationError("expected one file of outlines or more, and then a text")
    }
    if last.lowercased().hasSuffix(".png") {
      throw ValidationError("expected the text after the outlines, not the file \(last)")
    }
  }

  /// The pictures asked for, once it is clear that all can be written.
  ///
  /// - Throws: `InputError` where the text or an outline is faulty, or an output exists.
  func plan() throws -> TranslationPlan {
    let plan = try TranslationPlan(
      sources: Array(arguments.dropLast()), prompt: arguments.last ?? "", seeds: pictures.seeds(),
      output: pictures.output)
    try requireFree(plan.pictures.map(\.path), force: pictures.force)
    return plan
  }
}
