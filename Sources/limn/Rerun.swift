import ArgumentParser
import Experiments
import Files
import TextToImage

/// `limn rerun`: does a run or a picture again and compares.
struct Rerun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Do a run or a picture again and tell whether the same comes out.",
    discussion: """
      Example:
        limn rerun picture.png
        limn rerun latest
        limn rerun picture.png --model other.safetensors --despite-changes

      A picture is drawn again in memory by the model that its metadata names. A run starts again \
      from its recorded spec, in a folder of its own, once its recorded inputs are known to be \
      unchanged; drift.json in the new folder tells how the two compare. A sweep is not done again, \
      but each of its runs can be. The original is never touched. Exit codes: 0 identical or \
      equivalent, 102 a recorded input or the model has changed, 104 the outputs differ. With 104 \
      it names the first stage that differs: a step of training, a layer of the model, and the \
      tensor where that can be told.
      """)

  @Argument(
    help: ArgumentHelp(
      "A run's number, folder, or latest; a run.json or record.json; or a PNG file.",
      valueName: "original"))
  var original: String

  @Option(
    name: [.customShort("m"), .long],
    help: ArgumentHelp(
      """
      The model that drew the picture: a file, a folder that has one, a run, or one that ships. (default: by \
      its hash)
      """, valueName: "model"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "The outlines that the picture was translated from.", valueName: "file.png"))
  var source: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Where to write the new picture.", valueName: "file.png"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The folder of all runs. (default: runs, or that of the run that is named by its folder)",
      valueName: "folder"))
  var runs: String?

  @Flag(
    help: """
      Go on although an input is not what was recorded: draw with --model whatever its hash, or \
      train by the recorded spec.
      """)
  var despiteChanges = false

  @Flag(help: "Print one JSON object instead of the verdict's line.")
  var json = false

  @Flag(help: "Replace the output where it exists.")
  var force = false

  mutating func validate() throws {
    if !isPicture, model != nil || source != nil || output != nil || force {
      throw ValidationError("--model, --source, --output and --force go with a picture")
    }
    if isPicture, despiteChanges, model == nil {
      throw ValidationError("--despite-changes needs --model, the model to draw with")
    }
    try requirePNGName(output)
    if let output, output == original || isSameFile(output, original) {
      throw ValidationError("--output must not be the original")
    }
  }

  mutating func run() throws {
    do {
      if isPicture { try rerunPicture() } else { try rerunExperiment() }
    } catch let error as InputError where error.kind == .changed {
      report("\(error)")
      try conclude(
        .inputsChanged, at: nil,
        json: json ? DriftReport.notRun(original: original, since: error) : nil)
    }
  }

  private var isPicture: Bool { original.lowercased().hasSuffix(".png") && !isFolder(original) }

  private func rerunPicture() throws {
    let recorded = try RecordedPicture(original)
    try requireFree([output].compactMap { $0 }, force: force)
    try requirePlaces(for: [output].compactMap { $0 })
    let rerun = try draw(recorded)
    if let output {
      try writeFile(try rerun.pngBytes(), to: output)
      if !json { print(output) }
    }
    try conclude(
      rerun.verdict, at: rerun.divergence, despiteChanges: rerun.despiteChanges,
      json: json ? rerun.json(original: original) : nil)
  }

  private func draw(_ recorded: RecordedPicture) throws -> PictureRerun {
    func find() throws -> String {
      try ModelSearch.find(
        sha256: recorded.modelHash, of: original, named: try model.map(modelFile), in: root)
    }
    guard despiteChanges, let model = try model.map(modelFile) else {
      let path = try find()
      return try PictureRerun(
        of: recorded, by: StoredModel(path), at: path, software: Limn.software, source: source)
    }
    _ = try warningOfChanges(find)
    return try PictureRerun(
      of: recorded, by: StoredModel(model), at: model, software: Limn.software,
      changedTensor: ModelSearch.changedTensor(from: recorded.modelHash, to: model, in: root),
      source: source)
  }

  /// Does `check`, and where it finds a changed input says so and goes on.
  private func warningOfChanges<Result>(_ check: () throws -> Result) throws -> Result? {
    do {
      return try check()
    } catch let error as InputError where error.kind == .changed {
      report("warning: \(error.path): expected \(error.expected), found \(error.found)")
      return nil
    }
  }

  /// The folder of all runs.
  private var root: String {
    let folder = fileName(original) == "run.json" ? folderName(original) : original
    return runs ?? RunDirectory.at(folder)?.root ?? "runs"
  }

  private func rerunExperiment() throws {
    let recorded =
      original.hasSuffix(".json")
      ? try RecordedExperiment(record: original)
      : try RecordedExperiment(run: RunDirectory.find(original, in: root))
    for fault in recorded.outputFaults {
      report("warning: \(fault); the rerun is compared with its record")
    }
    if despiteChanges { try warningOfChanges(recorded.verifyInputs) }
    let rerun = try ExperimentRerun(
      of: recorded, verifyingInputs: !despiteChanges, in: root, command: CommandLine.arguments,
      software: Limn.software,
      monitor: TerminalMonitor())
    report("\(rerun.guarantee)")
    if !json { try printPlace(of: rerun.run.directory) }
    try carryOut(rerun, json: json)
  }
}

/// Carries a rerun out, tells its verdict, and ends with the verdict's exit code.
///
/// - Throws: `Interrupted`, what the work throws, or the exit code.
func carryOut(
  _ rerun: ExperimentRerun, _ keeping: KeepOptions? = nil, json: Bool = false
) throws {
  Interruption.watch()
  guard let drift = try rerun.carryOut() else {
    throw interrupted(rerun.run.directory)
  }
  reportPage(of: rerun.run.directory)
  try keeping?.write(rerun.run.record, in: rerun.run.directory)
  try conclude(
    drift.verdict, at: drift.divergence, despiteChanges: rerun.hasChangedInputs,
    json: json ? drift.json : nil)
}
