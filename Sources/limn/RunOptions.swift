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

  @Flag(help: "Measure what the run will cost, print it, and stop.")
  var dryRun = false

  @Flag(help: "Print what --dry-run finds as one line of JSON.")
  var json = false

  @Flag(help: "When done, write model.safetensors and record.json beside the spec.")
  var keep = false

  mutating func validate() throws {
    if json, !dryRun { throw ValidationError("--json goes with --dry-run") }
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
