import ArgumentParser
import Experiments

/// The arguments of `limn run`.
struct RunOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The spec of the experiment.", valueName: "experiment.json"))
  var spec: String

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Change one value of the spec.", valueName: "path=value"))
  var overrides: [String] = []

  @Option(help: ArgumentHelp("The folder of all runs.", valueName: "folder"))
  var runs = "runs"

  @Flag(help: "Print the spec in full, its cost and its time, and stop.")
  var dryRun = false

  mutating func validate() throws {
    for override in overrides { _ = try usage { try SpecOverride(override) } }
  }

  /// The spec with its changes.
  ///
  /// - Throws: `InputError` or `SpecError`.
  func resolvedSpec() throws -> ResolvedSpec<TrainingSpec> {
    try readSpec(at: spec, overrides: overrides)
  }
}

/// A run named on the command line, as `limn resume` takes it.
struct RunReference: ParsableArguments {
  @Argument(help: ArgumentHelp("A run's number, folder, or latest.", valueName: "run"))
  var run: String

  @Option(help: ArgumentHelp("The folder of all runs.", valueName: "folder"))
  var runs = "runs"

  /// The run's folder.
  ///
  /// - Throws: `InputError`.
  func directory() throws -> RunDirectory { try RunDirectory.find(run, in: runs) }
}
