import Evaluation
import Testing

@Suite struct ComparisonDiversityTests {
  /// Twelve prompts of two tags that score `scores` by turns.
  private func set(_ scores: [Double], diversity: ((Int) -> Double)?) -> ScoredSet {
    ScoredSet(
      prompts: (0..<12).map { index in
        ScoredPrompt(
          id: "p\(index)", tag: index < 6 ? "x" : "y", scores: [scores[index % scores.count]],
          diversity: diversity?(index))
      },
      signature: ScoreSignature(
        metric: MetricSignature(name: "test", version: 1), seeds: "0", side: 64))
  }

  @Test func diversityIsOneMoreTestOfTheFamily() throws {
    let gains = [0.9, 0.7, 0.8]
    let without = try Comparison(set([0.5], diversity: nil), set(gains, diversity: nil))
    let with = try Comparison(
      set([0.5], diversity: { _ in 0.2 }), set(gains, diversity: { 0.3 + Double($0) / 100 }))
    #expect(without.diversity == nil)
    #expect(without.metrics.map(\.name) == ["overall", "x", "y"])
    #expect(with.metrics.map(\.name) == ["overall", "x", "y", "diversity"])
    let diversity = try #require(with.diversity)
    #expect(abs(diversity.a - 0.2) < 1e-12)
    #expect(abs(diversity.difference - 0.155) < 1e-12)
    #expect(diversity.verdict == .better)
    // All 12 signs alike in 2 of 4,096 arrangements, for overall and diversity alike; all 6 of a
    // tag in 2 of 64.
    let (all, half) = (2.0 / 4096, 2.0 / 64)
    #expect(with.metrics.map(\.significance.p) == [all, half, half, all])
    #expect(with.metrics.map(\.adjustedP) == [4 * all, 2 * half, 2 * half, 4 * all])
    #expect(without.metrics.map(\.adjustedP) == [3 * all, 2 * half, 2 * half])
    // What was there stays as it was.
    #expect(with.overall.interval == without.overall.interval)
    #expect(with.overall.difference == without.overall.difference)
  }

  @Test func theVerdictIsAboutTheScores() throws {
    let comparison = try Comparison(
      set([0.5], diversity: { _ in 0.8 }), set([0.5], diversity: { Double($0) / 100 }))
    #expect(comparison.diversity?.verdict == .worse)
    #expect(comparison.verdict == .inconclusive)
  }

  @Test func aPromptWithoutDiversityLeavesItOut() throws {
    let measured = set([0.5], diversity: { _ in 0.5 })
    var other = measured
    other.prompts[3].diversity = nil
    #expect(try Comparison(measured, other).diversity == nil)
    #expect(try Comparison(other, measured).tags.map(\.name) == ["x", "y"])
  }
}
