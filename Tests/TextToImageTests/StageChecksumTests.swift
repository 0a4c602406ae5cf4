import Adversarial
import Language
import Testing
import TextToImage

@Suite("Checksums of the stages") struct StageChecksumTests {
  private func stages(of model: Model) throws -> StageChecksums {
    let (reading, stages) = try model.readWithChecksums("a red circle")
    let (image, all) = model.pictureWithChecksums(
      of: reading, after: stages, seed: 3, truncation: 1)
    #expect(image == model.picture(of: try model.read("a red circle").text, seed: 3))
    return all
  }

  @Test(
    "every layer is named as its parameters are",
    arguments: GeneratorKind.allCases, TextEncoder.Architecture.allCases)
  func names(_ kind: GeneratorKind, _ text: TextEncoder.Architecture) throws {
    let model = try tinyModel(kind, text)
    let parameters =
      model.textEncoder.parameters.names.map { "text_encoder.\($0)" }
      + model.generator.parameters.names.map { "generator.\($0)" }
      + model.generator.parameters.statistics.names.map { "generator.\($0)" }
    let layers = try stages(of: model).layers.map(\.name)
    for layer in layers {
      #expect(parameters.contains { $0.hasPrefix("\(layer).") }, "\(layer)")
    }
    for parameter in parameters {
      #expect(layers.contains { parameter.hasPrefix("\($0).") }, "\(parameter)")
    }
  }

  @Test("in the order of computation, the embedding between encoder and generator") func order()
    throws
  {
    let names = try stages(of: tinyModel()).inOrder.map(\.name)
    #expect(names.first == "tokens")
    #expect(Array(names[1...2]) == ["text_encoder.tokens", "text_encoder.positions"])
    let embedding = try #require(names.firstIndex(of: "embedding"))
    #expect(names[embedding - 1] == "text_encoder.summary")
    #expect(names[embedding + 1] == "generator.memory")
    #expect(names.last == "generator.painter.background")
  }
}
