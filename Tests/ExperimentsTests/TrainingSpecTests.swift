import Experiments
import Files
import Tensors
import Testing

@Suite struct TrainingSpecTests {
  private func read(_ text: String) throws -> ResolvedSpec<TrainingSpec> {
    try readSpec(from: JSONValue.parse(Array(text.utf8), path: "test"), path: "experiment.json")
  }

  private let least = #"{"kind": "train", "name": "tiny", "training": {"steps": 10}}"#

  @Test func theLeastSpecIsComplete() throws {
    let spec = try read(least).spec
    #expect(spec.dataset.size == 64)
    #expect(spec.training.precision == .float32)
    #expect(spec.evaluation.finalSeeds == 4)
  }

  @Test func theResolvedSpecReadsBackToItself() throws {
    let resolved = try read(least)
    let again = try read(resolved.json.canonicalText(pretty: true))
    #expect(again.json == resolved.json)
    #expect(again.hash == resolved.hash)
  }

  @Test func ganCLSHasNoWarmUp() throws {
    let error = try #require(throws: SpecError.self) {
      try read(
        """
        {"kind": "train", "name": "x", "recipe": "gan-cls", "generator": {"channels": 7},
         "warmup": {"steps": 5}, "training": {"steps": 10}, "dataset": {"size": 128}}
        """)
    }
    #expect(error.problems.map(\.path) == ["$.warmup.steps", "$.generator.channels"])
  }

  @Test func faultsNameTheirPlace() throws {
    let error = try #require(throws: SpecError.self) {
      try read(
        """
        {"kind": "trian", "name": "x", "dataset": {"size": 48},
         "generator": {"width": 30}, "discriminator": {"channel": 64, "lastChannels": 6},
         "training": {"steps": 10, "batchSize": -3}}
        """)
    }
    #expect(
      error.problems.map(\.path) == [
        "$.kind", "$.dataset.size", "$.generator.width", "$.discriminator.lastChannels",
        "$.discriminator.channel", "$.training.batchSize",
      ])
    #expect(error.description.hasPrefix("experiment.json: 6 problems\n  $.kind: expected"))
  }

  @Test func aRecipeTrainsItsOwnNetworks() throws {
    let spec = try read(least).spec
    #expect(spec.generator.architecture == .slots)
    #expect(spec.discriminator.architecture == .attentive)
    #expect(spec.textEncoder.architecture == .transformer)
    let cls = try read(least.replacing(#""name""#, with: #""recipe": "gan-cls", "name""#)).spec
    #expect(cls.generator.architecture == .dcgan)
    #expect(cls.discriminator.architecture == .dcgan)
    let error = try #require(throws: SpecError.self) {
      try read(
        """
        {"kind": "train", "name": "x", "generator": {"architecture": "style"},
         "discriminator": {"architecture": "projection"}, "training": {"steps": 10}}
        """)
    }
    #expect(
      error.problems.map(\.path) == ["$.generator.architecture", "$.discriminator.architecture"])
    #expect(
      error.problems[0].description
        == "$.generator.architecture: expected a network that recipe \"slots\" trains (\"slots\"), "
        + "found \"style\"")
  }

  @Test func textEncodersHaveTheirOwnConditions() throws {
    func architecture(_ text: String) throws -> ResolvedSpec<TrainingSpec> {
      try read(least.replacing(#""name""#, with: #""textEncoder": {\#(text)}, "name""#))
    }
    // Specs from before there was a choice resolve to what they did.
    #expect(try read(least).json["textEncoder"]?["architecture"] == nil)
    #expect(
      try architecture(#""architecture": "gru""#).json["textEncoder"]?["architecture"] == "gru")
    #expect(throws: SpecError.self) { try architecture(#""architecture": "gru", "width": 31"#) }
    #expect(try architecture(#""architecture": "bag", "width": 31"#).spec.textEncoder.width == 31)
    #expect(throws: SpecError.self) { try architecture(#""width": 31"#) }
  }
}
