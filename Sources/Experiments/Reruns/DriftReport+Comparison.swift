import Files
import Tensors

extension DriftReport {
  /// Compares a completed rerun with its original.
  ///
  /// - Parameters:
  ///   - original: The original.
  ///   - run: The rerun's folder.
  ///   - record: The rerun's record.
  ///   - guarantee: What was promised before it began.
  /// - Throws: `InputError` where a file of the rerun is missing or faulty.
  init(
    comparing original: RecordedExperiment, with run: RunDirectory, _ record: RunRecord,
    guarantee: Guarantee
  ) throws {
    let lines = try original.metrics.map { _ in try MetricsHistory(run.metrics).lines } ?? []
    let checksums = try ChecksumHistory(run.checksums)
    let scores =
      try original.scores.map { _ in try JSONValue(file: run.scores) }
      ?? .null
    self.init(
      original: original.name, rerun: record.id, guarantee: guarantee,
      outputs: original.outputs.map { path, hash in
        let made = record.outputs.first { $0.path == path }?.sha256
        return Output(
          path: path, original: hash, rerun: made,
          difference: made == hash
            ? nil
            : tensorDifference(
              "\(original.folder)/\(path)", recorded: hash, "\(run.path)/\(path)"))
      },
      metrics: original.metrics.map {
        MetricsComparison(original: $0, rerun: lines, tolerances: guarantee.tolerances)
      },
      parameters: original.checksums.flatMap { before in
        checksums.flatMap { before.divergence(from: $0) }
      },
      scoresExcess: original.scores.flatMap { before in
        // Scores of other seeds are of other pictures.
        guard before["seeds"] == scores["seeds"] else { return nil }
        return MetricsComparison(
          original: [["stage": "scores", "scores": before]],
          rerun: [["stage": "scores", "scores": scores]], tolerances: guarantee.tolerances
        ).excess
      })
  }

  /// Writes the report into the folder of the rerun.
  ///
  /// - Throws: `InputError` (`unwritable`).
  func write(to run: RunDirectory) throws {
    try writeFile(json.fileBytes, to: run.drift)
  }
}

/// What differs between two safetensors files: `metadata` where all tensors are the same, else the
/// first tensor that is not; `bytes` where the files cannot tell, or the first is not what
/// was recorded any more.
private func tensorDifference(
  _ original: String, recorded hash: String, _ rerun: String
) -> DriftReport.Difference {
  guard original.hasSuffix(".safetensors"), let old = try? readFile(original),
    sha256(old) == hash, let new = try? readFile(rerun),
    let before = try? SafetensorsFile(bytes: old, path: original),
    let after = try? SafetensorsFile(bytes: new, path: rerun)
  else { return .bytes }
  return firstDifference(from: before, to: after).map { .tensor($0) } ?? .metadata
}
