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
    let scoring = try #require(forecast.scoringSeconds)
    #expect(scoring > 0)
    let steps = forecast.stages.reduce(0) { $0 + $1.seconds }
    #expect(abs(forecast.seconds - steps - scoring) < 1e-9)
    #expect("\(forecast)".contains("\nscoring at the end"))
  }

  /// Two portions that take no time and wait, and then say how much is done.
  @Test(arguments: [1, 32]) func thePiecesOfAPortionAreCounted(_ portion: Int) {
    var asked: [Int] = []
    let seconds = secondsOfAll { advanced in
      for done in stride(from: portion, through: 20 * portion, by: portion) {
        asked.append(done)
        if !advanced(done, 1000 * portion) { return }
      }
    }
    #expect(seconds > 0 && seconds.isFinite)
    // The first portion is left out, and then ten pieces are enough.
    #expect(asked.last == (portion == 1 ? 11 : 64))
  }

  @Test func severalPenaltiesMakeTheirCombinations() throws {
    let both = #""regularizers": {"r1": {"every": 2}, "r2": {"every": 3}}"#
    // Of six steps one has both, two R1 alone, one R2 alone, two none.
    #expect(try kinds(both, #""headStart": 0"#).sorted() == [1 / 6.0, 1 / 6.0, 2 / 6.0, 2 / 6.0])
  }
}
