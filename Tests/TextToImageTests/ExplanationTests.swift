import Adversarial
import Imaging
import Tensors
import TestSupport
import Testing
import TextToImage

@Suite("Explanations of pictures") struct ExplanationTests {
  /// The places of a model with slots, computed beside `Model`.
  private func found(_ model: Model, _ prompt: String, seed: UInt64) throws -> (
    layout: Layout, presenceLogits: Tensor
  ) {
    let generator = try #require(model.generator as? SlotGenerator)
    var random = RandomSource(seed: seed, 0x6e6f_6973)
    let noise = Tensor(random.normal(count: generator.latentWidth), shape: [1, 12])
    let text = try model.read(prompt).text
    return withoutRecording { generator.layout(noise, text) }
  }

  @Test("each word is left out once, and the pictures are those of the other words")
  func omissions() throws {
    let model = try tinyModel()
    let explanation = try model.explanation(of: "a  red circle", seed: 3)
    #expect(explanation.omissions.map(\.word) == ["a", "red", "circle"])
    #expect(explanation.image == model.picture(of: try model.read("a red circle").text, seed: 3))
    for (omission, rest) in zip(explanation.omissions, ["red circle", "a circle", "a red"]) {
      let picture = model.picture(of: try model.read(rest).text, seed: 3)
      #expect(omission.image == picture)
      let sum = zip(picture.pixels, explanation.image.pixels)
        .reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
      #expect(sum > 0)
      let mean = Double(sum) / Double(255 * picture.pixels.count)
      #expect(abs(omission.difference - mean) < 1e-12)
    }
  }

  @Test("objects lie where the layout has them, and their changes are those of the layout")
  func objects() throws {
    let model = try tinyModel(seed: 2)
    let whole = try found(model, "a red circle", seed: 3).layout
    let explanation = try model.explanation(of: "a red circle", seed: 3)
    let present = whole.presence.elements.indices.filter { whole.presence.elements[$0] > 0.5 }
    #expect(!present.isEmpty)
    #expect(explanation.objects.map(\.slot) == present)
    for (index, object) in explanation.objects.enumerated() {
      let box = Array(whole.boxes.elements[(3 * object.slot)..<(3 * object.slot + 3)])
      #expect(Float(object.place.x) == box[0])
      #expect(Float(object.place.y) == box[1])
      #expect(Float(object.place.radius) == box[2])
      for (omission, rest) in zip(explanation.omissions, ["red circle", "a circle", "a red"]) {
        let other = try found(model, rest, seed: 3).layout
        let change = omission.changes[index]
        #expect((change == nil) == (other.presence.elements[object.slot] < 0.5))
        guard let change else { continue }
        let moved = Array(other.boxes.elements[(3 * object.slot)..<(3 * object.slot + 3)])
        let squares =
          (moved[0] - box[0]) * (moved[0] - box[0])
          + (moved[1] - box[1]) * (moved[1] - box[1])
        #expect(abs(change.distance - Double(squares.squareRoot())) < 1e-6)
        #expect(abs(change.growth - Double(moved[2] / box[2])) < 1e-6)
        #expect(change.difference > 0)
      }
    }
  }

  @Test("objects that come and go without a word are told") func presences() throws {
    var (gone, new) = (0, 0)
    for seed in UInt64(1)...6 {
      let model = try tinyModel(seed: seed)
      let generator = try #require(model.generator as? SlotGenerator)
      // The presence of the first slot turns where "circle" is left out.
      func logit(_ prompt: String) throws -> Float {
        try found(model, prompt, seed: seed).presenceLogits.elements[0]
      }
      let bias = try #require(generator.parameters["box.bias"])
      var values = bias.value.elements
      values[3] -= (try logit("red circle") + logit("red")) / 2
      bias.assign(Tensor(values, shape: bias.shape))
      func presences(_ prompt: String) throws -> [Bool] {
        try found(model, prompt, seed: seed).layout.presence.elements.map { $0 > 0.5 }
      }
      let before = try presences("red circle")
      let explanation = try model.explanation(of: "red circle", seed: seed)
      #expect(explanation.objects.map(\.slot) == before.indices.filter { before[$0] })
      for (omission, rest) in zip(explanation.omissions, ["circle", "red"]) {
        let after = try presences(rest)
        #expect(
          omission.changes.map { $0 == nil }
            == before.indices.filter { before[$0] }.map { !after[$0] })
        let appeared = before.indices.count { !before[$0] && after[$0] }
        #expect(omission.newObjects == appeared)
        gone += omission.changes.count { $0 == nil }
        new += appeared
      }
    }
    #expect(gone > 0)
    #expect(new > 0)
  }

  @Test("a generator without slots has no objects", arguments: [GeneratorKind.residual, .dcgan])
  func withoutSlots(_ kind: GeneratorKind) throws {
    let explanation = try tinyModel(kind).explanation(of: "a red circle", seed: 0)
    #expect(explanation.objects.isEmpty)
    #expect(explanation.omissions.count == 3)
    #expect(explanation.omissions.allSatisfy { $0.changes.isEmpty && $0.difference > 0 })
  }
}
