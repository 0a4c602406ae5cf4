import Files
import Testing

@testable import Experiments

@Suite struct ForecastTests {
  private func kinds(_ changes: String, _ training: String) throws -> [Double] {
    let resolved: ResolvedSpec<TrainingSpec> = try readSpec(
      from: tinyJSON(changes, training: #""steps": 100, \#(training)"#), path: "gan.json")
    return resolved.spec.kindsOfStep(of: .adversarial).map(\.share)
  }

  @Test func stepsWithPenaltiesCountByTheirShare() throws {
    let regularizers = #""regularizers": {"r1": {"every": 16}}"#
    #expect(try kinds("", #""headStart": 0"#) == [1])
    #expect(try kinds(regularizers, #""headStart": 0"#) == [1 / 16.0, 15 / 16.0])
  }

  // Five updates a step: of 16 steps 80, of which every sixteenth is due.
  @Test func intervalsCountUpdatesOfTheDiscriminator() throws {
    let regularizers = #""regularizers": {"r1": {"every": 16}}"#
    #expect(try kinds(regularizers, #""discriminatorSteps": 5"#) == [5 / 16.0, 11 / 16.0])
    let often = #""regularizers": {"r1": {"every": 2}}"#
    // Three of each step's five, or two of them.
    #expect(try kinds(often, #""discriminatorSteps": 5"#) == [1 / 2.0, 1 / 2.0])
    #expect(try kinds(often, #""discriminatorSteps": 4"#) == [1])
  }

  @Test func theScoringAtTheEndCounts() throws {
    let resolved: ResolvedSpec<TrainingSpec> = try readSpec(
      from: tinyJSON("", training: #""steps": 1"#), path: "tiny.json")
    let forecast = try Forecast(of: resolved)
    #expect(forecast.scoringSeconds > 0)
    let steps = forecast.stages.reduce(0) { $0 + $1.seconds }
    #expect(forecast.seconds == steps + forecast.scoringSeconds)
    #expect("\(forecast)".contains("\nscoring at the end"))
  }

  @Test func severalPenaltiesMakeTheirCombinations() throws {
    let both = #""regularizers": {"r1": {"every": 2}, "r2": {"every": 3}}"#
    // Of six steps one has both, two R1 alone, one R2 alone, two none.
    #expect(try kinds(both, #""headStart": 0"#).sorted() == [1 / 6.0, 1 / 6.0, 2 / 6.0, 2 / 6.0])
  }
}
