import ArgumentParser
import Experiments
import Files

/// The arguments of `limn run`.
struct RunOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The spec of the experiment.", valueName: "experiment.json"))
  var spec: String?

  @Option(
    help: ArgumentHelp(
      "Take the spec of this run, its number, folder, or latest, instead of a file.",
      valueName: "run"))
  var from: String?

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

  @OptionGroup var keeping: KeepOptions

  @Flag(help: "Print the JSON Schema of specs, and stop.")
  var schema = false

  @Flag(help: "Print all keys of specs with their meaning as a page of Markdown, and stop.")
  var keys = false

  mutating func validate() throws {
    guard [spec != nil, from != nil, schema, keys].count(where: { $0 }) == 1 else {
      throw ValidationError("run takes a spec, or --from and a run, or --schema, or --keys")
    }
    if schema || keys, dryRun || keeping.keep || !overrides.isEmpty {
      throw ValidationError("--\(schema ? "schema" : "keys") stands alone")
    }
    if dryRun, keeping.keep { throw ValidationError("--dry-run keeps nothing: leave out --keep") }
    if json, !dryRun { throw ValidationError("--json goes with --dry-run") }
    if keeping.keep, spec == nil {
      throw ValidationError("--keep goes with a spec, which the result is written beside")
    }
    for override in overrides { _ = try usage { try SpecOverride(override) } }
  }

  /// The experiment with its changes.
  ///
  /// - Throws: `InputError`, also where something is kept beside the spec already, or `SpecError`;
  ///   an error of usage where `--keep` does not go with its kind.
  func loadedExperiment() throws -> LoadedExperiment {
    let loaded =
      try from.map {
        try LoadedExperiment(derivedFrom: RunDirectory.find($0, in: runs), overrides: overrides)
      } ?? LoadedExperiment(spec: specFile(spec ?? ""), overrides: overrides)
    guard keeping.keep, let spec = spec.map(specFile) else { return loaded }
    guard loaded.experiment.kind.isKept else {
      throw ValidationError("--keep goes with a spec of kind train, judge or sweep")
    }
    try keeping.requirePlaces(for: loaded.experiment.kind.keptFiles(besideSpec: spec))
    return loaded
  }
}

/// Whether the result of a run is written beside its spec.
struct KeepOptions: ParsableArguments {
  @Flag(
    help: """
      When done, write the result beside the spec: model or judge with record.json, or sweep.json \
      with its pictures.
      """)
  var keep = false

  @Flag(help: "With --keep: replace what was kept before.")
  var force = false

  mutating func validate() throws {
    if force, !keep { throw ValidationError("--force goes with --keep") }
  }

  /// Checks, before any work is done, that the result of a run can be kept.
  ///
  /// - Throws: `InputError`, also where something is kept already, or `ValidationError` where the
  ///   run leaves nothing to keep.
  func requireKeepable(_ record: RunRecord, in directory: RunDirectory) throws {
    guard keep else { return }
    guard let result = try KeptResult(of: record, in: directory) else {
      throw ValidationError(
        "--keep goes with a run of kind train, judge or sweep, not \(record.kind)")
    }
    try requirePlaces(for: result.files())
  }

  /// Checks that the files of a result can be written.
  ///
  /// - Throws: `InputError`.
  func requirePlaces(for files: [String]) throws {
    try requireFree(files, force: force)
    for file in files { try requirePlace(for: file) }
  }

  /// Keeps the result of a run that has come to its end, if that was asked for.
  ///
  /// - Throws: `InputError`.
  func write(_ record: RunRecord, in directory: RunDirectory) throws {
    if keep { try KeptResult(of: record, in: directory)?.write(force: force) }
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
