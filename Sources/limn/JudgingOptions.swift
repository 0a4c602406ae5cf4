import ArgumentParser

/// The arguments of `limn evaluate` that are about R-precision by a judge.
struct JudgingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Let this judge, a file, a run, or one that ships, such as emoji-judge, tell the captions of a model's pictures \
      apart; the model must be one of captioned pictures.
      """, valueName: "judge"))
  var judge: String?

  @Option(
    help: ArgumentHelp(
      "Where the folder of pictures lies that the model learned from. (default: where it lay then)",
      valueName: "folder"))
  var folder: String?

  mutating func validate() throws {
    if folder != nil, judge == nil { throw ValidationError("--folder goes with --judge JUDGE") }
  }

  /// Checks that no option was given that has no meaning with a judge.
  ///
  /// - Throws: `ValidationError`.
  func requireNone(of options: [(name: String, value: String?)]) throws {
    for option in options where option.value != nil {
      throw ValidationError(
        "\(option.name) does not go with --judge, which takes the captions of the model's data")
    }
  }
}
