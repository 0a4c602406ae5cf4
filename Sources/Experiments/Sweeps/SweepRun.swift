import Files
import Imaging
import TextToImage

/// Carries out a sweep: each of its runs in a folder of its own beside the sweep's.
public final class SweepRun {
  private let plan: SweepPlan
  private let journal: RunJournal
  private let monitor: any RunMonitor
  private let software: String
  private let command: [String]

  /// Begins a new sweep.
  ///
  /// - Parameters:
  ///   - plan: Its runs.
  ///   - inputs: The files it came from.
  ///   - root: The folder of all runs.
  ///   - command: The command line, the program first.
  ///   - software: The program and its version.
  ///   - parent: The sweep that this one was derived from.
  ///   - monitor: Who follows it.
  /// - Throws: `InputError` where the folder cannot be written, or figures that a run asks for
  ///   cannot be computed.
  public init(
    _ plan: SweepPlan, from inputs: [FileRecord], in root: String, command: [String],
    software: String, parent: RunRecord.Parent? = nil, monitor: any RunMonitor
  ) throws {
    self.plan = plan
    self.monitor = monitor
    self.software = software
    self.command = command
    try plan.requireFigures()
    let spec = plan.resolved.spec
    journal = try RunJournal(
      name: spec.name, kind: .sweep, config: plan.resolved.json, seeds: spec.seeds,
      inputs: inputs, in: root, command: command, parent: parent, monitor: monitor)
  }

  /// Takes up a sweep that was interrupted, has failed, or was killed.
  ///
  /// - Throws: `InputError` or `SpecError` where its folder is faulty, or another process carries
  ///   it out.
  public init(
    resuming directory: RunDirectory, software: String, monitor: any RunMonitor
  ) throws {
    journal = try RunJournal(resuming: directory, goingOn: true, monitor: monitor)
    let path = "\(directory.record): $.config"
    plan = try SweepPlan(readSpec(from: journal.record.config, path: path), path: path)
    self.monitor = monitor
    self.software = software
    command = journal.record.command
  }

  /// The sweep's folder.
  public var directory: RunDirectory { journal.directory }
  /// What is written down of it.
  public var record: RunRecord { journal.record }

  /// Carries out the runs that are not complete and puts all results side by side.
  ///
  /// A run that fails, by its training or its inputs, does not keep the others from being carried
  /// out.
  ///
  /// - Returns: What is in `sweep.json`; nil where the monitor wanted to stop before the end.
  /// - Throws: `SweepFailure` at the end where some runs failed, `InputError`; the record says so.
  public func carryOut() throws -> JSONValue? {
    try journal.carryOut {
      let found = try recordedRuns { fault in
        try journal.note("warning: \(fault); if it was of this sweep, it is carried out anew")
      }
      var failures: [(run: String, reason: any Error)] = []
      for (index, member) in plan.members.enumerated() {
        if monitor.wantsStop { return nil }
        do {
          guard try complete(member, index, found[member.spec.spec.name]) else { return nil }
        } catch {
          guard Self.isOfOneRun(error) else { throw error }
          failures.append((member.spec.spec.name, error))
        }
      }
      // One fault that all of them have is told as it is.
      let faults = failures.compactMap { $0.reason as? InputError }
      if faults.count == plan.members.count, Set(faults.map(\.description)).count == 1 {
        throw faults[0]
      }
      // With the failed ones, as when it is resumed.
      let report = report(of: try recordedRuns())
      let json = report.json
      let plot = sweepPlot(of: json).map { [("plot", "plot.svg", Array($0.utf8))] } ?? []
      try journal.write(
        [("sweep", "sweep.json", json.fileBytes)] + plot + samples(of: report))
      journal.record.metrics = report.metricRecords
      guard failures.isEmpty else {
        throw SweepFailure(
          sweep: directory.path, failures: failures.map { "\($0.run): \($0.reason)" },
          count: plan.members.count)
      }
      return json
    }
  }

  /// Whether `failure` is one of a run and says nothing of the others: of its training, or of what
  /// it asks for or has in its folder, and is not there or does not fit.
  private static func isOfOneRun(_ failure: any Error) -> Bool {
    guard let fault = failure as? InputError else { return failure is TrainingFailure }
    return fault.kind == .missing || fault.kind == .invalid
  }

  /// The records of the sweep's runs so far by their names, which no two of them share.
  ///
  /// - Parameter tell: Called for each record that cannot be read, with what is wrong with it.
  /// - Returns: The records.
  /// - Throws: `InputError` where the folder of runs cannot be read, and what `tell` throws.
  private func recordedRuns(
    faulty tell: (String) throws -> Void = { _ in }
  ) throws -> [String: RunRecord] {
    var found: [String: RunRecord] = [:]
    for directory in try RunDirectory.all(in: directory.root) {
      do {
        let record = try RunRecord.read(directory.record)
        if record.parent == parent { found[record.name] = record }
      } catch let fault as InputError where fault.kind == .missing {
        // A run that was killed before it had a record.
      } catch {
        try tell("\(error)".replacing("\n", with: " "))
      }
    }
    return found
  }

  /// The files that the runs come from, none of them a run's own spec.
  private var inputs: [FileRecord] {
    journal.record.inputs.map { input in
      var input = input
      if input.role == "spec" { input.role = "sweep" }
      return input
    }
  }

  /// What the sweep is to its runs.
  private var parent: RunRecord.Parent { .init(id: record.id, relation: .sweep) }

  /// Carries out a run of the sweep, or what is left of it.
  ///
  /// - Returns: Whether it came to its end; false where the monitor wanted to stop.
  private func complete(
    _ member: SweepPlan.Member, _ index: Int, _ recorded: RunRecord?
  ) throws -> Bool {
    if let recorded, recorded.configHash != member.spec.hash {
      throw InputError(
        .changed, path: "\(directory.root)/\(recorded.id)",
        expected: "the spec that the sweep has for it, SHA-256 \(member.spec.hash)",
        found: recorded.configHash,
        hint: "another version of limn with other defaults began the sweep; run it again")
    }
    if recorded?.status == .completed { return true }
    let run =
      try recorded.map {
        try TrainingRun(
          resuming: RunDirectory.find("\(directory.root)/\($0.id)"), software: software,
          monitor: monitor)
      }
      ?? TrainingRun(
        member.spec, from: inputs, in: directory.root, command: command,
        software: software, parent: parent, monitor: monitor)
    try journal.note(
      "run \(index + 1) of \(plan.members.count): \(run.directory.path), "
        + "\(plan.arms[member.arm].name), seed \(member.seed)")
    return try run.carryOut()
  }

  /// What the models of the runs that came to their end draw, or of as many of them as a sheet has
  /// rows; nothing where there is none or where one translates outlines.
  private func samples(
    of report: SweepReport
  ) throws -> [(role: String, name: String, bytes: [UInt8])] {
    let runs = report.arms.flatMap { arm in
      arm.runs.filter { !$0.metrics.isEmpty }.map { run in
        (arm: arm.arm.name, seed: run.seed, id: run.id)
      }
    }
    let drawn = report.arms.firstIndex { $0.runs.contains { !$0.metrics.isEmpty } }
    guard let spec = plan.members.first(where: { $0.arm == drawn })?.spec.spec else { return [] }
    // Half of those on the sheets of the runs.
    let data = try TrainingData(spec.dataset.located(beside: directory.root))
    let captions = data.scoring(of: spec).sheetCaptions.evenlySpread(6)
    var sheet = SweepSheet(captions: captions)
    for run in runs.evenlySpread(SweepSheet.maximumRows) {
      let path = try RunDirectory.find("\(directory.root)/\(run.id)").model
      guard fileExists(path) else {
        try journal.note(
          "not on the sheet of samples, since it is gone: \(path); limn rerun "
            + "\(folderName(path)) makes it again")
        continue
      }
      let model = try Model.load(path)
      // Captions alone are nothing to a model that translates outlines.
      guard !model.translates else { return [] }
      try sheet.add(run.arm, seed: run.seed, model)
    }
    if sheet.isEmpty { return [] }
    return [("samples", "samples.png", try PNG.encode(sheet.render()))]
  }

  private func report(of records: [String: RunRecord]) -> SweepReport {
    let spec = plan.resolved.spec
    return SweepReport(
      name: spec.name, question: spec.question,
      arms: plan.arms.enumerated().map { index, arm in
        let members = plan.members.filter { $0.arm == index }
        return SweepReport.Arm(
          arm: arm,
          runs: members.compactMap { member in
            records[member.spec.spec.name].map {
              SweepReport.Run(
                seed: member.seed, id: $0.id, trainingSeconds: $0.trainingSeconds,
                metrics: $0.metrics)
            }
          })
      })
  }
}

/// A sweep in which some runs failed.
public struct SweepFailure: Error, CustomStringConvertible {
  /// The sweep's folder.
  public let sweep: String
  /// The runs and why they failed.
  public let failures: [String]
  /// The number of all runs.
  public let count: Int

  /// The runs and why they failed, a line each.
  public var description: String {
    (["\(failures.count) of \(count) runs failed; for the others: limn runs show \(sweep)"]
      + failures.map { "  \($0)" })
      .joined(separator: "\n")
  }
}
