import ArgumentParser
import Experiments
import Files

/// The arguments of `limn generate`.
struct GenerateOptions: ParsableArguments {
  @Argument(help: "What to draw; - reads one prompt a line from standard input.")
  var prompts: [String]

  @OptionGroup var pictures: PictureOptions

  @Option(name: [.customShort("m"), .long], help: modelHelp)
  var model: String?

  @Flag(
    help: """
      One file with all pictures, a row a prompt; many of one prompt, or of one seed, in rows that \
      make it about as high as wide.
      """)
  var grid = false

  @Flag(help: "With --grid or --interpolate: prompts and seeds, beside larger pictures.")
  var labels = false

  @Flag(help: "One file that blends each prompt into the next, one row per seed.")
  var interpolate = false

  @Option(help: "With --interpolate: pictures from one prompt to the next. (default: 8)")
  var frames: Int?

  @Option(
    help: ArgumentHelp(
      "Draw N pictures for each one and keep that which the judge finds nearest to the prompt.",
      valueName: "n"))
  var bestOf: Int?

  @Option(
    help: ArgumentHelp(
      """
      With --best-of: the judge, a file, a run, or one that ships, such as emoji-judge. (default: what LIMN_JUDGE \
      names, or one that ships and knows the model's data)
      """, valueName: "judge"))
  var judge: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How far pictures stray with their seeds, from 0, not at all, to 1.", valueName: "psi"))
  var truncation = 1.0

  mutating func validate() throws {
    if prompts.contains("-"), prompts.count > 1 {
      throw ValidationError("- stands alone: prompts come from arguments or from standard input")
    }
    guard 0...1 ~= truncation else {
      throw ValidationError("--truncation must be from 0 to 1, not \(truncation)")
    }
    let seeds = try pictures.seeds()
    if prompts != ["-"] {
      try usage {
        let naming = try OutputNaming(pictures.output)
        if grid || interpolate {
          _ = try naming.gridPath(prompts: prompts, seeds: seeds)
        } else {
          _ = try naming.paths(prompts: prompts, seeds: seeds.seeds, variant: variant)
        }
      }
    }
    if labels, !grid, !interpolate {
      throw ValidationError("--labels goes with --grid or --interpolate")
    }
    try validateSampling(seeds)
  }

  private func validateSampling(_ seeds: SeedList) throws {
    if let frames {
      guard interpolate else { throw ValidationError("--frames goes with --interpolate") }
      guard 2...1000 ~= frames else {
        throw ValidationError("--frames must be from 2 to 1000, not \(frames)")
      }
    }
    if interpolate, grid || bestOf != nil {
      throw ValidationError("--interpolate goes with neither --grid nor --best-of")
    }
    if interpolate, prompts.count == 1, prompts != ["-"], seeds.seeds.count == 1 {
      throw ValidationError("--interpolate wants two prompts or more, or one with two seeds")
    }
    guard let bestOf else {
      if judge != nil { throw ValidationError("--judge goes with --best-of") }
      return
    }
    guard 2...10_000 ~= bestOf else {
      throw ValidationError("--best-of must be from 2 to 10000, not \(bestOf)")
    }
    _ = try usage { try SeedList.candidates(of: seeds.seeds.max() ?? 0, count: bestOf) }
  }

  /// Warns where prompts look like something else: the words of a sentence without quotes, or a file
  /// that has prompts.
  func warnOfArguments() {
    // Names alone are prompts for some models; "a" is none.
    let isSplit = prompts.contains { ["a", "an", "the", "of", "on", "and"].contains($0) }
    if isSplit, prompts.count > 2, prompts.allSatisfy({ !$0.contains(" ") }) {
      report("warning: \(prompts.count) prompts of one word each; put a sentence in quotes")
    }
    for prompt in prompts where prompt != "-" && fileExists(prompt) {
      report(
        "warning: \"\(prompt)\" is drawn as a prompt; to draw the prompts in that file: "
          + "limn generate - < \(prompt)")
    }
  }

  /// What the names of files tell of settings that change a picture.
  private var variant: String {
    (bestOf.map { "-best\($0)" } ?? "") + (truncation == 1 ? "" : "-t\(truncation)")
  }

  /// The pictures asked for.
  ///
  /// - Throws: `InputError` where a prompt is faulty.
  func plan() throws -> GenerationPlan {
    let prompts =
      prompts == ["-"]
      ? try PromptText.lines(readFile("/dev/stdin"), path: "standard input") : prompts
    return interpolate
      ? try GenerationPlan(
        interpolating: prompts, seeds: pictures.seeds(), frames: frames ?? 8,
        output: pictures.output, variant: variant, gridKind: labels ? "ways-sheet" : "ways")
      : try GenerationPlan(
        prompts: prompts, seeds: pictures.seeds(), output: pictures.output, grid: grid,
        variant: variant, gridKind: labels ? "sheet" : "grid")
  }
}
