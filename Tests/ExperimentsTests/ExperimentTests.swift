import Experiments
import Files
import TestSupport
import Testing

@Suite struct ExperimentTests {
  private func read(_ text: String) throws -> Experiment {
    try Experiment(JSONValue.parse(Array(text.utf8), path: "test"), path: "experiment.json")
  }

  private func problems(_ text: String) throws -> [String] {
    try #require(throws: SpecError.self) { try read(text) }.problems.map(\.description)
  }

  @Test func theKindDecidesHowASpecIsRead() throws {
    guard
      case .evaluate(let evaluation) = try read(#"{"kind": "evaluate", "name": "e", "seeds": 7}"#)
    else {
      Issue.record("not an evaluation")
      return
    }
    #expect(evaluation.spec.model == nil)
    #expect(evaluation.json == ["kind": "evaluate", "name": "e", "seeds": "7", "truncation": 1])
    let text = """
      {"kind": "compare", "name": "c", "prompts": ["a", "b"], "failOn": "worse", "margin": 0.1}
      """
    guard case .compare(let comparison) = try read(text) else {
      Issue.record("not a comparison")
      return
    }
    #expect(comparison.spec.gate == .worse)
    #expect(comparison.spec.margin == 0.1)
    #expect(comparison.spec.seeds.seeds == [0, 1, 2, 3])
    let again = try read(comparison.json.canonicalText())
    #expect(again.config == comparison.json)
  }

  @Test(arguments: ["{}", #"{"kind": 3}"#, #"{"kind": "dance", "nmae": 1}"#])
  func aWrongKindListsThem(_ text: String) throws {
    let found = try problems(text)
    #expect(found.count == 1)
    #expect(
      found[0].hasPrefix(
        #"$.kind: expected one of "train", "evaluate", "compare", "sweep", "judge", found "#)
    )
  }

  @Test func aMisspeltKindHidesNoOtherFault() throws {
    #expect(
      try problems(#"{"kind": "evalaute", "name": "e", "sedes": "0"}"#) == [
        #"$.kind: expected one of "train", "evaluate", "compare", "sweep", "judge", found "evalaute"; "#
          + #"did you mean "evaluate"?"#,
        "$.sedes: expected one of the keys kind, name, question, model, prompts, seeds, truncation, "
          + #"found an unknown key; did you mean "seeds"?"#,
      ])
  }

  @Test func aJudgeHasItsDefaults() throws {
    guard case .judge(let judge) = try read(#"{"kind": "judge", "name": "j"}"#) else {
      Issue.record("not a judge")
      return
    }
    #expect(judge.spec.seed == 1001)
    #expect(judge.spec.retrieval.pictures == 500)
    #expect(judge.spec.retrieval.captions == 100)
    #expect(try read(judge.json.canonicalText()).config == judge.json)
  }

  @Test func everyFaultOfAJudgeIsTold() throws {
    let text = """
      {"kind": "judge", "dataset": {"size": 24}, "retrieval": {"captions": 1}, "logEvery": 0,
       "training": {"steps": 3}}
      """
    #expect(
      try problems(text) == [
        "$.name: expected a line of text, found nothing",
        "$.dataset.size: expected a power of two, found 24",
        "$.retrieval.captions: expected a whole number from 2 to 10000, found 1",
        "$.logEvery: expected a whole number from 1 to 100000000, found 0",
        "$.training: expected one of the keys kind, name, question, seed, dataset, learnsFrom, "
          + "augmentation, textEncoder, retrieval, logEvery, tolerances, found an unknown key",
      ])
  }

  @Test func everyFaultOfAComparisonIsTold() throws {
    let text = """
      {"kind": "compare", "prompts": ["a", 2], "seeds": "3-0", "margin": 0, "failOn": "better"}
      """
    #expect(
      try problems(text) == [
        "$.name: expected a line of text, found nothing",
        "$.prompts: expected an array of strings, found an array",
        #"$.seeds: expected seeds such as 7, "0-3" or "1,5,9", each once, found "3-0""#,
        "$.margin: expected a number from 1e-06 to 1, found 0",
        #"$.failOn: expected one of "worse", "different", found "better""#,
      ])
  }

  @Test(arguments: [
    (#"["a"]"#, "[]", "$.models: expected two models for the one prompt set, found 0"),
    (#"["a", "b"]"#, #"["m", "n"]"#, "$.models: expected at most one model for two prompt sets"),
    ("[]", "[]", "$.prompts: expected two prompt sets, or one with two models, found 0 sets"),
  ])
  func oneThingDiffersAtATime(_ prompts: String, _ models: String, _ fault: String) throws {
    let text = #"{"kind": "compare", "name": "c", "prompts": \#(prompts), "models": \#(models)}"#
    let found = try problems(text)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix(fault))
  }
}

@Suite struct LoadedExperimentTests {
  private let base = #"{"kind": "train", "name": "x", "training": {"steps": 4}}"#

  @Test func pathsCountFromTheSpecsFolder() throws {
    try withTemporaryFolder { folder in
      let spec = "\(folder)/e.json"
      let text =
        #"{"kind": "compare", "name": "c", "prompts": ["../a", "/b"], "models": ["m"], "#
        + #""judge": "j"}"#
      try writeFile(text.utf8, to: spec)
      let loaded = try LoadedExperiment(spec: spec, overrides: ["margin=0.1"])
      #expect(loaded.experiment.config["prompts"] == [.string("\(folder)/../a"), "/b"])
      #expect(loaded.experiment.config["models"] == [.string("\(folder)/m")])
      #expect(loaded.experiment.config["judge"] == .string("\(folder)/j"))
      #expect(loaded.experiment.config["margin"] == 0.1)
      #expect(loaded.inputs.map(\.path) == [spec])
    }
  }

  @Test func aSweepHoldsItsBase() throws {
    try withTemporaryFolder { folder in
      try writeFile(base.utf8, to: "\(folder)/base.json")
      let text = #"{"kind": "sweep", "name": "s", "base": "base.json", "seeds": [3]}"#
      try writeFile(text.utf8, to: "\(folder)/s.json")
      let loaded = try LoadedExperiment(
        spec: "\(folder)/s.json", overrides: ["base.training.steps=9"])
      #expect(loaded.experiment.config["base"]?["training"] == ["steps": 9])
      #expect(loaded.inputs.map(\.role) == ["spec", "base"])
      let error = try #require(throws: InputError.self) {
        try LoadedExperiment(spec: "\(folder)/s.json", overrides: ["base=none.json"])
      }
      #expect(error.kind == .missing)
    }
  }

  @Test func aRunsSpecIsTakenUpWithChanges() throws {
    try withTemporaryFolder { root in
      let run = try RunDirectory.create(in: root, name: "x")
      let record = RunRecord(
        of: run, name: "x", kind: .train, config: try JSONValue.parse(base.utf8, path: "base"),
        seeds: [0], command: ["limn"], libraries: [], threads: 1)
      try record.write(to: run.record)
      let loaded = try LoadedExperiment(derivedFrom: run, overrides: ["training.steps=5"])
      #expect(loaded.experiment.config["training"]?["steps"] == 5)
      #expect(loaded.parent == .init(id: "00000-x", relation: .derived))
      #expect(loaded.inputs.isEmpty)
    }
  }
}
