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

  @Test("what a prompt leaves unread is told") func reading() throws {
    let model = try tinyModel()
    let reading = try model.read("red zebra")
    #expect(reading.unknownWords == ["zebra"])
    #expect(!reading.isTruncated)
    let long = String(repeating: "a red circle ", count: 20)
    #expect(try model.read(long).isTruncated)
  }
}
