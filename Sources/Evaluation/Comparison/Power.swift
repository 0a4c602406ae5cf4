/// What a comparison of this spread and this many prompts can find.
public struct Power: Equatable, Sendable {
  /// The smallest true difference that is found four times of five by a two-sided test at 5%, one
  /// of a family of tests: of many prompts with 1 test (1.960 + 0.842) standard errors, with 7
  /// (2.690 + 0.842), and more of few.
  public var detectable: Double
  /// How many more prompts of the same kind, on each side and shared among the tags as now, would
  /// find a true difference as large as the one observed four times of five; 0 where these suffice,
  /// nil where there is no difference to find.
  public var morePrompts: Int?

  /// The power of a test.
  ///
  /// The standard error falls with the square root of the number of prompts, so that
  /// n (detectable / difference)^2 are needed (Cohen 1988, "Statistical power analysis"). Of m
  /// tests Holm's procedure finds at least what is below 5% / m, whatever the others give. The
  /// quantiles are Student's, since the standard error is itself known from the prompts only.
  ///
  /// - Parameters:
  ///   - standardError: The standard error of the difference, above 0.
  ///   - degreesOfFreedom: Those of the standard error, at least 1.
  ///   - difference: The difference observed.
  ///   - prompts: The number of prompts of a side.
  ///   - tests: The number of tests that p is adjusted for, at least 1.
  public init(
    standardError: Double, degreesOfFreedom: Int, difference: Double, prompts: Int, tests: Int
  ) {
    let level = ComparisonVerdict.level / Double(tests)
    // A fifth of the distribution lies above the second.
    let reach = [1 - level, 0.6].reduce(0) {
      $0 + studentQuantile(within: $1, degreesOfFreedom: degreesOfFreedom)
    }
    detectable = reach * standardError
    guard difference != 0 else { return }
    let ratio = detectable / difference
    let needed = (Double(prompts) * ratio * ratio).rounded(.up)
    morePrompts = needed < 1e9 ? max(0, Int(needed) - prompts) : nil
  }
}
