import Adversarial
import Files
import TestSupport
import Testing

@testable import Experiments

@Suite struct GANRecipeTests {
  @Test func everyPartOfTheGameIsMeasured() throws {
    let spec = try tinySpec(
      """
      "objective": "hinge", "interpolation": 1, "textEncoder": {"trains": true, \(tinyText)},
      "regularizers": {"r1": {"every": 2}, "matchingAware": {"every": 1}, "featureMatching": 1,
        "modeSeeking": 1}
      """, training: #""steps": 2, "headStart": 1, "discriminatorSteps": 2"#)
    let trainer = try Trainer(spec)
    let before = try prompt(trainer)
    let watcher = Watcher()
    _ = try trainer.run(watcher)
    let judged = ["discriminator", "real_over_fake", "right_over_wrong"]
    // R1 is due at the first of both updates of a step, and the second is what is told of.
    #expect(
      watcher.reports.map { $0.map(\.name) } == [
        judged + ["matching_aware", "discriminator_gradient_norm"],
        judged + [
          "matching_aware", "discriminator_gradient_norm", "generator", "interpolation",
          "feature_matching", "mode_seeking", "gradient_norm",
        ],
      ])
    #expect(try prompt(trainer) != before)
  }

  @Test(arguments: [(#""regularizers": {"maximumNorm": 3}, "#, 3), ("", Float(10))])
  func gradientsAreCutToTheNormThatIsAskedFor(_ regularizers: String, norm: Float) throws {
    let resolved: ResolvedSpec<TrainingSpec> = try readSpec(
      from: tinyJSON(regularizers + #""objective": "hinge""#, training: #""steps": 1"#),
      path: "gan.json")
    let spec = resolved.spec
    let game = spec.game.game(
      wrongPairs: 1, reconstruction: spec.reconstruction, discriminatorSteps: 1)
    #expect(game.maximumNorm == norm)
  }

  @Test func theGeneratorIsStyleBasedAndResolvedSpecsSaySo() throws {
    let resolved: ResolvedSpec<TrainingSpec> = try readSpec(
      from: tinyJSON("", training: #""steps": 1"#), path: "gan.json")
    #expect(resolved.spec.generator.architecture == .style)
    #expect(resolved.json["generator"]?["architecture"] == "style")
  }

  @Test func theTextEncoderIsNotTrainedOnUnlessAskedFor() throws {
    let trainer = try Trainer(try tinySpec(#""objective": "hinge""#, training: #""steps": 2"#))
    let before = try prompt(trainer)
    #expect(try trainer.run(Watcher()))
    #expect(try prompt(trainer) == before)
  }

  @Test func aWarmUpTrainsGeneratorAndTextEncoderBeforeTheGame() throws {
    let spec = try tinySpec(
      #""warmup": {"steps": 3, "batchSize": 8}, "reconstruction": {"pixels": 5, "features": 1}"#,
      training: #""steps": 2"#)
    let trainer = try Trainer(spec)
    let before = try prompt(trainer)
    let watcher = Watcher()
    #expect(try trainer.run(watcher))
    #expect(
      watcher.reports.prefix(3).allSatisfy {
        $0.map(\.name) == ["reconstruction", "gradient_norm"]
      })
    let terms = ["generator", "reconstruction", "features", "gradient_norm"]
    #expect(
      watcher.reports.dropFirst(3).map { $0.map(\.name).suffix(4) } == [terms[...], terms[...]])
    // The warm-up trains the text encoder, whatever the game does.
    #expect(try prompt(trainer) != before)
  }

  private func prompt(_ trainer: Trainer) throws -> [Float] {
    try trainer.model.read("a red circle").text.sentence.elements
  }

  @Test func aResumedTrainingGivesTheSameBits() throws {
    let spec = try tinySpec(
      """
      "objective": "wasserstein", "textEncoder": {"trains": true, \(tinyText)},
      "regularizers": {
        "gradientPenalty": {}, "spectralNormalization": true, "augmentation": ["cutout"]
      }
      """, training: #""steps": 4, "discriminatorSteps": 2"#)
    let straight = try Trainer(spec)
    #expect(try straight.run(Watcher()))
    try withTemporaryFolder { folder in
      let first = try Trainer(spec)
      #expect(try !first.run(Watcher(stoppingAfter: 2)))
      try writeFile(first.serializedState(), to: "\(folder)/state.safetensors")
      let second = try Trainer(spec, resuming: "\(folder)/state.safetensors")
      #expect(try second.run(Watcher()))
      #expect(second.serializedState() == straight.serializedState())
    }
  }
}

private func tinySpec(_ changes: String, training: String) throws -> TrainingSpec {
  try readSpec(from: tinyJSON(changes, training: training), path: "gan.json").spec
}
