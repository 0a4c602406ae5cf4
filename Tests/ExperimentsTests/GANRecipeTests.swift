import Adversarial
import Experiments
import Files
import Testing

@Suite struct GANRecipeTests {
  #if DEBUG
    private static let steps = 8
  #else
    private static let steps = 200
  #endif

  /// The changes to the least spec that the family is tested with.
  private static let family = [
    #""objective": "minimax", "wrongPairs": 0"#,
    #""objective": "non-saturating", "interpolation": 1, "regularizers": {"unrolled": {}}"#,
    """
    "objective": "least-squares",
    "regularizers": {"featureMatching": 1, "modeSeeking": 0.1, "augmentation": ["translation", "cutout"]}
    """,
    """
    "objective": "hinge",
    "regularizers": {"spectralNormalization": true, "matchingAware": {"every": 2}}
    """,
    #""objective": "wasserstein", "regularizers": {"weightClipping": 0.01}"#,
    #""objective": "wasserstein", "regularizers": {"gradientPenalty": {"every": 2}}"#,
    #""objective": "relativistic", "regularizers": {"r1": {"every": 1}, "r2": {"every": 4}}"#,
  ]

  @Test(arguments: family)
  func everyGameKeepsItsNumbersFinite(_ changes: String) throws {
    let trainer = try Trainer(try tinySpec(changes, training: #""steps": \#(Self.steps)"#))
    let before = try prompt(trainer)
    let watcher = Watcher()
    #expect(try trainer.run(watcher))
    let figures = watcher.reports.flatMap { $0 }
    #expect(!figures.isEmpty)
    #expect(figures.allSatisfy { $0.value.isFinite })
    // Without being asked for, the text encoder is not trained on.
    #expect(try prompt(trainer) == before)
  }

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
        judged + ["matching_aware"],
        judged + [
          "matching_aware", "generator", "interpolation", "feature_matching", "mode_seeking",
          "gradient_norm",
        ],
      ])
    #expect(try prompt(trainer) != before)
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

  @Test func aRecordRerunsIdentically() throws {
    let changes =
      #""objective": "relativistic", "regularizers": {"r1": {"every": 2}, "unrolled": {}}"#
    try withTemporaryFolder { folder in
      let json = try tinyJSON(changes, training: #""steps": 2, "sampleEvery": 0"#)
      let resolved: ResolvedSpec<TrainingSpec> = try readSpec(from: json, path: "gan.json")
      let run = try TrainingRun(
        resolved, from: [], in: folder, command: ["limn"], software: "limn", monitor: Quiet())
      #expect(try run.carryOut())
      let rerun = try ExperimentRerun(
        of: RecordedExperiment(run: run.directory), in: folder, command: ["limn"],
        software: "limn", monitor: Quiet())
      #expect(try rerun.carryOut()?.verdict == .identical)
    }
  }
}

/// The tiny text encoder's settings, without its braces.
private let tinyText = """
  "width": 16, "heads": 2, "layers": 1, "vocabularySize": 128, "captions": 1000, "length": 16,
  "pretraining": {"steps": 0}
  """

private func tinyJSON(_ changes: String, training: String) throws -> JSONValue {
  let text = changes.contains("textEncoder") ? "" : #""textEncoder": {\#(tinyText)},"#
  let spec = """
    {"kind": "train", "name": "gan", "recipe": "gan", "dataset": {"size": 16}, \(text) \(changes),
     "generator": {"channels": 4},
     "discriminator": {"fineChannels": 4, "coarseChannels": 8, "lastChannels": 8},
     "training": {"batchSize": 4, "logEvery": 1, "evaluateEvery": 0, \(training)},
     "evaluation": {"promptsPerTag": 1, "finalPromptsPerTag": 1, "finalSeeds": 1}}
    """
  return try JSONValue.parse(Array(spec.utf8), path: "gan.json")
}

private func tinySpec(_ changes: String, training: String) throws -> TrainingSpec {
  try readSpec(from: tinyJSON(changes, training: training), path: "gan.json").spec
}
