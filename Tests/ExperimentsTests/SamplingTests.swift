import Datasets
import Evaluation
import Files
import Testing
import TextToImage

@testable import Experiments

@Suite struct SamplingTests {
  private let whole = Sampling(.first(2))
  private let none = Sampling(.first(2), truncation: 0)

  @Test func truncationIsSaidWhereThereIsAny() {
    #expect(whole.text == "0-1+1000n")
    #expect(whole.signature == "seeds:0-1+1000n")
    #expect(whole.options.isEmpty)
    #expect(whole.members.map(\.key) == ["seeds"])
    let half = Sampling(.first(2), truncation: 0.5)
    #expect(half.text == "0-1+1000n, truncation 0.5")
    #expect(half.signature == "seeds:0-1+1000n|truncation:0.5")
    #expect(half.options == ["--truncation", "0.5"])
    #expect(half.members == [.init("seeds", "0-1+1000n"), .init("truncation", 0.5)])
  }

  @Test func withoutNoiseThePicturesOfASetAreAlike() throws {
    let stored = try StoredModel(ShippedFile.model.find())
    let set = PromptSet(captions: ["a circle"])
    let drawn = try [whole, none].map { try PictureSource(drawnBy: stored, set, $0) }
    #expect(try drawn[0].picture(0) != drawn[0].picture(1))
    #expect(try drawn[1].picture(0) == drawn[1].picture(1))
    #expect(drawn[1].seeds == "0-1+1000n|truncation:0.0")
  }

  @Test func withoutNoiseAJudgeSeesOnePicture() throws {
    let model = try StoredModel(ShippedFile.model.find()).model
    let file = try #require(ShippedFile.judges.first { $0.hasSuffix("/judge/judge.safetensors") })
    let judging = CaptionJudging(try StoredJudge(file).judge)
    func vectors(_ sampling: Sampling) throws -> [UnitVector] {
      try judging.vectors(of: "a circle", 0, by: model, sampling)
    }
    let (apart, alike) = try (vectors(whole), vectors(none))
    #expect(apart[0].cosine(with: apart[1]) < 0.9999)
    #expect(alike[0].cosine(with: alike[1]) > 0.999_999)
  }
}
