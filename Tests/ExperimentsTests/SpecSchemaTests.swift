import Experiments
import Files
import Foundation
import TestSupport
import Testing

@Suite struct SpecSchemaTests {
  /// The folder of the package's experiments.
  private let experiments = "\(packageRoot)/experiments"

  @Test func theCommittedSchemaIsTheDeclaredOne() throws {
    let committed = String(
      decoding: try readFile("\(experiments)/experiment.schema.json"), as: UTF8.self)
    #expect(
      committed == experimentSchema().canonicalText(pretty: true) + "\n",
      "renew it with: limn run --schema > experiments/experiment.schema.json")
  }

  @Test func theCommittedPageOfKeysIsTheDeclaredOne() throws {
    let committed = String(decoding: try readFile("\(experiments)/../docs/spec.md"), as: UTF8.self)
    let isDeclared = committed == experimentPage()
    #expect(isDeclared, "renew it with: limn run --keys > docs/spec.md")
    #expect(committed.contains("| **`training.steps`** | a whole number from 0 to 100000000 |  | "))
    #expect(committed.contains("| **`arms[].name`** | a line of text |  | "))
  }

  @Test func committedSpecsAreSound() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: experiments)
    let specs = names.map { "\(experiments)/\($0)/experiment.json" }.filter(fileExists)
    #expect(!specs.isEmpty)
    for spec in specs { _ = try LoadedExperiment(spec: spec) }
  }

  @Test func aSpecMaySayWhereItsSchemaIs() throws {
    func config(_ reference: String) throws -> JSONValue {
      let text = "{\(reference)\"kind\": \"evaluate\", \"name\": \"a\"}"
      return try Experiment(JSONValue.parse(Array(text.utf8), path: "a.json"), path: "a.json")
        .config
    }
    #expect(try config("\"$schema\": \"../experiment.schema.json\", ") == config(""))
    #expect(throws: SpecError.self) { try config("\"$schema\": 1, ") }
    for kind in experimentSchema()["$defs"]?.members ?? [] {
      #expect(kind.value["properties"]?["$schema"]?["type"] == "string")
    }
  }

  @Test func everyKindHasItsSchema() throws {
    let kinds = try #require(experimentSchema()["$defs"]?.members)
    #expect(kinds.map(\.key) == ["train", "evaluate", "compare", "sweep", "judge"])
    for kind in kinds {
      #expect(kind.value["properties"]?["kind"]?["const"] == .string(kind.key))
      #expect(kind.value["additionalProperties"] == false)
    }
    // An object is required where something in it is.
    #expect(kinds[0].value["required"] == ["kind", "name", "training"])
    #expect(kinds[1].value["required"] == ["kind", "name"])
    #expect(kinds[2].value["required"] == ["kind", "name", "prompts"])
    #expect(kinds[3].value["required"] == ["kind", "name", "base"])
    #expect(kinds[4].value["required"] == ["kind", "name"])
    let properties = try #require(kinds[0].value["properties"])
    #expect(
      properties["tolerances"]?["properties"]?["metricsRelative"] == [
        "type": "number", "minimum": 0, "maximum": 1,
        "description":
          "how far metrics, and figures over sets of pictures, may stray, relative",
        "default": 0,
      ])
    let arm = kinds[3].value["properties"]?["arms"]?["items"]
    #expect(arm?["required"] == ["name", "set"])
  }
}
