import Datasets
import Files
import TextToImage

/// Work that draws pictures and scores them: an evaluation or a comparison.
public protocol ScoringWork {
  /// The files that it reads.
  var inputs: [FileRecord] { get }
  /// What draws what.
  var parts: [(stored: StoredModel, set: PromptSet)] { get }
  /// What scores the pictures.
  var scorer: PictureScorer { get }
  /// Draws and scores.
  ///
  /// - Parameters:
  ///   - software: The program and its version.
  ///   - advanced: Called after each prompt with the number of prompts done; a false answer stops.
  /// - Returns: What came out; nil where it was stopped.
  /// - Throws: `InputError` where a prompt cannot be drawn or scored.
  func result(software: String, advanced: (Int) -> Bool) throws -> ScoringResult?
}

extension ScoringWork {
  /// The number of prompts that are drawn, over all parts.
  public var promptCount: Int { parts.reduce(0) { $0 + $1.set.prompts.count } }
}

/// What came out of an evaluation or a comparison, for a run's folder and for people.
public struct ScoringResult: Sendable {
  /// The files, by what they are and their names.
  public var files: [(role: String, name: String, bytes: [UInt8])]
  /// The pages that show what is in the files, by their names; a rerun does not compare them.
  public var pages: [(name: String, bytes: [UInt8])]
  /// The figures as a run's record has them.
  public var metrics: [MetricRecord]
  /// The figures as a table.
  public var table: String
  /// What a person should know of it.
  public var warnings: [String] = []
  /// Why a gate failed, in a sentence; nil where it did not or there is none.
  public var gateFailure: String?
}

/// Carries out an evaluation or a comparison in a folder of its own.
public final class ScoringRun: RepeatableRun {
  /// What came out; nil before the end.
  public private(set) var result: ScoringResult?
  private let work: any ScoringWork
  private let journal: RunJournal
  private let monitor: any RunMonitor
  private let software: String

  /// Begins a new run; what it reads is read and checked before there is a folder.
  ///
  /// - Parameters:
  ///   - experiment: An evaluation or a comparison.
  ///   - inputs: The files that its spec came from.
  ///   - expected: What it is to read, as a record has it; empty where that is open.
  ///   - root: The folder of all runs.
  ///   - command: The command line, the program first.
  ///   - software: The program and its version.
  ///   - parent: The run that this one comes from.
  ///   - monitor: Who follows it.
  /// - Throws: `InputError` where a prompt set or a model is faulty (`changed` where it is not the
  ///   expected one), or the folder cannot be written.
  public init(
    _ experiment: Experiment, from inputs: [FileRecord], expecting expected: [FileRecord] = [],
    in root: String, command: [String], software: String, parent: RunRecord.Parent? = nil,
    monitor: any RunMonitor
  ) throws {
    let plan = try ScoringPlan(experiment)
    try plan.work.inputs.requireSame(as: expected)
    self.monitor = monitor
    self.software = software
    work = plan.work
    journal = try RunJournal(
      name: plan.name, kind: plan.kind, config: experiment.config, seeds: plan.seeds,
      inputs: inputs.filter { $0.role == "spec" } + work.inputs, in: root, command: command,
      parent: parent, monitor: monitor)
  }

  /// Takes up a run that was interrupted; it begins anew.
  ///
  /// - Throws: `InputError` or `SpecError` where its folder is faulty, `InputError` (`changed`)
  ///   where a recorded input is not what it was, or another is found in its place.
  public init(
    resuming directory: RunDirectory, software: String, monitor: any RunMonitor
  ) throws {
    journal = try RunJournal(resuming: directory, goingOn: false, monitor: monitor)
    let experiment = try Experiment(
      journal.record.config, path: "\(directory.record): $.config")
    for input in journal.record.inputs where input.role != "spec" { try input.verify() }
    work = try ScoringPlan(experiment).work
    try work.inputs.requireSame(as: journal.record.inputs)
    self.monitor = monitor
    self.software = software
  }

  /// The folder.
  public var directory: RunDirectory { journal.directory }
  /// What is written down of it.
  public var record: RunRecord { journal.record }

  /// Draws, scores, and ends the record.
  ///
  /// - Returns: Whether it came to its end; false where the monitor wanted to stop.
  /// - Throws: `InputError`; the record says so too.
  public func carryOut() throws -> Bool {
    result = try journal.carryOut {
      let found = try work.result(software: software) { done in
        monitor.goesOn(at: done, of: work.promptCount, unit: "prompts")
      }
      guard let found else {
        try journal.note("interrupted; what was drawn is not kept")
        return nil
      }
      for warning in found.warnings { try journal.note("warning: \(warning)") }
      try journal.write(found.files)
      journal.record.metrics = found.metrics
      for page in found.pages {
        try writeFile(page.bytes, to: "\(directory.path)/\(page.name)")
      }
      return found
    }
    return result != nil
  }
}

/// An experiment that scores, ready to be carried out.
struct ScoringPlan {
  let name: String
  let kind: ExperimentKind
  let seeds: [Int]
  let work: any ScoringWork

  /// Reads the prompts and the models.
  ///
  /// - Throws: `InputError`, also where the experiment is neither an evaluation nor a comparison.
  init(_ experiment: Experiment) throws {
    switch experiment {
    case .train, .sweep, .judge:
      throw InputError(
        .invalid, path: "the spec", expected: "kind evaluate or compare",
        found: "kind \(experiment.kind.rawValue)")
    case .evaluate(let resolved):
      let spec = resolved.spec
      (name, kind, seeds) = (spec.name, .evaluate, spec.seeds.seeds.map { Int($0) })
      work = try ModelEvaluation(
        model: spec.model, prompts: spec.prompts,
        sampling: Sampling(spec.seeds, truncation: spec.truncation))
    case .compare(let resolved):
      let spec = resolved.spec
      (name, kind, seeds) = (spec.name, .compare, spec.seeds.seeds.map { Int($0) })
      work = try PairedScoring(
        resolved.spec.prompts.count == 2 ? .prompts : .models,
        prompts: spec.prompts, models: spec.models, judge: spec.judge, seeds: spec.seeds,
        margin: spec.margin, gate: spec.gate)
    }
  }
}

extension [FileRecord] {
  /// Checks that these files are the recorded ones; what is used unless another is named may have
  /// become another.
  fileprivate func requireSame(as recorded: [FileRecord]) throws {
    for (found, expected) in zip(self, recorded.filter { !$0.isSpec })
    where found.sha256 != expected.sha256 {
      throw InputError(
        .changed, path: found.path,
        expected: "the recorded \(expected.role) \(expected.path), SHA-256 \(expected.sha256)",
        found: found.sha256)
    }
  }
}
