import Testing

@testable import Experiments

@Suite struct DiscriminatorHealthTests {
  /// The lines, counted from 1, of those that say `value` of `name`, at which a warning comes.
  private func warnings(
    _ name: String, _ value: Float, of recipe: TrainingSpec.Recipe = .slots, lines: Int = 60
  ) -> [(line: Int, text: String)] {
    var health = DiscriminatorHealth(of: recipe)
    return (1...lines).compactMap { line in
      health.warning(for: [(name, value)]).map { (line, $0) }
    }
  }

  // After n lines of ones, the mean is 1 - 0.5 * 0.9^n: above 0.98 from line 31 on. Then a warning
  // comes with every 21st line.
  @Test func aGameThatIsLostForLongIsWarnedOf() {
    let known = warnings("real_over_fake", 1)
    #expect(known.map(\.line) == [31, 52])
    #expect(known.allSatisfy { $0.text.contains("tells real from drawn pictures nearly always") })
    let fooled = warnings("real_over_fake", 0)
    #expect(fooled.map(\.line) == [31, 52])
    #expect(fooled.allSatisfy { $0.text.contains("takes drawn pictures for real ones") })
    let wrong = warnings("right_over_wrong", 0)
    #expect(wrong.map(\.line) == [31, 52])
    #expect(wrong.allSatisfy { $0.text.contains("prefers wrong captions") })
  }

  @Test(arguments: [("real_over_fake", 0.97), ("real_over_fake", 0.03), ("right_over_wrong", 1)])
  func aGameThatGoesOnIsNot(_ name: String, _ value: Float) {
    #expect(warnings(name, value, lines: 200).isEmpty)
  }

  @Test func aWarningAfterQuietLinesComesAtOnce() {
    var health = DiscriminatorHealth(of: .slots)
    for _ in 0..<100 { #expect(health.warning(for: [("real_over_fake", 0.75)]) == nil) }
    // 1 - 0.25 * 0.9^n is above 0.98 from the 24th on.
    let found = (1...30).filter { _ in health.warning(for: [("real_over_fake", 1)]) != nil }
    #expect(found == [24])
  }

  @Test(arguments: [
    (TrainingSpec.Recipe.slots, "raise regularizer.weight or lower"),
    (.gan, "raise a weight under regularizers or lower"),
    (.ganCLS, "lower generator.channels"), (.pix2pix, "lower training.discriminatorLearningRate"),
  ])
  func theAdviceNamesSettingsOfTheRecipe(_ recipe: TrainingSpec.Recipe, _ advice: String) throws {
    let warning = try #require(warnings("real_over_fake", 1, of: recipe).first)
    #expect(warning.text.contains(": \(advice)"))
  }

  @Test func onlyRecipesThatHaveARateOfTheDiscriminatorAreToldOfIt() throws {
    for (recipe, isTold) in [(TrainingSpec.Recipe.ganCLS, false), (.gan, true), (.slots, true)] {
      let warning = try #require(warnings("real_over_fake", 0, of: recipe).first)
      #expect(warning.text.contains("discriminatorLearningRate") == isTold)
    }
  }
}
