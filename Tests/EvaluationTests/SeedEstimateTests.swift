import Evaluation
import Foundation
import Testing

@Suite struct SeedEstimateTests {
  @Test func quantilesWithAClosedForm() {
    // With one degree of freedom the distribution is Cauchy's; with two, P(|T| < t) is
    // t / sqrt(2 + t^2).
    #expect(near(studentQuantile(within: 0.95, degreesOfFreedom: 1), tan(0.475 * Double.pi)))
    let two = 0.95 * (2 / (1 - 0.95 * 0.95)).squareRoot()
    #expect(near(studentQuantile(within: 0.95, degreesOfFreedom: 2), two))
    #expect(near(studentQuantile(within: 0.5, degreesOfFreedom: 1), 1))
  }

  @Test(arguments: [
    (3, 3.182446), (4, 2.776445), (9, 2.262157), (10, 2.228139), (29, 2.045230), (100, 1.983972),
  ])
  func quantilesOfPrintedTables(_ degreesOfFreedom: Int, _ quantile: Double) {
    let found = studentQuantile(within: 0.95, degreesOfFreedom: degreesOfFreedom)
    #expect(abs(found - quantile) < 5e-7)
  }

  @Test func theIntervalIsStudents() throws {
    let two = try #require(SeedEstimate([0.5, 0.52]))
    let reach = tan(0.475 * Double.pi) * 0.01
    #expect(near(two.mean, 0.51))
    #expect(near(try #require(two.interval).low, 0.51 - reach))
    #expect(near(try #require(two.interval).high, 0.51 + reach))
    // Three values of variance 0.01, whose standard error is 0.1 / sqrt(3).
    let three = try #require(SeedEstimate([0.4, 0.5, 0.6]))
    let quantile = 0.95 * (2 / (1 - 0.95 * 0.95)).squareRoot()
    #expect(near(try #require(three.interval).high, 0.5 + quantile * 0.1 / 3.squareRoot()))
  }

  @Test func sharesEndAtZeroAndOne() throws {
    let wide = try #require(SeedEstimate([0, 1])?.interval)
    #expect(wide.low == 0)
    #expect(wide.high == 1)
  }

  @Test func oneRunHasNoInterval() throws {
    let one = try #require(SeedEstimate([0.7]))
    #expect(one.mean == 0.7)
    #expect(one.interval == nil)
    #expect(SeedEstimate([]) == nil)
  }

  private func near(_ found: Double, _ expected: Double) -> Bool {
    abs(found - expected) <= 1e-9 * max(1, abs(expected))
  }
}
