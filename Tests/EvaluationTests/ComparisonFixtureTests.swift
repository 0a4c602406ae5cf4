import Files
import Tensors
import TestSupport
import Testing

@testable import Evaluation

/// The figures of SciPy and NumPy, which `Fixtures/comparison.py` made.
@Suite struct ComparisonFixtureTests {
  private let fixture: JSONValue

  init() throws {
    let path = fixturePath("comparison.json")
    fixture = try JSONValue.parse(readFile(path), path: path)
  }

  private func group(_ name: String) throws -> Contrast.Group {
    func list(_ key: String) throws -> [Double] {
      try #require(fixture[name]?[key]?.elements).compactMap(\.double)
    }
    return Contrast.Group(a: try list("a"), b: try list("b"))
  }

  private func number(_ name: String, _ key: String) throws -> Double {
    try #require(fixture[name]?[key]?.double)
  }

  /// Within four standard errors of a share that was sampled.
  private func expectSampled(_ found: Significance, _ p: Double) {
    #expect(!found.isExact)
    let draws = Double(Comparison.draws)
    #expect(abs(found.p - p) < 4 * (p * (1 - p) / draws).squareRoot() + 2 / draws)
  }

  @Test(arguments: ["few", "other"])
  func exactSignFlipsAgreeWithSciPy(_ name: String) throws {
    var random = RandomSource(seed: 0)
    let found = Contrast(.paired, [try group(name)]).significance(draws: 1, using: &random)
    #expect(found.isExact)
    #expect(abs(found.p - (try number(name, "p"))) < 1e-12)
  }

  @Test func sampledSignFlipsAgreeWithTheConvolution() throws {
    var random = RandomSource(seed: 1)
    let contrast = Contrast(.paired, [try group("many")])
    expectSampled(
      contrast.significance(draws: Comparison.draws, using: &random), try number("many", "p"))
  }

  @Test func labelPermutationsAgreeWithSciPy() throws {
    var random = RandomSource(seed: 2)
    let apart = try group("apart")
    let few = Contrast(.independent, [apart]).significance(draws: 1, using: &random)
    #expect(few.isExact)
    #expect(abs(few.p - (try number("apart", "p"))) < 1e-12)
    // Each score twice has too many arrangements to count; of two tags alike there are 3432^2.
    let many = Contrast(.independent, [apart, apart])
    let sampled = many.significance(draws: Comparison.draws, using: &random)
    #expect(!sampled.isExact && sampled.p < few.p)
  }

  @Test func standardErrorsAgreeWithSciPy() throws {
    for name in ["few", "many", "other"] {
      let error = Contrast(.paired, [try group(name)]).standardError
      #expect(abs(try #require(error) - (try number(name, "error"))) < 1e-12, "\(name)")
    }
    let both = Contrast(.paired, [try group("many"), try group("other")]).standardError
    #expect(abs(try #require(both) - (try number("both", "error"))) < 1e-12)
    let apart = Contrast(.independent, [try group("apart")]).standardError
    #expect(abs(try #require(apart) - (try number("apart", "error"))) < 1e-12)
  }

  @Test func intervalsAgreeWithNumPy() throws {
    let contrasts = [
      ("many", Contrast(.paired, [try group("many")])),
      ("both", Contrast(.paired, [try group("many"), try group("other")])),
      ("apart", Contrast(.independent, [try group("apart")])),
    ]
    for (name, contrast) in contrasts {
      var random = RandomSource(seed: 3)
      let found = try #require(contrast.interval(draws: 20_000, using: &random))
      let ends = try #require(fixture[name]?["interval"]?.elements).compactMap(\.double)
      let width = ends[1] - ends[0]
      #expect(abs(found.low - ends[0]) < 0.03 * width, "\(name)")
      #expect(abs(found.high - ends[1]) < 0.03 * width, "\(name)")
    }
  }

  @Test func boundsOfSharesAgreeWithSciPy() throws {
    let rows = try #require(fixture["shares"]?.elements)
    #expect(rows.count == 4)
    for row in rows {
      let row = try #require(row.elements)
      let count = try #require(row[0].int)
      let total = try #require(row[1].int)
      let share = upperShare(of: count, among: total)
      #expect(abs(share - (try #require(row[2].double))) < 1e-9, "\(count) of \(total)")
    }
    #expect(upperShare(of: 5, among: 5) == 1)
  }

  @Test func detectableDifferenceIsOfStudentsQuantiles() throws {
    let rows = try #require(fixture["power"]?.elements)
    #expect(rows.count == 5)
    for row in rows {
      let row = try #require(row.elements)
      let tests = try #require(row[0].int)
      let power = Power(
        standardError: 1, degreesOfFreedom: try #require(row[1].int), difference: 0, prompts: 10,
        tests: tests)
      #expect(abs(power.detectable - (try #require(row[2].double))) < 1e-9, "\(row)")
      #expect(power.morePrompts == nil)
    }
  }
}
