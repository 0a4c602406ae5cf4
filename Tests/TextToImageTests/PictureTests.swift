import Adversarial
import Imaging
import TestSupport
import Testing
import TextToImage

@Suite("Pictures of prompts") struct PictureTests {
  @Test("a picture is the same bytes alone and among others") func independence() throws {
    let model = try tinyModel()
    let text = try model.read("a red circle").text
    let other = try model.read("two blue squares above a ring").text
    let alone = model.picture(of: text, seed: 7).pixels
    _ = model.picture(of: other, seed: 7)
    _ = model.picture(of: text, seed: 8)
    #expect(model.picture(of: text, seed: 7).pixels == alone)
    #expect(try tinyModel().picture(of: text, seed: 7).pixels == alone)
    #expect(model.picture(of: text, seed: 8).pixels != alone)
    #expect(model.picture(of: other, seed: 7).pixels != alone)
    #expect(alone.count == 16 * 16 * 3)
  }

  @Test("truncation 0 leaves nothing of the seed") func truncation() throws {
    let model = try tinyModel()
    let text = try model.read("a red circle").text
    let typical = model.picture(of: text, seed: 1, truncation: 0).pixels
    #expect(model.picture(of: text, seed: 2, truncation: 0).pixels == typical)
    #expect(model.picture(of: text, seed: 2, truncation: 0.5).pixels != typical)
  }

  @Test(
    "a way begins and ends at its pictures, to the byte",
    arguments: [GeneratorKind.slots, .residual])
  func ways(_ kind: GeneratorKind) throws {
    let model = try tinyModel(kind)
    let texts = [try model.read("a red circle").text, try model.read("two stars").text]
    let start = model.picture(of: texts[0], seed: 1)
    func on(_ share: Double, to end: Int, seed: UInt64) -> RGBImage {
      let blend = Blend(prompt: "", seed: seed, share: share)
      return model.picture(from: texts[0], seed: 1, to: end == 0 ? nil : texts[end], blend)
    }
    for (end, seed) in [(0, UInt64(2)), (1, 1), (1, 2)] {
      let last = model.picture(of: texts[end], seed: seed)
      #expect(on(0, to: end, seed: seed) == start)
      #expect(on(1, to: end, seed: seed) == last)
      let middle = on(0.5, to: end, seed: seed)
      #expect(middle != start)
      #expect(middle != last)
    }
    // Of a way that leads nowhere nothing but rounding is left.
    let same = zip(on(0.5, to: 0, seed: 1).pixels, start.pixels)
    #expect(same.allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test("what a prompt leaves unread is told") func reading() throws {
    let model = try tinyModel()
    let reading = try model.read("red zebra")
    #expect(reading.unknownWords == ["zebra"])
    #expect(!reading.isTruncated)
    let long = String(repeating: "a red circle ", count: 20)
    #expect(try model.read(long).isTruncated)
  }
}
