import Files
import Foundation
import TestSupport
import Testing

@testable import Experiments

@Suite struct PretrainingWarningTests {
  private let json: JSONValue

  init() throws {
    json = try tinyJSON(
      """
      "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 128,
        "captions": 1000, "length": 16,
        "pretraining": {"steps": 100, "batchSize": 8, "learningRate": 1e-8}}
      """, training: #""steps": 0, "sampleEvery": 0"#)
  }

  private func resolved() throws -> ResolvedSpec<TrainingSpec> {
    try readSpec(from: json, path: "pretraining.json")
  }

  @Test func anEncoderThatLearnedNothingIsWarnedOfInTheLog() throws {
    try withTemporaryFolder { folder in
      let run = try TrainingRun(
        try resolved(), from: [], in: folder, command: ["limn"], software: "limn",
        monitor: Quiet())
      #expect(try run.carryOut())
      let log = try String(contentsOfFile: run.directory.log, encoding: .utf8)
      #expect(
        log.contains("warning: after its pre-training the text encoder hardly tells captions apart")
      )
    }
  }

  // Guessing among 8 captions has the loss ln 8 = 2.079.
  @Test(arguments: [(2.2, true), (1.9, true), (1.8, false), (0.5, false)] as [(Float, Bool)])
  func theLossOfGuessingIsTheMeasure(_ loss: Float, _ isWarnedOf: Bool) throws {
    let plan = try resolved().spec.textEncoder.pretraining
    let warning = pretrainingWarning(
      for: [("contrastive", loss), ("accuracy", 0)], of: plan)
    #expect((warning != nil) == isWarnedOf)
    if let warning { #expect(warning.contains("contrastive \(loss), guessing has 2.079 or more)")) }
  }
}
