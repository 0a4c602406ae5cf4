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

  @Test("a way from seed to seed begins and ends at their pictures") func ways() throws {
    let model = try tinyModel()
    let text = try model.read("a red circle").text
    let (first, last) = (model.picture(of: text, seed: 1), model.picture(of: text, seed: 2))
    func distance(_ share: Double, _ end: [UInt8]) -> Int {
      let blend = Blend(prompt: "a red circle", seed: 2, share: share)
      let picture = model.picture(from: text, seed: 1, to: nil, blend)
      return zip(picture.pixels, end).map { abs(Int($0) - Int($1)) }.max() ?? 0
    }
    // The cosine of a quarter turn is 0 but for rounding.
    #expect(distance(0, first.pixels) == 0)
    #expect(distance(1, last.pixels) <= 1)
    #expect(distance(1, first.pixels) > 1)
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
