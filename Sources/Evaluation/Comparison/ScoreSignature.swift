import Files

/// What figures must share to be compared: the rules they were made by, the seeds, and the size of
/// the pictures.
///
/// After the signatures of sacreBLEU (Post 2018, "A call for clarity in reporting BLEU scores").
public struct ScoreSignature: Equatable, Sendable, CustomStringConvertible {
  /// The rules that the pictures were scored by.
  public var metric: MetricSignature
  /// The seeds of each prompt's pictures, as figures name them: "0-3+1000n".
  public var seeds: String
  /// The side of the pictures, in pixels.
  public var side: Int

  /// A signature from its parts.
  public init(metric: MetricSignature, seeds: String, side: Int) {
    self.metric = metric
    self.seeds = seeds
    self.side = side
  }

  /// "shape-oracle/1|seeds:0-3+1000n|side:64".
  public var description: String { parts.joined(separator: "|") }

  /// Checks that figures of this signature may be compared with figures of `other`.
  ///
  /// - Throws: `InputError` (`invalid`) that names what the two do not share.
  public func requireComparable(with other: ScoreSignature) throws {
    let different = zip(parts, other.parts).filter { $0 != $1 }
    guard !different.isEmpty else { return }
    throw InputError(
      .invalid, path: "the signatures of A and B",
      expected: "the same metric, seeds and size of picture",
      found: different.map { "\($0) against \($1)" }.joined(separator: ", "),
      hint: side == other.side
        ? nil : "pictures of other sizes do not compare; limn evaluate scores each model by itself")
  }

  private var parts: [String] {
    ["\(metric.name)/\(metric.version)", "seeds:\(seeds)", "side:\(side)"]
  }
}
