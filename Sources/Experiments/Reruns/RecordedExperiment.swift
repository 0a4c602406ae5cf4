import Files

/// A run that came to its end, as far as its record tells how to do it again: a run's
/// `run.json`, or the `record.json` that was kept beside a spec.
public struct RecordedExperiment: Sendable {
  /// The run's folder name, or the experiment's name.
  public let name: String
  /// Where the record stands.
  public let path: String
  /// The folder that outputs are in.
  public let folder: String
  /// The resolved spec.
  public let config: JSONValue
  /// The files it came from, as recorded; a kept record names none.
  public let inputs: [FileRecord]
  /// The data set of captioned pictures that it learned from, where it was one.
  public let dataset: DatasetRecord?
  /// What its bits depend on beside the spec.
  public let environment: RunEnvironment
  /// Whether it was kept beside a spec, where no folder of a run is.
  public let isKept: Bool
  /// The outputs' paths in the folder and their SHA-256.
  public let outputs: [(path: String, sha256: String)]
  /// The lines of its metrics; nil where there is no such file, as beside a kept record.
  public let metrics: [JSONValue]?
  /// The checksums of its parameters; nil where it kept none.
  public let checksums: ChecksumHistory?
  /// The scores of its model, where they are known.
  public let scores: JSONValue?
}

extension RecordedExperiment {
  /// Reads the record of the run in `directory`.
  ///
  /// - Throws: `InputError` where the record or a file it needs is missing or faulty, or the run
  ///   has not come to its end; `SpecError`.
  public init(run directory: RunDirectory) throws {
    let record = try RunRecord.read(directory.record)
    guard record.status == .completed else {
      let state = RunSummary(directory).state
      throw InputError(
        .invalid, path: directory.path, expected: "a complete run",
        found: "one that is \(state.rawValue)",
        hint: state == .running
          ? "wait for its end" : "go on with: limn resume \(directory.path)")
    }
    let scores =
      fileExists(directory.scores)
      ? try JSONValue(file: directory.scores) : nil
    self.init(
      name: record.id, path: directory.record, folder: directory.path, config: record.config,
      inputs: record.inputs, dataset: record.dataset,
      environment: .of(record), isKept: false,
      outputs: record.outputs.filter { $0.role != "report" }.map { ($0.path, $0.sha256) },
      metrics: record.kind.learns
        ? try MetricsHistory(directory.metrics).lines : nil,
      checksums: try ChecksumHistory(directory.checksums), scores: scores)
  }

  /// Reads the record at `path`: a run's, or one that was kept.
  ///
  /// - Throws: `InputError` or `SpecError`, as `init(run:)` does.
  public init(record path: String) throws {
    let json = try JSONValue(file: path)
    let folder = folderName(path)
    guard json["model"] != nil else {
      guard path == "run.json" || path.hasSuffix("/run.json") else {
        throw InputError(
          .invalid, path: path, expected: "a record, run.json or record.json",
          found: "something else")
      }
      self = try RecordedExperiment(run: RunDirectory.find(folder))
      return
    }
    let record = try KeptRecord.read(json, path: path)
    let scores = record.scores.fileBytes
    self.init(
      name: record.name, path: path, folder: folder, config: record.config, inputs: [],
      dataset: record.dataset,
      environment: RunEnvironment(
        program: record.program, machine: record.machine, libraries: record.libraries),
      isKept: true,
      outputs: [(record.model.path, record.model.sha256), ("scores.json", sha256(scores))],
      metrics: nil, checksums: nil, scores: record.scores)
  }

  /// Checks that every recorded input, the data set included, is still what it was.
  ///
  /// A spec, which is not read again, may also lie where its path leads from the folder that all
  /// runs are in, where the program was when the path was noted.
  ///
  /// - Throws: `InputError` (`changed`) that lists all that are not.
  public func verifyInputs() throws {
    let faults = (inputs.map(fault) + [datasetFault]).compactMap { $0 }
    guard faults.isEmpty else {
      throw InputError(
        .changed, path: path, expected: "every recorded input unchanged",
        found: faults.map(\.text).joined(separator: "; "),
        hint: faults.allSatisfy(\.canGoOn)
          ? "go by the recorded spec all the same with --despite-changes" : nil)
    }
  }

  /// How an input is not what it was; one that is gone can be done without where it is not read.
  private func fault(of input: FileRecord) -> (text: String, canGoOn: Bool)? {
    do {
      try verify(input)
      return nil
    } catch let fault as InputError where fault.kind == .missing {
      return ("no \(input.path)", input.isSpec)
    } catch let fault as InputError where fault.kind == .changed {
      return ("\(input.path) of SHA-256 \(fault.found) instead of \(input.sha256)", true)
    } catch {
      return ("\(error)", false)
    }
  }

  private var datasetFault: (text: String, canGoOn: Bool)? {
    do {
      try dataset?.verify(TrainingData(datasetSpec().located(beside: "\(folder)/..")))
      return nil
    } catch {
      return ("\(error)", (error as? InputError)?.kind == .changed)
    }
  }

  /// What a rerun of `record` reads that is not what was read here; specs are not read again.
  func changedInputs(in record: RunRecord) -> [FieldChange] {
    var changes: [FieldChange] = []
    func compare(_ field: String, _ before: String?, _ after: String?) {
      guard let before, let after, before != after else { return }
      changes.append(
        FieldChange(field, .string("\(before.prefix(12))"), .string("\(after.prefix(12))")))
    }
    let found = record.inputs.filter { !$0.isSpec }
    for (before, after) in zip(inputs.filter { !$0.isSpec }, found) {
      compare("input \(before.path)", before.sha256, after.sha256)
    }
    compare("dataset", dataset?.sha256, record.dataset?.sha256)
    return changes
  }

  private func verify(_ input: FileRecord) throws {
    var other = input
    other.path = "\(folder)/../../\(input.path)"
    if input.isSpec, (try? other.verify()) != nil { return }
    try input.verify()
  }

  /// The outputs that are gone from its folder or are not what it wrote, each as a sentence; a
  /// rerun is compared with the record, and would not notice.
  public var outputFaults: [String] {
    outputs.compactMap { output in
      let path = "\(folder)/\(output.path)"
      // The scores of a kept record stand in the record itself.
      guard !isKept || fileExists(path) else { return nil }
      guard let bytes = try? readFile(path) else { return "\(path) is gone" }
      return sha256(bytes) == output.sha256 ? nil : "\(path) is not what the run wrote"
    }
  }

  private func datasetSpec() throws -> DatasetSpec {
    try readSpec(
      DatasetSpec.self, from: config["dataset"] ?? .null, path: "\(path): $.config.dataset"
    ).spec
  }
}
