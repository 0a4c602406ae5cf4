import Files

/// How far a rerun may stray and still count as equivalent; by default not at all.
///
/// The spec's `tolerances`, so that it is settled before anything is run.
public struct Tolerances: SpecReadable, Equatable, Sendable {
  /// The largest allowed |a - b| / max(|a|, |b|) of a metric, or of a figure over sets of
  /// pictures.
  public var metricsRelative: Double
  /// The largest allowed |a - b| of a score, a share from 0 to 1.
  public var scoresAbsolute: Double

  /// No tolerance at all.
  public static let none = Tolerances(metricsRelative: 0, scoresAbsolute: 0)

  /// Tolerances from their parts.
  public init(metricsRelative: Double, scoresAbsolute: Double) {
    self.metricsRelative = metricsRelative
    self.scoresAbsolute = scoresAbsolute
  }

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    metricsRelative = fields.number(
      "metricsRelative", default: 0, in: 0...1,
      "how far metrics, and figures over sets of pictures, may stray, relative")
    scoresAbsolute = fields.number(
      "scoresAbsolute", default: 0, in: 0...1, "how far scores may stray")
  }

  /// The tolerances of a resolved spec that came from `path`.
  ///
  /// - Throws: `SpecError` where they are faulty.
  public init(of config: JSONValue, path: String) throws {
    guard let json = config["tolerances"] else {
      self = .none
      return
    }
    self = try readSpec(Tolerances.self, from: json, path: "\(path): $.tolerances").spec
  }

  /// Whether both values of the leaf `name` count as the same.
  func allow(_ before: JSONValue, _ after: JSONValue, at name: String) -> Bool {
    if before == after { return true }
    if name == "step" || name == "stage" { return false }
    guard let before = before.double, let after = after.double else { return false }
    let distance = (before - after).magnitude
    // Figures over sets of pictures stand among the scores and are no shares.
    let isShare = name.hasPrefix("scores.") && !name.hasPrefix("scores.figures.")
    if isShare { return distance <= scoresAbsolute }
    return distance <= metricsRelative * max(before.magnitude, after.magnitude)
  }
}
