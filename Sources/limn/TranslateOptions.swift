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
    name: [.customShort("m"), .long],
    help: ArgumentHelp(
      """
      The model, of recipe pix2pix: a file, a folder that has one, a run, or one that ships. (default: what \
      LIMN_TRANSLATOR names, or outlines)
      """, valueName: "model"))
  var model: String?

  mutating func validate() throws {
    guard let last = arguments.last, arguments.count > 1 else {
      throw ValidationError("expected one file of outlines or more, and then a text")
    }
    if last.lowercased().hasSuffix(".png") {
      throw ValidationError("expected the text after the outlines, not the file \(last)")
    }
    if let word = arguments.dropLast().first(where: {
      !$0.contains(".") && !$0.contains("/") && !fileExists($0)
    }) {
      throw ValidationError(
        "expected files of outlines and then one text, found the word \"\(word)\"; put the text in "
          + "quotes")
    }
  }

  /// The pictures asked for.
  ///
  /// - Throws: `InputError` where the text or an outline is faulty.
  func plan() throws -> TranslationPlan {
    try TranslationPlan(
      sources: Array(arguments.dropLast()), prompt: arguments.last ?? "", seeds: pictures.seeds(),
      output: pictures.output)
  }
}
