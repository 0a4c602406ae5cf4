import Adversarial
import Experiments
import Files
import TestSupport
import Testing

/// Every member of the family trains without a number that is not finite, and its record reruns to
/// the same bits.
@Suite struct FamilyTests {
  #if DEBUG
    private static let steps = few
  #else
    private static let steps = 200
  #endif
  /// The steps of a run that is done twice.
  private static let few = 8

  /// What a plain GAN plays.
  private static let games = [
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

  /// The networks a plain GAN is made of, each at least once, and each text encoder.
  private static let networks = [
    ("dcgan", "dcgan", "bag"), ("conditional", "projection", "labels"),
    ("residual", "residual", "transformer"), ("style", "attentive", "gru"),
  ].map { generator, discriminator, text in
    """
    "objective": "hinge", "wrongPairs": 0, "textEncoder": {"architecture": "\(text)", "trains": true, \(tinyText)},
    "generator": {"architecture": "\(generator)", "channels": 4, "width": 16},
    "discriminator": {"architecture": "\(discriminator)",
      "fineChannels": 4, "coarseChannels": 8, "lastChannels": 8}
    """
  }

  /// The recipes with networks of their own.
  private static let recipes = [
    #""recipe": "gan-cls""#,
    #""recipe": "pix2pix", "warmup": {"steps": 4, "batchSize": 4}"#,
    """
    "recipe": "slots", "warmup": {"steps": 4, "batchSize": 4},
    "generator": {"slots": 2, "codeWidth": 4, "codes": 8, "width": 16, "mixers": 1, "paint": 6}
    """,
  ]

  @Test(arguments: games + networks + recipes)
  func memberStaysFiniteAndItsRecordRerunsIdentically(_ changes: String) throws {
    try withTemporaryFolder { folder in
      func carryOut(steps: Int) throws -> RunDirectory {
        let json = try tinyJSON(changes, training: #""steps": \#(steps), "sampleEvery": 0"#)
        let resolved: ResolvedSpec<TrainingSpec> = try readSpec(from: json, path: "member.json")
        let run = try TrainingRun(
          resolved, from: [], in: folder, command: ["limn"], software: "limn", monitor: Quiet())
        // A number that is not finite ends a training with an error.
        #expect(try run.carryOut())
        let lines = try readFile(run.directory.metrics).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count >= steps)
        return run.directory
      }
      let whole = try carryOut(steps: Self.steps)
      let first = Self.steps == Self.few ? whole : try carryOut(steps: Self.few)
      let rerun = try ExperimentRerun(
        of: RecordedExperiment(run: first), in: folder, command: ["limn"],
        software: "limn", monitor: Quiet())
      #expect(try rerun.carryOut()?.verdict == .identical)
    }
  }
}
