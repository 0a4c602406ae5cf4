import Files

/// The metrics of a rerun beside those of its original, line by line.
public struct MetricsComparison: Equatable, Sendable {
  /// The original's lines.
  public let originalLines: Int
  /// The rerun's lines.
  public let rerunLines: Int
  /// The lines, of those that both have, whose values are all the same.
  public let identicalLines: Int
  /// The first value that is not the same; nil where all are, in equally many lines.
  public let divergence: Divergence?
  /// The first value that strays further than allowed; nil where none does.
  public let excess: Divergence?

  /// Compares the lines of two runs' `metrics.jsonl` in their order.
  ///
  /// - Parameters:
  ///   - original: The original's lines, objects each with "stage" and "step".
  ///   - rerun: The rerun's lines.
  ///   - tolerances: How far values may stray.
  public init(original: [JSONValue], rerun: [JSONValue], tolerances: Tolerances) {
    originalLines = original.count
    rerunLines = rerun.count
    var identical = 0
    var divergence: Divergence?
    var excess: Divergence?
    for (before, after) in zip(original, rerun) {
      let changes = changes(from: before, to: after)
      if changes.isEmpty { identical += 1 }
      func place(_ change: FieldChange) -> Divergence { Self.place(change.field, in: before) }
      divergence = divergence ?? changes.first.map(place)
      let beyond = changes.first { change in
        // What earlier programs did not measure.
        if change.before == nil { return false }
        guard let before = change.before, let after = change.after else { return true }
        return !tolerances.allow(before, after, at: change.field)
      }
      excess = excess ?? beyond.map(place)
    }
    if original.count != rerun.count {
      let shared = min(original.count, rerun.count)
      let longer = original.count > rerun.count ? original : rerun
      let extra = Self.place("a line that only one of them has", in: longer[shared])
      divergence = divergence ?? extra
      excess = excess ?? extra
    }
    identicalLines = identical
    self.divergence = divergence
    self.excess = excess
  }

  private static func place(_ name: String, in line: JSONValue) -> Divergence {
    Divergence(stage: line["stage"]?.string ?? "metrics", step: line["step"]?.int, name: name)
  }

  /// The comparison as JSON.
  public var json: JSONValue {
    [
      "original_lines": .integer(originalLines), "rerun_lines": .integer(rerunLines),
      "identical_lines": .integer(identicalLines), "within_tolerances": .bool(excess == nil),
    ]
  }
}
