import Files
import Tensors

/// Short hashes of all that a run trains while it goes on, `checksums.jsonl`, so that a rerun can
/// tell at which step and in which tensor it first differs.
///
/// The first line names the tensors; each other line has the stage, the step, and a hash of each
/// tensor in that order, the first 8 digits of `Tensor.checksum`.
final class ChecksumLog {
  private let file: MetricsLog

  /// Opens the file at `path` for a run that stands at `step`; lines of later steps are dropped.
  ///
  /// - Parameters:
  ///   - path: Where the file stands, or is to be made.
  ///   - step: The steps done.
  ///   - tensors: What is hashed, by name.
  /// - Throws: `InputError` where the file is faulty or cannot be written.
  init(_ path: String, resumingAfter step: Int, tensors: [String]) throws {
    var file = try MetricsLog(path, resumingAfter: step)
    // A run that an earlier program began can have had others.
    if let earlier = try ChecksumHistory(path)?.tensors, !earlier.isEmpty, earlier != tensors {
      try removeFile(path)
      file = try MetricsLog(path, resumingAfter: step)
    }
    self.file = file
    if try MetricsHistory(path).lines.isEmpty {
      try file.append(step: 0, [.init("tensors", .array(tensors.map(JSONValue.string)))])
    }
  }

  /// Adds the hashes of `tensors` after `step`.
  ///
  /// - Throws: `InputError` (`unwritable`).
  func append(step: Int, stage: Stage, _ tensors: [(name: String, value: Tensor)]) throws {
    let hashes = tensors.map { JSONValue.string(String($0.value.checksum.prefix(8))) }
    try file.append(
      step: step,
      [.init("stage", .string(stage.rawValue)), .init("checksums", .array(hashes))])
  }
}

/// The checksums of a run, read back.
public struct ChecksumHistory: Equatable, Sendable {
  /// The tensors' names.
  public let tensors: [String]
  /// The lines after the first, in order.
  private let lines: [JSONValue]

  /// Reads the file at `path`; nil where there is none, as in runs of versions that kept none.
  ///
  /// - Throws: `InputError` (`invalid`) where a line is no JSON object.
  public init?(_ path: String) throws {
    guard fileExists(path) else { return nil }
    let lines = try MetricsHistory(path).lines
    tensors = (lines.first?["tensors"]?.elements ?? []).compactMap(\.string)
    self.lines = Array(lines.dropFirst())
  }

  /// Where the parameters of `rerun` part from these: the first step that both have hashes of and
  /// there the first tensor whose hashes differ; nil where there is none.
  public func divergence(from rerun: ChecksumHistory) -> Divergence? {
    let places = Dictionary(zip(rerun.tensors, 0...)) { first, _ in first }
    let others = Dictionary(rerun.lines.map { ($0["step"]?.int, $0) }) { first, _ in first }
    for line in lines {
      guard let step = line["step"]?.int, let before = line["checksums"]?.elements,
        let after = others[step]?["checksums"]?.elements
      else { continue }
      let changed = zip(tensors, before).first { tensor, hash in
        places[tensor].map { !after.indices.contains($0) || after[$0] != hash } ?? false
      }
      if let changed {
        return Divergence(
          stage: line["stage"]?.string ?? "training", step: step, name: "parameters",
          tensor: changed.0)
      }
    }
    return nil
  }
}
