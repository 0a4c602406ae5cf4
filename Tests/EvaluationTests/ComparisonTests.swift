import Files
import Tensors
import Testing

@testable import Evaluation

@Suite struct ComparisonTests {
  private static let signature = ScoreSignature(
    metric: MetricSignature(name: "test", version: 1), seeds: "0-1", side: 64)

  /// A set of prompts p0, p1, … with the given scores.
  private func set(
    _ scores: [[Double]], prefix: String = "p", tags: [String?] = [nil]
  ) -> ScoredSet {
    ScoredSet(
      prompts: scores.enumerated().map { index, scores in
        ScoredPrompt(id: "\(prefix)\(index)", tag: tags[index % tags.count], scores: scores)
      }, signature: Self.signature)
  }

  private func constant(_ value: Double, _ count: Int) -> [[Double]] {
    Array(repeating: [value, value], count: count)
  }

  @Test func exactPIsTheShareOfSigns() throws {
    // Five prompts that all gain: 2 of the 32 sign patterns are as extreme.
    let b = [[0.5, 1], [1, 1], [0, 1], [1, 1], [0.5, 0.5]]
    let comparison = try Comparison(set(constant(0, 5)), set(b))
    #expect(comparison.overall.significance == Significance(p: 2 / 32.0, isExact: true))
    #expect(abs(comparison.overall.difference - 0.75) < 1e-12)
    #expect(comparison.overall.a == 0)
    #expect(comparison.verdict == .inconclusive)
    // Prompts that do not differ change nothing, however many.
    let more = try Comparison(set(constant(0, 45)), set(b + constant(0, 40)))
    #expect(more.overall.significance == Significance(p: 2 / 32.0, isExact: true))
  }

  @Test func betterAndWorseAreMirrored() throws {
    let low = set((0..<30).map { [Double($0 % 3 == 0 ? 1 : 0), 0] })
    let high = set((0..<30).map { [1, Double($0 % 5 == 0 ? 0 : 1)] })
    let up = try Comparison(low, high)
    let down = try Comparison(high, low)
    #expect(up.verdict == .better)
    #expect(down.verdict == .worse)
    #expect(up.overall.difference == -down.overall.difference)
    let interval = try #require(up.overall.interval)
    #expect(interval.low > 0 && interval.low < up.overall.difference)
    #expect(interval.high > up.overall.difference)
    #expect(up == (try Comparison(low, high)))
  }

  @Test func overallIsTheMeanOfTags() throws {
    let tags: [String?] = ["x", "x", "x", "y"]
    let b = (0..<8).map { [$0 % 4 == 3 ? 1.0 : 0, $0 % 4 == 3 ? 1.0 : 0] }
    let comparison = try Comparison(set(constant(0, 8), tags: tags), set(b, tags: tags))
    #expect(comparison.overall.difference == 0.5)
    #expect(comparison.tags.map(\.name) == ["x", "y"])
    #expect(comparison.tags.map(\.difference) == [0, 1])
    #expect(comparison.tags.map(\.promptsOfA) == [6, 2])
  }

  @Test func holmStepsDown() {
    // Worked by hand: 0.01 * 4, then 0.02 * 3, then 0.03 * 2 raised to 0.06, then 0.5.
    let adjusted = holm([0.03, 0.01, 0.5, 0.02])
    for (found, expected) in zip(adjusted, [0.06, 0.04, 0.5, 0.06]) {
      #expect(abs(found - expected) < 1e-12)
    }
    #expect(holm([0.6, 0.7]) == [1, 1])
    #expect(holm([]).isEmpty)
  }

  @Test func noDifferenceHasAnIntervalAllTheSame() throws {
    let comparison = try Comparison(set(constant(0.5, 60)), set(constant(0.5, 60)), margin: 0.1)
    #expect(comparison.overall.significance == Significance(p: 1, isExact: true))
    // 1 - 0.025^(1/60), computed in Python.
    let interval = try #require(comparison.overall.interval)
    #expect(abs(interval.high - 0.059_629_5) < 1e-6)
    #expect(abs(interval.low + 0.059_629_5) < 1e-6)
    #expect(comparison.overall.power == nil)
    #expect(comparison.verdict == .equivalent)
    let few = try Comparison(set(constant(0.5, 6)), set(constant(0.5, 6)), margin: 0.1)
    #expect(few.verdict == .inconclusive)
  }

  @Test func fewDifferencesHaveAWideInterval() throws {
    let b = constant(1, 1) + constant(0, 71)
    let comparison = try Comparison(set(constant(0, 72)), set(b), margin: 0.05)
    #expect(comparison.overall.isIntervalExact)
    // The bounds of 0 and of 1 of 72, computed in Python.
    let interval = try #require(comparison.overall.interval)
    #expect(abs(interval.low + 0.049_944_1) < 1e-6)
    #expect(abs(interval.high - 0.074_971_3) < 1e-6)
    #expect(comparison.verdict == .inconclusive)
    #expect(comparison.overall.power == nil)
    let more = try Comparison(set(constant(0, 72)), set(constant(1, 5) + constant(0, 67)))
    #expect(!more.overall.isIntervalExact)
    #expect(more.overall.power != nil)
  }

  @Test func deviantsStandOutFromTheMostCommon() {
    let found = Deviants([[0.1, 0.1, 0.3, 0.1 + 1e-15], [0, -0.2, 0], []])
    #expect(found.below == 1)
    #expect(found.above == 1)
    #expect(abs(found.common - 0.4) < 1e-9)
    #expect(Deviants([[1, 1, 2, 2, 3]]).above == 1)
  }

  @Test func whatMostPromptsAddIsTheMiddleOfTheExactInterval() {
    // 0.25 + q 0.75 and 0.25 - q 1.25, q being the bound of 0 of 40.
    let found = Deviants([Array(repeating: 0.25 / 40, count: 40)]).interval(among: 40)
    let share = upperShare(of: 0, among: 40)
    #expect(abs(found.high - (0.25 + 0.75 * share)) < 1e-12)
    #expect(abs(found.low - (0.25 - 1.25 * share)) < 1e-12)
  }

  @Test func theSmallestGroupBoundsTheExactInterval() throws {
    func interval(_ a: ScoredSet, _ b: ScoredSet) throws -> Interval {
      try #require(Comparison(a, b).overall.interval)
    }
    let tags: [String?] = ["x", "x", "x", "y"]
    let same = set(constant(0, 12), tags: tags)
    // Two tags, the smaller of which has 3 prompts.
    #expect(abs(try interval(same, same).high - upperShare(of: 0, among: 6)) < 1e-12)
    let (many, few) = (set(constant(0, 9)), set(constant(0, 4), prefix: "q"))
    for found in [try interval(many, few), try interval(few, many)] {
      #expect(abs(found.high - upperShare(of: 0, among: 4)) < 1e-12)
    }
  }

  @Test func sampledArrangementsNeverGiveAPOfZero() throws {
    // Of 2^40 patterns of signs two are as extreme, which no sample will hold.
    let comparison = try Comparison(set(constant(0, 40)), set(constant(1, 40)))
    #expect(
      comparison.overall.significance
        == Significance(p: 1 / Double(Comparison.draws + 1), isExact: false))
    let others = try Comparison(set(constant(0, 40)), set(constant(1, 40), prefix: "q"))
    #expect(others.overall.significance == comparison.overall.significance)
  }

  @Test func onePromptShowsNothing() throws {
    let comparison = try Comparison(set([[0, 0]]), set([[1, 1]]), margin: 1)
    #expect(comparison.overall.interval == nil)
    #expect(comparison.overall.significance.p == 1)
    #expect(comparison.verdict == .inconclusive)
    #expect(comparison.spread == nil)
  }

  @Test func tagsOfOnePromptAreResampledTogether() {
    let one = [0.25, 0.5, 0.75].map { Contrast.Group(a: [0], b: [$0]) }
    #expect(Contrast(.paired, one).strata.map(\.count) == [3])
    let larger = Contrast.Group(a: [0, 0], b: [1, 0.5])
    #expect(Contrast(.paired, [one[0], larger]).strata.map(\.count) == [3])
    #expect(Contrast(.paired, [one[0], one[1], larger]).strata.map(\.count) == [2, 2])
    #expect(Contrast(.independent, [one[0], larger]).strata.map(\.count) == [3, 3])
    let largest = Contrast.Group(a: [0, 0, 0], b: [1, 0.5, 0])
    #expect(Contrast(.paired, [largest, one[0], larger]).strata.map(\.count) == [3, 3])
    #expect(abs(Contrast(.paired, [one[0], larger]).difference - 0.5) < 1e-12)
  }

  @Test func pairingFollowsIds() throws {
    let a = set(constant(0, 4))
    let b = set(constant(1, 6)).prompts.reversed()
    let partly = Pairing(a, ScoredSet(prompts: Array(b), signature: Self.signature))
    #expect(partly.kind == .paired)
    #expect(partly.rows.map(\.a) == [0, 1, 2, 3])
    #expect(partly.rows.map(\.b) == [5, 4, 3, 2])
    #expect(partly.leftOutOfA == 0)
    #expect(partly.leftOutOfB == 2)
    let apart = Pairing(a, set(constant(1, 3), prefix: "q"))
    #expect(apart.kind == .independent)
    #expect(apart.rows.count == 7)
    let tagged = Pairing(
      set(constant(0, 4), tags: ["x", "y"]), set(constant(0, 3), prefix: "q", tags: ["y", "z"]))
    #expect(tagged.tags == ["y"])
    #expect(tagged.leftOutOfA == 2)
    #expect(tagged.leftOutOfB == 1)
    let retagged = Pairing(
      set(constant(0, 2), tags: ["x"]), set(constant(0, 2), tags: ["x", "y"]))
    #expect(retagged.tags == ["x"])
    #expect(retagged.retagged == 1)
  }

  @Test func independentSamplesAreCompared() throws {
    let a = set((0..<20).map { [Double($0 % 4 == 0 ? 1 : 0), 0] })
    let b = set((0..<24).map { [1, Double($0 % 3 == 0 ? 0 : 1)] }, prefix: "q")
    let comparison = try Comparison(a, b)
    #expect(comparison.pairing.kind == .independent)
    #expect(comparison.verdict == .better)
    #expect(comparison.overall.promptsOfA == 20)
    #expect(comparison.overall.promptsOfB == 24)
    #expect(comparison.spread == nil)
  }

  @Test func theSmallerSideTellsHowManyMorePromptsItTakes() throws {
    let a = set((0..<20).map { [Double($0 % 2)] })
    let b = set((0..<24).map { [Double($0 % 3 == 0 ? 0 : 1)] }, prefix: "q")
    let group = Contrast.Group(a: a.prompts.map(\.mean), b: b.prompts.map(\.mean))
    let error = try #require(Contrast(.independent, [group]).standardError)
    let more = try #require(
      Power(
        standardError: error, degreesOfFreedom: 42, difference: 1.0 / 6, prompts: 20, tests: 1
      ).morePrompts)
    #expect(more > 50)
    #expect(try Comparison(a, b).overall.power?.morePrompts == more)
    #expect(try Comparison(b, a).overall.power?.morePrompts == more)
  }

  @Test func signaturesMustAgree() {
    var other = set(constant(0, 3))
    other.signature.side = 32
    let error = #expect(throws: InputError.self) { try Comparison(set(constant(0, 3)), other) }
    #expect(error?.description.contains("side:64 against side:32") == true)
    #expect("\(Self.signature)" == "test/1|seeds:0-1|side:64")
    other.signature = Self.signature
    other.signature.metric.version = 2
    #expect(throws: InputError.self) { try Comparison(set(constant(0, 3)), other) }
  }

  @Test func verdictsFollowTheirRule() {
    func verdict(_ low: Double, _ high: Double, _ p: Double, _ margin: Double? = nil)
      -> ComparisonVerdict
    {
      ComparisonVerdict(interval: Interval(low: low, high: high), adjustedP: p, margin: margin)
    }
    #expect(verdict(0.01, 0.2, 0.05) == .better)
    #expect(verdict(0.01, 0.2, 0.06) == .inconclusive)
    #expect(verdict(-0.01, 0.2, 0.01) == .inconclusive)
    #expect(verdict(-0.2, -0.01, 0.01) == .worse)
    #expect(verdict(-0.2, -0.01, 0.05) == .worse)
    #expect(verdict(-0.2, -0.01, 0.01, 0.1) == .worse)
    #expect(verdict(-0.1, 0.1, 0.01, 0.1) == .equivalent)
    #expect(verdict(-0.09, -0.01, 0.01, 0.1) == .equivalent)
    #expect(ComparisonVerdict(interval: nil, adjustedP: 0, margin: 1) == .inconclusive)
    let failing = ComparisonVerdict.allCases.filter { ComparisonGate.worse.fails(on: $0) }
    #expect(failing == [.worse])
    let differing = ComparisonVerdict.allCases.filter { ComparisonGate.different.fails(on: $0) }
    #expect(differing == [.better, .worse])
  }

  @Test func morePromptsGrowWithTheSquare() {
    // A difference half as large as can be found takes four times the prompts.
    func power(_ difference: Double) -> Power {
      Power(
        standardError: 0.1, degreesOfFreedom: 49, difference: difference, prompts: 50, tests: 1)
    }
    let detectable = power(1).detectable
    #expect(power(detectable / 2).morePrompts == 150)
    #expect(power(-2 * detectable).morePrompts == 0)
  }

  @Test func onePromptAgainstManyIsCounted() {
    // It is the largest of 61, and the differences of 61 arrangements are all others.
    let many = Contrast.Group(a: (0..<60).map { Double($0) / 100 }, b: [0.9])
    var random = RandomSource(seed: 0)
    for group in [many, Contrast.Group(a: many.b, b: many.a)] {
      let found = Contrast(.independent, [group]).significance(draws: 1, using: &random)
      #expect(found == Significance(p: 1.0 / 61, isExact: true))
    }
  }

  @Test func exchangingTheSidesMirrorsTheInterval() throws {
    let scores: [([Double], [Double])] = [
      ([1, 1, 1, 1], [1, 1, 0, 0]), ([1, 1, 0], [0, 1, 1]), ([0.7, 0.8, 0.75], [0.72, 0.78, 0.7]),
      ([0.7, 0.8, 0.75, 0.9, 0.4], [0.72, 0.78, 0.7, 0.71, 0.5]),
    ]
    for (a, b) in scores {
      for prefix in ["p", "q"] {
        let (first, second) = (set(a.map { [$0] }), set(b.map { [$0] }, prefix: prefix))
        let one = try #require(Comparison(first, second).overall.interval)
        let other = try #require(Comparison(second, first).overall.interval)
        #expect(abs(one.low + other.high) < 0.05, "\(a) \(b)")
        #expect(abs(one.high + other.low) < 0.05, "\(a) \(b)")
      }
    }
    // Five differences of a judge, no two alike, are no reason for the widest interval.
    let (a, b) = scores[3]
    let judged = try Comparison(set(a.map { [$0] }), set(b.map { [$0] })).overall
    #expect(!judged.isIntervalExact)
    #expect(try #require(judged.interval).high < 0.4)
  }

  @Test func soFewPromptsThatNothingCanBeFoundHaveNoPower() throws {
    // No two differ alike, so that six of a tag are enough for the bootstrap. But there are three
    // tests, and all of six have one sign by chance in 1 of 32 arrangements.
    let tagged = try Comparison(
      set(constant(0, 12), tags: ["x", "y"]),
      set((0..<12).map { [Double($0 * $0) / 200, 0.1] }, tags: ["x", "y"]))
    #expect(tagged.tags.map(\.leastAdjustedP) == [3.0 / 32, 3.0 / 32])
    #expect(tagged.tags.allSatisfy { !$0.isIntervalExact && $0.power == nil })
    #expect(tagged.overall.leastAdjustedP == 3.0 / 2048)
    #expect(tagged.overall.power != nil)
    // Of 3 against 3 there are 20 arrangements, of which two are the most extreme.
    let three = try Comparison(set(constant(0, 3)), set(constant(1, 3), prefix: "q")).overall
    #expect(abs(three.leastAdjustedP - 0.1) < 1e-12)
    let uneven = try Comparison(set(constant(0, 3)), set(constant(1, 4), prefix: "q")).overall
    #expect(abs(uneven.leastAdjustedP - 1.0 / 35) < 1e-12)
  }

  @Test func spreadIsSplitIntoPromptsAndSeeds() throws {
    let spread = try #require(DifferenceSpread([[0, 1], [0, 1], [1, 0]]))
    #expect(spread.betweenPrompts == 0)
    #expect(abs(try #require(spread.withinPrompts) - 0.5.squareRoot()) < 1e-12)
    #expect(DifferenceSpread([[1], [0]])?.withinPrompts == nil)
    #expect(DifferenceSpread([[1, 0]]) == nil)
  }
}
