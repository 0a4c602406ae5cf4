import Experiments
import Testing

@Suite struct ProgressTests {
  @Test func linesShowRateAndTimeLeft() {
    let progress = Progress(done: 10, total: 20, unit: "pictures", seconds: 4)
    #expect(
      progress.description
        == "[##########----------] 50% 10/20 pictures, 2.5/s, 4 s left")
  }

  @Test func theBeginningHasNoRate() {
    let progress = Progress(done: 0, total: 20, unit: "steps", seconds: 4)
    #expect(progress.description == "[--------------------] 0% 0/20 steps")
  }

  @Test func workTakenUpInTheMiddleShowsItsOwnRate() {
    let progress = Progress(done: 110, total: 200, unit: "steps", first: 100, seconds: 5)
    #expect(progress.rate == 2)
    #expect(progress.secondsLeft == 45)
  }

  @Test(
    arguments: [
      (0, "0 s"), (0.2, "1 s"), (59, "59 s"), (60, "1 min 0 s"), (3599.5, "1 h 0 min"),
      (7800, "2 h 10 min"), (.infinity, "277777 h 46 min"),
    ] as [(Double, String)])
  func durationsAreSpelled(_ seconds: Double, _ text: String) {
    #expect(spelledDuration(seconds) == text)
  }
}
