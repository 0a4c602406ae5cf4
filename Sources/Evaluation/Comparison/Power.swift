/// What a comparison of this spread and this many prompts can find.
public struct Power: Equatable, Sendable {
  /// The smallest true difference that a two-sided test at 5% finds four times of five:
  /// (1.960 + 0.842) standard errors.
  public var detectable: Double
  /// How many more prompts of the same kind, on each side and shared among the tags as now, would
  /// find a true difference as large as the one observed four times of five; 0 where these suffice,
  /// nil where there is no difference to find.
  public var morePrompts: Int?

  /// The power of a test.
  ///
  /// The standard error falls with the square root of the number of prompts, so that
  /// n (detectable / difference)^2 are needed (Cohen 1988, "Statistical power analysis").
  ///
  /// - Parameters:
  ///   - standardError: The standard error of the difference, above 0.
  ///   - difference: The difference observed.
  ///   - prompts: The number of prompts of a side.
  public init(standardError: Double, difference: Double, prompts: Int) {
    detectable = (normalQuantile975 + normalQuantile80) * standardError
    guard difference != 0 else { return }
    let ratio = detectable / difference
    let needed = (Double(prompts) * ratio * ratio).rounded(.up)
    morePrompts = needed < 1e9 ? max(0, Int(needed) - prompts) : nil
  }
}

/// The quantiles of the standard normal distribution at 97.5% and at 80%.
private let normalQuantile975 = 1.959_963_984_540_054
private let normalQuantile80 = 0.841_621_233_572_914_3
