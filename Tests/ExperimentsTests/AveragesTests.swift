import Adversarial
import Files
import Foundation
import Testing

@testable import Experiments

/// The moving averages against their formula: average = d average + (1 - d) value with
/// d = 1/2 ^ (pictures of a step / half-life), where the half-life is a tenth of the pictures seen
/// before, and one more, until that is more than `emaHalfLife`.
@Suite struct AveragesTests {
  @Test func averagesFollowWithAHalfLifeThatGrows() throws {
    let spec = try spec(
      #""warmup": {"steps": 4, "batchSize": 8, "learningRate": 0.01}"#,
      training: #""steps": 12, "emaHalfLife": 3.5, "learningRate": 0.01"#)
    let trainer = try Trainer(spec)
    let follower = AverageFollower(trainer)
    #expect(try trainer.run(follower))
    let halfLives: [Double] =
      [1, 1.8, 2.6, 3.4] + [1, 1.4, 1.8, 2.2, 2.6, 3, 3.4, 3.5, 3.5, 3.5, 3.5, 3.5]
    #expect(follower.steps.count == halfLives.count)
    for (index, (step, halfLife)) in zip(follower.steps, halfLives).enumerated() {
      let decay = pow(0.5, (index < 4 ? 8 : 4) / halfLife)
      expectAverage(step.generator, decay, "generator, step \(index)")
      // After the warm-up the text encoder does not learn, and its average stays.
      expectAverage(step.text, index < 4 ? decay : 1, "text encoder, step \(index)")
    }
  }

  @Test func theAverageOfGANCLSIsTheGeneratorItself() throws {
    let spec = try spec(#""recipe": "gan-cls""#, training: #""steps": 2"#)
    let trainer = try Trainer(spec)
    let follower = AverageFollower(trainer)
    #expect(try trainer.run(follower))
    #expect(follower.steps.count == 2)
    for step in follower.steps {
      // Told without the numbers, of which there are many.
      let isCopy = step.generator.after == step.generator.value
      #expect(isCopy)
    }
  }

  private func spec(_ changes: String, training: String) throws -> TrainingSpec {
    try readSpec(
      TrainingSpec.self, from: tinyJSON(changes, training: training), path: "gan.json"
    ).spec
  }

  private func expectAverage(_ step: AverageFollower.Move, _ decay: Double, _ what: String) {
    #expect(decay == 1 || step.value != step.before, "\(what) did not learn")
    let isAverage = step.after.indices.allSatisfy { i in
      let expected = decay * Double(step.before[i]) + (1 - decay) * Double(step.value[i])
      return abs(Double(step.after[i]) - expected) < 1e-6
    }
    #expect(isAverage && !step.after.isEmpty, "\(what)")
  }
}

/// Keeps what each step makes of the averages.
private final class AverageFollower: TrainingObserver {
  /// An average before and after a step, and the values that it follows.
  struct Move {
    let before: [Float]
    let after: [Float]
    let value: [Float]
  }

  private(set) var steps: [(generator: Move, text: Move)] = []
  private var last: (generator: [Float], text: [Float])

  init(_ trainer: Trainer) { last = Self.averages(trainer) }

  private static func averages(_ trainer: Trainer) -> (generator: [Float], text: [Float]) {
    (
      trainer.networks.recipe.averageGenerator.parameters.values.flatMap(\.elements),
      trainer.networks.averageTextEncoder.parameters.values.flatMap(\.elements)
    )
  }

  func trainerAdvanced(_ trainer: Trainer) {
    let now = Self.averages(trainer)
    let generator = trainer.networks.recipe.generator.parameters.values.flatMap(\.elements)
    let text = trainer.networks.textEncoder.parameters.values.flatMap(\.elements)
    steps.append(
      (
        Move(before: last.generator, after: now.generator, value: generator),
        Move(before: last.text, after: now.text, value: text)
      ))
    last = now
  }

  func trainer(_ trainer: Trainer, measured metrics: StepReport) {}
  func trainerReachedSample(_ trainer: Trainer) {}
  func trainerReachedEvaluation(_ trainer: Trainer) {}
  func trainerReachedCheckpoint(_ trainer: Trainer) {}
  let wantsStop = false
}
