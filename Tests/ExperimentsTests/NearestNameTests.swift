import Experiments
import Testing

@Suite struct NearestNameTests {
  private let keys = ["steps", "batchSize", "learningRate", "beta1", "beta2"]

  @Test(arguments: [
    ("batchsize", "batchSize"), ("bathcSize", "batchSize"), ("step", "steps"),
    ("learning_rate", "learningRate"), ("beta", "beta1"), ("beta3", "beta1"),
  ])
  func misspellingsFindTheirName(_ name: String, _ expected: String) {
    #expect(nearestName(to: name, among: keys) == expected)
  }

  @Test(arguments: ["color", "x", ""])
  func strangersFindNone(_ name: String) {
    #expect(nearestName(to: name, among: keys) == nil)
  }

  @Test func swappedNeighboursAreOneMistake() {
    #expect(nearestName(to: "ab", among: ["ba"]) == "ba")
    #expect(nearestName(to: "ab", among: ["cd"]) == nil)
  }
}
