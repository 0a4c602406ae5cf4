import Experiments
import Files
import Foundation
import Imaging
import TestSupport
import Testing
import TextToImage

@Suite struct TrainingCaptionsTests {
  @Test func captionsOfTheTrainingSideAreChosenEvenly() throws {
    try withTemporaryFolder { folder in
      let names = ["ant", "bee", "cat", "dog", "elk", "fox"]
      let picture = RGBImage(width: 16, height: 16, color: RGBColor(red: 1, green: 2, blue: 3))
      let lines = try names.map { name in
        try PNG.write(picture, to: "\(folder)/\(name).png")
        return """
          {"file_name": "\(name).png", "captions": ["a \(name)", "the \(name)"], "concept": "\(name)", \
          "split": "\(name == "bee" ? "test" : "train")"}
          """
      }
      try writeFile(lines.joined(separator: "\n").utf8, to: "\(folder)/metadata.jsonl")
      let model = "\(folder)/model.safetensors"
      try writeFile(
        squareModel(provenance: [
          "name": "pets", "spec": ["dataset": ["name": "folder", "path": .string(folder)]],
        ]), to: model)
      let stored = try StoredModel(model)
      func captions(_ count: Int) throws -> [String]? {
        try stored.trainingCaptions(path: model, atMost: count)?.prompts.map(\.prompt)
      }
      #expect(try captions(100) == ["a ant", "a cat", "a dog", "a elk", "a fox"])
      #expect(try captions(2) == ["a ant", "a dog"])
    }
  }

  @Test func aModelOfScenesHasNone() throws {
    try withTemporaryFolder { folder in
      let model = "\(folder)/model.safetensors"
      try writeFile(
        squareModel(provenance: [
          "name": "shapes", "spec": ["dataset": ["name": "shapes"]],
        ]), to: model)
      #expect(try StoredModel(model).trainingCaptions(path: model, atMost: 9) == nil)
    }
  }
}
