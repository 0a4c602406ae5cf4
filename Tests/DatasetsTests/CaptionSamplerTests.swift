import Datasets
import Files
import Tensors
import Testing

@Suite struct CaptionSamplerTests {
  private func samples(_ data: Swatches, _ count: Int = 300) throws -> [CaptionSampler.Sample] {
    let sampler = try CaptionSampler(data)
    return (0..<count).map { place in
      var random = RandomSource(seed: 3, UInt64(place))
      return sampler.sample(using: &random)
    }
  }

  @Test func wrongCaptionsAreOfAnotherConceptAndNeverOwn() throws {
    let data = Swatches()
    for sample in try samples(data) {
      let entry = data.entries[sample.entry]
      #expect(entry.captions.contains(sample.caption))
      #expect(!entry.captions.contains(sample.wrongCaption))
      // "a square" is everybody's own, so what is wrong names a colour.
      #expect(!sample.wrongCaption.contains(entry.concept))
    }
  }

  @Test func heldOutPicturesAndTheirCaptionsAreNeverDrawn() throws {
    let data = Swatches()
    let samples = try samples(data)
    #expect(Set(samples.map(\.entry)) == Set(0..<9))
    #expect(!samples.contains { $0.wrongCaption.contains("gray") })
    #expect(Set(samples.map(\.caption)).count == 7)
    #expect(Set(samples.map(\.wrongCaption)).count == 6)
  }

  @Test func aConceptLikeAnotherIsPassedOver() throws {
    func entry(_ id: String, _ caption: String) -> CaptionedEntry {
      CaptionedEntry(id: id, captions: [caption], concept: id, isHeldOut: false)
    }
    let data = Swatches([entry("a", "one"), entry("b", "one"), entry("c", "two")])
    for sample in try samples(data, 50) {
      #expect(sample.wrongCaption == (sample.entry == 2 ? "one" : "two"))
    }
  }

  @Test func dataWithoutWrongCaptionsIsRefused() {
    func entry(_ id: String, concept: String, isHeldOut: Bool = false) -> CaptionedEntry {
      CaptionedEntry(id: id, captions: ["one"], concept: concept, isHeldOut: isHeldOut)
    }
    for entries in [
      [], [entry("a", concept: "a", isHeldOut: true)],
      [entry("a", concept: "a"), entry("b", concept: "a")],
      [entry("a", concept: "a"), entry("b", concept: "b")],
    ] {
      let error = #expect(throws: InputError.self) { try CaptionSampler(Swatches(entries)) }
      #expect(error?.kind == .invalid)
    }
  }
}
