import Adversarial
import Datasets
import Experiments
import Files
import Language
import TestSupport
import Testing

@Suite struct Pix2PixRecipeTests {
  private func json(_ training: String, _ more: String = "") throws -> JSONValue {
    let spec = """
      {"kind": "train", "name": "outlines", "recipe": "pix2pix", "dataset": {"size": 16},
       "textEncoder": {
         "width": 16, "heads": 2, "layers": 1, "vocabularySize": 128, "captions": 1000,
         "length": 16, "pretraining": {"steps": 0}},
       "generator": {"channels": 4}, "discriminator": {"fineChannels": 4},
       "training": {"batchSize": 4, "logEvery": 1, "evaluateEvery": 0, \(training)},
       "evaluation": {"promptsPerTag": 1, "finalPromptsPerTag": 1, "finalSeeds": 1}\(more)}
      """
    return try JSONValue.parse(Array(spec.utf8), path: "outlines.json")
  }

  private func resolved(
    _ training: String, _ more: String = ""
  ) throws -> ResolvedSpec<TrainingSpec> {
    try readSpec(from: json(training, more), path: "outlines.json")
  }

  @Test func everyPartOfTheGameIsMeasured() throws {
    let trainer = try Trainer(
      try resolved(#""steps": 3"#, #", "warmup": {"steps": 4, "batchSize": 4}"#).spec)
    let watcher = Watcher()
    #expect(try trainer.run(watcher))
    #expect(watcher.reports.count == 3 + 4)
    #expect(watcher.reports[0].map(\.name) == ["reconstruction", "gradient_norm"])
    #expect(
      watcher.reports.last?.map(\.name) == [
        "discriminator", "real_over_fake", "right_over_wrong", "generator", "l1", "gradient_norm",
      ])
  }

  @Test func aWarmUpTrainsTheTextEncoderToo() throws {
    let trainer = try Trainer(
      try resolved(#""steps": 0"#, #", "warmup": {"steps": 2, "batchSize": 4}"#).spec)
    func sentence() throws -> [Float] {
      try trainer.model.read("a red circle").text.sentence.elements
    }
    let before = try sentence()
    #expect(try trainer.run(Watcher()))
    #expect(try sentence() != before)
  }

  @Test func noiseTellsOfBackgroundsThatCaptionsLeaveOpen() throws {
    let tokenizer = try Tokenizer.train(
      captions: ShapesWorld.captions(count: 1000, seed: 0), vocabularySize: 128)
    let batches = ShapesBatches(
      tokenizer: tokenizer, length: 40, side: 16, seed: 0, hasOutlines: true)
    let batch = try batches.batch(stage: .warmup, step: 0, size: 300)
    let noise = try #require(batch.noise)
    let agreeing = (0..<300).count { place in
      let number = noise.elements[place * OpenLooks.choices.count + 1]
      let corner = batch.pictures.elements[place * 16 * 16 * 3] * 127.5 + 127.5
      let chosen = Background.allCases[choice(of: number, among: 3)]
      return abs(corner - Float(chosen.rgb.red)) < 1
    }
    // Two captions of three tell no background; of the others noise knows nothing.
    #expect((210..<260).contains(agreeing), "\(agreeing)")
  }

  @Test func aRecordRerunsIdentically() throws {
    try withTemporaryFolder { folder in
      let run = try TrainingRun(
        try resolved(#""steps": 2, "sampleEvery": 1"#), from: [], in: folder, command: ["limn"],
        software: "limn", monitor: Quiet())
      #expect(try run.carryOut())
      // Figures that see the outlines must not pass for those of other models.
      let names = run.record.metrics.map(\.name)
      #expect(names.contains("outlines_overall"))
      #expect(!names.contains("overall"))
      #expect(
        run.record.metrics.allSatisfy { $0.signature.hasPrefix("shape-oracle-on-outlines/1, ") })
      let rerun = try ExperimentRerun(
        of: RecordedExperiment(run: run.directory), in: folder, command: ["limn"],
        software: "limn", monitor: Quiet())
      #expect(try rerun.carryOut()?.verdict == .identical)
    }
  }

  @Test func aResumedTrainingGivesTheSameBits() throws {
    let spec = try resolved(#""steps": 3"#).spec
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

  @Test func theLeastSpecIsComplete() throws {
    let text = #"{"kind": "train", "name": "x", "recipe": "pix2pix", "training": {"steps": 1}}"#
    let resolved: ResolvedSpec<TrainingSpec> = try readSpec(
      from: JSONValue.parse(Array(text.utf8), path: "x"), path: "x")
    #expect(resolved.spec.translation.l1 == 100)
    #expect(resolved.spec.generator.architecture == .unet)
    #expect(resolved.spec.discriminator.architecture == .patch)
    for key in ["layout", "regularizer", "regularizers", "objective", "reconstruction", "warmup"] {
      #expect(resolved.json[key] == nil, "\(key)")
    }
    let again: ResolvedSpec<TrainingSpec> = try readSpec(from: resolved.json, path: "again")
    #expect(again.json == resolved.json)
  }

  @Test(arguments: [
    (
      "pix2pix", #""dataset": {"name": "emoji"}"#,
      "$.dataset.name: expected shapes with recipe pix2pix: only its scenes tell where outlines run, "
        + "found emoji"
    ),
    (
      "pix2pix", #""reconstruction": {"pixels": 5}"#,
      #"$.reconstruction: expected nothing with "recipe": "pix2pix", whose reconstruction is "#
        + "translation.l1, found an object"
    ),
    (
      "pix2pix", #""objective": "hinge""#,
      #"$.objective: expected nothing without "recipe": "gan", found "hinge""#
    ),
    (
      "pix2pix", #""textEncoder": {"architecture": "gru", "width": 10}"#,
      "$.textEncoder.width: expected a multiple of 4, which words of the noise are read with, "
        + "found 10"
    ),
    (
      "pix2pix", #""layout": {}"#,
      #"$.layout: expected nothing with "recipe": "pix2pix", found an object"#
    ),
    (
      "gan", #""translation": {"l1": 1}"#,
      #"$.translation: expected nothing without "recipe": "pix2pix", found an object"#
    ),
    (
      "gan", #""generator": {"architecture": "unet"}"#,
      #"$.generator.architecture: expected a network that recipe "gan" trains ("style", "#
        + #""residual", "dcgan", "conditional"), found "unet""#
    ),
  ])
  func whatMakesNoSenseIsRefused(_ recipe: String, _ setting: String, _ problem: String) throws {
    let text = """
      {"kind": "train", "name": "x", "recipe": "\(recipe)", "training": {"steps": 1}, \(setting)}
      """
    let json = try JSONValue.parse(Array(text.utf8), path: "x")
    let error = try #require(throws: SpecError.self) {
      try readSpec(TrainingSpec.self, from: json, path: "x.json")
    }
    #expect(error.problems.map(\.description) == [problem])
  }
}
