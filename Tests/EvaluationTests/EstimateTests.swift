import Tensors
import Testing

@testable import Evaluation

@Suite struct EstimateTests {
  private let first = [(4, 4), (0, 4), (2, 4), (4, 4), (4, 4)].map(Tally.init)
  private let second = [(1, 2), (0, 2), (0, 2)].map(Tally.init)

  private func expect(_ estimate: Estimate?, _ mean: Double, _ low: Double, _ high: Double) throws {
    let estimate = try #require(estimate)
    #expect(abs(estimate.mean - mean) < 1e-12)
    #expect(abs(estimate.low - low) < 1e-9)
    #expect(abs(estimate.high - high) < 1e-9)
  }

  // The figures are those that Fixtures/estimates.py prints.
  @Test func intervalsAreClusteredByPrompt() throws {
    try expect(Estimate(first), 0.7, 0.305_858_128_832_836, 0.925_127_903_377_963)
    try expect(Estimate(second), 1 / 6.0, 0.026_327_908_447_802, 0.596_660_401_407_647)
    #expect(Estimate(first)?.prompts == 5)
    #expect(Estimate(first)?.images == 20)
  }

  @Test func overallIsTheMeanOfGroups() throws {
    try expect(
      Estimate(meanOf: [first, second]), 13 / 30.0, 0.220_041_246_801_149, 0.674_563_410_750_574)
    #expect(Estimate(meanOf: [first, []]) == nil)
    #expect(Estimate(meanOf: []) == nil)
  }

  @Test func aGroupOfOnePromptIsNotTakenAsKnown() throws {
    try expect(
      Estimate(meanOf: [first, [Tally(correct: 2, images: 4)]]), 0.6, 0.187_150_348_571_818,
      0.907_170_343_667_882)
  }

  @Test func promptsThatDoNotDifferAreNotTakenAsKnown() throws {
    let right = Tally(correct: 4, images: 4)
    func correct(_ count: Int) -> [Tally] { Array(repeating: right, count: count) }
    try expect(
      Estimate(meanOf: [first, correct(10)]), 0.85, 0.565_915_617_593_270, 0.960_984_379_915_714)
    let nearly = correct(9) + [Tally(correct: 0, images: 4)]
    try expect(
      Estimate(meanOf: [nearly] + Array(repeating: correct(40), count: 5)), 0.983_333_333_333_333,
      0.902_334_915_328_221, 0.997_352_882_279_344)
  }

  @Test func noIntervalIsNarrowerThanThatOfIndependentPictures() throws {
    // Prompts that differ less than chance has it count as 100 pictures and no more.
    let alike = Array(repeating: Tally(correct: 5, images: 10), count: 9)
    let single = Estimate(shareOf: (0..<100).map { $0 < 51 })
    try expect(
      Estimate(alike + [Tally(correct: 6, images: 10)]), 0.51, single.low, single.high)
  }

  @Test func resamplesOfOneValueHaveItsMean() {
    #expect(Interval(meanOf: [[2], [2], [2]], seed: 0) == Interval(low: 2, high: 2))
    #expect(Interval(meanOf: [[2]], seed: 0) == nil)
  }

  @Test func endsLieWhereStudentsIntervalHasThem() throws {
    // Of 0 to 19, whose mean over twenty draws is nearly normal: the mean and 2.0930, Student's
    // quantile of 19 degrees of freedom, standard errors to either side.
    let values = (0..<20).map { [Double($0)] }
    // Their variance is 20 * 21 / 12.
    let error = (35.0 / 20).squareRoot()
    let intervals = try (0..<25).map { try #require(Interval(meanOf: values, seed: $0)) }
    func mean(_ ends: [Double]) -> Double { ends.reduce(0, +) / 25 }
    // An end of a thousand draws is known to 0.09 standard errors.
    #expect(abs(mean(intervals.map(\.low)) - (9.5 - 2.0930 * error)) < 0.04 * error)
    #expect(abs(mean(intervals.map(\.high)) - (9.5 + 2.0930 * error)) < 0.04 * error)
  }

  @Test func noEndLiesWhereNoValueCan() throws {
    let few = try #require(Interval(meanOf: [[0], [0.02], [0.05], [0.1], [2.9]], seed: 0))
    #expect(few.low == 0 && few.high > 1)
    let group = Contrast.Group(a: Array(repeating: 0, count: 6), b: [1, 0.99, 0.98, 0.97, 0.96, 0])
    var random = RandomSource(seed: 0)
    let nearly = try #require(Contrast(.paired, [group]).interval(draws: 1000, using: &random))
    #expect(nearly.high == 1 && nearly.low < 0.4)
  }

  @Test func picturesOfAGroupCountTogether() throws {
    // Groups of equal values are worth one value each, but for which are drawn.
    let alone = try #require(Interval(meanOf: (0..<20).map { [Double($0 % 4)] }, seed: 1))
    let groups = (0..<20).map { Array(repeating: Double($0 % 4), count: 5) }
    let together = try #require(Interval(meanOf: groups, seed: 1))
    #expect(abs(together.low - alone.low) < 1e-12 && abs(together.high - alone.high) < 1e-12)
    let share = try #require(Interval(shareOf: (0..<20).map { n in (0..<5).map { _ in n < 12 } }))
    let apart = try #require(Interval(shareOf: (0..<100).map { [$0 < 60] }))
    #expect(share.high - share.low > 2 * (apart.high - apart.low))
  }

  @Test func intervalsNeverHaveWidthZero() throws {
    let allCorrect = Array(repeating: Tally(correct: 3, images: 3), count: 10)
    try expect(Estimate(allCorrect), 1, 0.722_467_200_137_111, 1)
    #expect(Estimate([Tally]()) == nil)
    #expect(Estimate([Tally()]) == nil)
  }

  @Test func morePicturesOfThePromptsTellLittle() throws {
    let few = [(1, 1), (0, 1), (1, 1), (0, 1)].map(Tally.init)
    let many = [(50, 50), (0, 50), (50, 50), (0, 50)].map(Tally.init)
    #expect(Estimate(few)?.low == Estimate(many)?.low)
  }
}
