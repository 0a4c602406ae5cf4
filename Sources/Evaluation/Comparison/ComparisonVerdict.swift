/// What a comparison says of B, seen from A.
public enum ComparisonVerdict: String, CaseIterable, Sendable {
  /// B scores higher.
  case better
  /// B scores lower.
  case worse
  /// If they differ, then by less than the margin.
  case equivalent
  /// The pictures do not tell.
  case inconclusive

  /// The level of the tests.
  public static let level = 0.05

  /// The verdict on one difference, the only place where it is decided.
  ///
  /// Equivalent where the whole interval is within the margin, also where it excludes 0: what the
  /// margin covers is said not to matter. Else better or worse where both the adjusted p value is
  /// at most `level` and the interval excludes 0.
  ///
  /// - Parameters:
  ///   - interval: The 95% interval of the difference; nil where it is unknown.
  ///   - adjustedP: The p value, adjusted for the number of tests.
  ///   - margin: The largest difference that does not matter; nil where every one does.
  public init(interval: Interval?, adjustedP: Double, margin: Double?) {
    guard let interval else {
      self = .inconclusive
      return
    }
    if let margin, interval.low >= -margin, interval.high <= margin {
      self = .equivalent
    } else if adjustedP <= Self.level, interval.low > 0 {
      self = .better
    } else if adjustedP <= Self.level, interval.high < 0 {
      self = .worse
    } else {
      self = .inconclusive
    }
  }
}

/// When a comparison is to count as failed, for scripts.
public enum ComparisonGate: String, CaseIterable, Sendable {
  /// Where B is worse.
  case worse
  /// Where B is worse or better.
  case different

  /// Whether `verdict` fails the gate.
  public func fails(on verdict: ComparisonVerdict) -> Bool {
    switch self {
    case .worse: verdict == .worse
    case .different: verdict == .worse || verdict == .better
    }
  }
}
