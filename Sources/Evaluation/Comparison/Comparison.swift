import Files
import Tensors

/// Two scored sets side by side, and what can be said of their difference.
///
///     let comparison = try Comparison(a, b, margin: 0.05)
///     print(comparison.verdict, comparison.overall.difference)
public struct Comparison: Equatable, Sendable {
  /// What the figures of both sides share.
  public let signature: ScoreSignature
  /// Which prompts are compared, and how.
  public let pairing: Pairing
  /// The largest difference that does not matter; nil where every one does.
  public let margin: Double?
  /// The mean over the tags: the figure that the verdict is about.
  public let overall: ComparedMetric
  /// Each tag, in order; empty where there is but one, which is then the same as `overall`.
  public let tags: [ComparedMetric]
  /// How much the pictures of a prompt differ, the mean over the tags; nil where a prompt's
  /// diversity was not measured.
  public let diversity: ComparedMetric?
  /// Where the spread of the differences lies; nil where they are not paired.
  public let spread: DifferenceSpread?

  /// The number of resamples, and of arrangements where they are sampled.
  public static let draws = 10_000
  /// The seed that both are drawn from.
  public static let seed: UInt64 = 12345

  /// Compares `b` with `a`.
  ///
  /// - Parameters:
  ///   - a: What is compared with: the side that came first.
  ///   - b: What is compared.
  ///   - margin: The largest difference that does not matter, above 0; nil where every one does.
  /// - Throws: `InputError` (`invalid`) where the signatures differ.
  public init(_ a: ScoredSet, _ b: ScoredSet, margin: Double? = nil) throws {
    try a.signature.requireComparable(with: b.signature)
    require(!a.prompts.isEmpty && !b.prompts.isEmpty, "Comparison: expected prompts on both sides")
    let pairing = Pairing(a, b)
    let tests = Self.tests(of: pairing, a, b)
    let adjusted = holm(tests.map(\.significance.p))
    let metrics = zip(tests, adjusted).map {
      $0.metric(adjustedP: $1, margin: margin, tests: tests.count)
    }
    let hasDiversity = Self.haveDiversity(a, b)
    signature = a.signature
    self.pairing = pairing
    self.margin = margin
    overall = metrics[0]
    tags = Array(metrics.dropFirst().dropLast(hasDiversity ? 1 : 0))
    diversity = hasDiversity ? metrics.last : nil
    spread =
      pairing.kind == .paired
      ? DifferenceSpread(pairing.rows.map { $0.differences(a, b) }) : nil
  }

  /// What the comparison says of B: the verdict on `overall`.
  public var verdict: ComparisonVerdict { overall.verdict }

  /// The overall figure, then the tags, then the diversity: every test, as Holm's procedure counts
  /// them.
  public var metrics: [ComparedMetric] { [overall] + tags + [diversity].compactMap { $0 } }

  private static func haveDiversity(_ a: ScoredSet, _ b: ScoredSet) -> Bool {
    (a.prompts + b.prompts).allSatisfy { $0.diversity != nil }
  }

  /// All tests of the comparison: one family, in the order of `metrics`.
  private static func tests(of pairing: Pairing, _ a: ScoredSet, _ b: ScoredSet) -> [Test] {
    let names = pairing.tags
    func groups(_ value: (ScoredPrompt) -> Double) -> [Contrast.Group] {
      names.map { tag in
        let rows = pairing.rows.filter { $0.tag == tag }
        return Contrast.Group(
          a: rows.compactMap { $0.a.map { value(a.prompts[$0]) } },
          b: rows.compactMap { $0.b.map { value(b.prompts[$0]) } })
      }
    }
    let scores = groups(\.mean)
    var tests = [Test("overall", Contrast(pairing.kind, scores), number: 0)]
    if names.count > 1 {
      tests += zip(names, scores).enumerated().map { index, group in
        Test(group.0, Contrast(pairing.kind, [group.1]), number: UInt64(index + 1))
      }
    }
    if haveDiversity(a, b) {
      tests.append(
        Test(
          "diversity", Contrast(pairing.kind, groups { $0.diversity ?? 0 }),
          number: UInt64(names.count + 1)))
    }
    return tests
  }
}

extension Pairing.Row {
  /// B's score less A's for each seed; empty where the row is of one side.
  public func differences(_ setA: ScoredSet, _ setB: ScoredSet) -> [Double] {
    guard let a, let b else { return [] }
    return zip(setA.prompts[a].scores, setB.prompts[b].scores).map { $1 - $0 }
  }
}

/// A contrast with what is drawn to judge it.
private struct Test {
  let name: String
  let contrast: Contrast
  let interval: Interval?
  let significance: Significance

  init(_ name: String, _ contrast: Contrast, number: UInt64) {
    self.name = name
    self.contrast = contrast
    var random = RandomSource(seed: Comparison.seed, number, 0)
    interval = contrast.interval(draws: Comparison.draws, using: &random)
    random = RandomSource(seed: Comparison.seed, number, 1)
    significance = contrast.significance(draws: Comparison.draws, using: &random)
  }

  func metric(adjustedP: Double, margin: Double?, tests: Int) -> ComparedMetric {
    let promptsOfA = contrast.groups.reduce(0) { $0 + $1.a.count }
    let promptsOfB = contrast.groups.reduce(0) { $0 + $1.b.count }
    let isRare = contrast.deviants.areRare
    let least = min(1, contrast.leastP * Double(tests))
    let error = isRare || least > ComparisonVerdict.level ? nil : contrast.standardError
    let difference = abs(contrast.difference) < 1e-12 ? 0 : contrast.difference
    return ComparedMetric(
      name: name, a: contrast.a, b: contrast.b, difference: difference, interval: interval,
      isIntervalExact: isRare && interval != nil,
      significance: significance, adjustedP: adjustedP, leastAdjustedP: least,
      power: error.map {
        Power(
          standardError: $0, degreesOfFreedom: contrast.degreesOfFreedom, difference: difference,
          prompts: min(promptsOfA, promptsOfB), tests: tests)
      },
      promptsOfA: promptsOfA, promptsOfB: promptsOfB,
      verdict: ComparisonVerdict(interval: interval, adjustedP: adjustedP, margin: margin))
  }
}
