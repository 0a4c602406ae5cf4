import Experiments
import Files
import Testing

@Suite struct GameSpecTests {
  private func read(_ rest: String, recipe: String = "gan") throws -> ResolvedSpec<TrainingSpec> {
    let text = """
      {"kind": "train", "name": "x", "recipe": "\(recipe)", "training": {"steps": 1}\(rest)}
      """
    return try readSpec(from: JSONValue.parse(Array(text.utf8), path: "test"), path: "x.json")
  }

  private func problems(_ rest: String, recipe: String = "gan") throws -> [String] {
    try #require(throws: SpecError.self) { try read(rest, recipe: recipe) }.problems
      .map(\.description)
  }

  @Test func theLeastGameIsComplete() throws {
    let resolved = try read("")
    #expect(resolved.spec.game.objective == .hinge)
    #expect(resolved.spec.training.headStart == 0)
    #expect(resolved.json["regularizers"]?["spectralNormalization"] == false)
    #expect(resolved.json["textEncoder"]?["trains"] == false)
    #expect(resolved.json["warmup"] == nil)
    let text = resolved.json.canonicalText()
    let again: ResolvedSpec<TrainingSpec> = try readSpec(
      from: JSONValue.parse(Array(text.utf8), path: "again"), path: "again")
    #expect(again.json == resolved.json)
  }

  @Test func otherRecipesKnowNothingOfIt() throws {
    let json = try read("", recipe: "slots").json
    for key in ["objective", "interpolation", "regularizers"] { #expect(json[key] == nil) }
    #expect(json["training"]?["discriminatorSteps"] == nil)
    #expect(json["textEncoder"]?["trains"] == nil)
    #expect(
      try problems(#", "objective": "hinge", "regularizers": {}"#, recipe: "slots") == [
        #"$.objective: expected nothing without "recipe": "gan", found "hinge""#,
        #"$.regularizers: expected nothing without "recipe": "gan", found an object"#,
      ])
    #expect(
      try problems(#", "textEncoder": {"trains": true}"#, recipe: "gan-cls") == [
        #"$.textEncoder.trains: expected nothing without "recipe": "gan" or "pix2pix", found true"#
      ])
  }

  @Test func aWarmUpAndReconstructionsAreThereWhereAskedFor() throws {
    let resolved = try read(#", "warmup": {"steps": 7}, "reconstruction": {"pixels": 3}"#)
    #expect(resolved.spec.warmup.steps == 7)
    #expect(resolved.json["warmup"]?["klWeight"] == nil)
    #expect(resolved.spec.reconstruction.features == 1)
    let bare = try read("")
    #expect(bare.spec.warmup.steps == 0)
    #expect(bare.spec.reconstruction.pixels == 0)
    #expect(bare.json["reconstruction"] == nil)
  }

  @Test(arguments: [
    (
      #", "discriminator": {"architecture": "attentive", "minibatchDeviation": 4}"#,
      #"$.discriminator.minibatchDeviation: expected none with network "attentive", found 4"#
    ),
    (
      #", "discriminator": {"minibatchDeviation": 4}, "training": {"steps": 1, "batchSize": 17}"#,
      "$.discriminator.minibatchDeviation: expected a batch that can be divided into groups of 2 to "
        + "4 pictures, found a batch of 17"
    ),
    (
      #", "discriminator": {"architecture": "attentive"}, "regularizers": {"matchingAware": {}}"#,
      "$.regularizers.matchingAware: expected none with discriminator attentive, which reads words, "
        + "while the penalty is of the sentence, found both"
    ),
  ])
  func networksThatDoNotGoWithIt(_ rest: String, _ expected: String) throws {
    let start = #"{"kind": "train", "name": "x", "recipe": "gan""#
    let training = rest.contains("training") ? "" : #", "training": {"steps": 1}"#
    let json = try JSONValue.parse(Array((start + rest + training + "}").utf8), path: "test")
    let error = try #require(throws: SpecError.self) {
      let _: ResolvedSpec<TrainingSpec> = try readSpec(from: json, path: "x.json")
    }
    #expect(error.problems.map(\.description) == [expected])
  }

  @Test func whatIsProbablyNotMeantIsWarnedOf() throws {
    #expect(try read("").warnings.isEmpty)
    let critic = try read(
      #", "objective": "wasserstein", "regularizers": {"gradientPenalty": {}}"#)
    #expect(critic.warnings.count == 1)
    #expect(critic.warnings.first?.hasPrefix("training.discriminatorSteps is 1: ") == true)
    let unused = try read(
      #", "generator": {"slots": 3, "paint": 48}, "textEncoder": {"architecture": "bag", "heads": 2}"#
    )
    #expect(
      unused.warnings == [
        "nothing uses textEncoder.heads, generator.slots here: recipe gan and its networks pass over "
          + "them"
      ])
    // A recorded spec has every key.
    let again: ResolvedSpec<TrainingSpec> = try readSpec(from: read("").json, path: "again")
    #expect(again.warnings.isEmpty)
    let fixed = try read(
      #", "discriminator": {"architecture": "projection", "fineChannels": 8, "coarseChannels": 16}"#
    )
    #expect(fixed.warnings.isEmpty)
    let nested = try read(#", "layout": {"regularizer": {"every": 3}}"#, recipe: "gan-cls")
    #expect(nested.warnings.first?.hasPrefix("nothing uses layout here: ") == true)
    #expect(try read(#", "layout": {}"#, recipe: "gan-cls").warnings.isEmpty)
  }

  @Test(arguments: ["layout", "regularizer"])
  func partsOfOtherRecipesAreRefused(_ key: String) throws {
    #expect(
      try problems(#", "\#(key)": {}"#) == [
        #"$.\#(key): expected nothing with "recipe": "gan", found an object"#
      ])
  }

  @Test(arguments: [
    (
      #""regularizers": {"weightClipping": 0.01}"#,
      "$.regularizers.weightClipping: expected none but with objective wasserstein, whose bound it "
        + "is, found objective hinge"
    ),
    (
      #""objective": "wasserstein", "#
        + #""regularizers": {"weightClipping": 1, "spectralNormalization": true}"#,
      "$.regularizers.weightClipping: expected none with spectralNormalization, which rescales all "
        + "weights, found both"
    ),
    (
      #""objective": "wasserstein", "regularizers": {"weightClipping": 1, "unrolled": {}}"#,
      "$.regularizers.weightClipping: expected none with unrolled, whose updates ahead clip "
        + "nothing, found both"
    ),
    (
      #""objective": "wasserstein""#,
      "$.regularizers: expected what bounds the critic of objective wasserstein: gradientPenalty, "
        + "weightClipping, spectralNormalization, r1, r2 or matchingAware, found none"
    ),
    (
      #""objective": "wasserstein", "regularizers": {"weightClipping": 1, "gradientPenalty": {}}"#,
      "$.regularizers.gradientPenalty: expected none with weightClipping, which it replaces, found "
        + "both"
    ),
    (
      #""regularizers": {"r2": {}, "gradientPenalty": {}}"#,
      "$.regularizers.gradientPenalty: expected none with r2, as slopes cannot be 1 and 0, found "
        + "both"
    ),
    (
      #""objective": "relativistic", "interpolation": 0.5"#,
      "$.interpolation: expected 0 with objective relativistic, as texts between texts have no real "
        + "pictures to be compared with, found 0.5"
    ),
    (
      #""interpolation": 1, "training": {"steps": 1, "batchSize": 1}"#,
      "$.interpolation: expected 0 with a batch of one, which has no second text, found 1"
    ),
    (
      #""regularizers": {"modeSeeking": 2}, "training": {"steps": 1, "batchSize": 1}"#,
      "$.regularizers.modeSeeking: expected none with a batch of one, which has no second noise, "
        + "found 2"
    ),
    (
      #""regularizers": {"augmentation": ["translation", "color"]}"#,
      #"$.regularizers.augmentation: expected no "color" with captions that name colours, which it "#
        + #"would make false, found "color""#
    ),
    (
      #""reconstruction": {}, "regularizers": {"augmentation": ["cutout"]}"#,
      "$.reconstruction.features: expected 0 with augmentation, under which a picture and its "
        + "reconstruction are seen differently, found 1"
    ),
    (
      #""warmup": {"klWeight": 0.5}"#,
      #"$.warmup.klWeight: expected nothing with "recipe": "gan", found 0.5"#
    ),
    (
      #""regularizers": {"augmentation": ["cutout", "cutout"]}"#,
      #"$.regularizers.augmentation: expected an array of "translation", "cutout", "color", each at "#
        + "most once, found an array"
    ),
    (
      #""discriminator": {"architecture": "dcgan"}, "generator": {"channels": 32}, "#
        + #""regularizers": {"r1": {}}"#,
      "$.regularizers.r1: expected none with batch normalization in the discriminator, where a "
        + "picture has no slope of its own (Gulrajani et al. 2017, section 4), found both"
    ),
  ])
  func whatMakesNoSenseTogetherIsRefused(_ settings: String, _ fault: String) throws {
    let training = settings.contains("training") ? "" : #", "training": {"steps": 1}"#
    let text = #"{"kind": "train", "name": "x", "recipe": "gan", \#(settings)\#(training)}"#
    let json = try JSONValue.parse(Array(text.utf8), path: "test")
    let error = try #require(throws: SpecError.self) {
      try readSpec(TrainingSpec.self, from: json, path: "x.json")
    }
    #expect(error.problems.map(\.description) == [fault])
  }
}
