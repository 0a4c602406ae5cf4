import Adversarial
import Imaging
import Tensors
import TestSupport
import Testing
import TextToImage

@Suite("Explanations of pictures") struct ExplanationTests {
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
    let generator = try #require(model.generator as? SlotGenerator)
    func layout(_ prompt: String) throws -> Layout {
      var random = RandomSource(seed: 3, 0x6e6f_6973)
      let noise = Tensor(random.normal(count: generator.latentWidth), shape: [1, 12])
      return try withoutRecording { generator.layout(noise, try model.read(prompt).text).layout }
    }
    let whole = try layout("a red circle")
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
        let other = try layout(rest)
        let change = omission.changes[index]
        #expect(change.isGone == (other.presence.elements[object.slot] < 0.5))
        if change.isGone { continue }
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

  @Test("a generator without slots has no objects", arguments: [GeneratorKind.residual, .dcgan])
  func withoutSlots(_ kind: GeneratorKind) throws {
    let explanation = try tinyModel(kind).explanation(of: "a red circle", seed: 0)
    #expect(explanation.objects.isEmpty)
    #expect(explanation.omissions.count == 3)
    #expect(explanation.omissions.allSatisfy { $0.changes.isEmpty && $0.difference > 0 })
  }
}
