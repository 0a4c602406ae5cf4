import Datasets
import Tensors
import Testing

@Suite struct ShapesWorldVarietyTests {
  private static let samples = (0..<2000).map {
    ShapesWorld.sample(seed: 41, index: UInt64($0), .varied)
  }

  /// The words of the grammar, and those that variety adds.
  private static let meant = Set(
    (ShapesWorld.captions(count: 6000, seed: 21)
      + ShapesWorld.captions(count: 6000, seed: 21, .varied)).flatMap(words))

  private static func words(_ caption: String) -> [String] {
    caption.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  @Test func aboutTwoInFiveCaptionsHaveWordsWithoutMeaning() {
    let straying = Self.samples.count {
      !Self.words($0.caption).allSatisfy(Self.meant.contains)
    }
    #expect((700...860).contains(straying), "\(straying)")
  }

  @Test func tokenizersAreNotTaughtWordsWithoutMeaning() {
    #expect(Self.meant.count < 120, "\(Self.meant.count)")
    for word in ["alongside", "near", "lies", "sketch", "which", "draw"] {
      #expect(Self.meant.contains(word), "\(word)")
    }
  }

  @Test func factsAreStatedInFull() {
    for sample in Self.samples where sample.description.groups.count == 1 {
      let group = sample.description.groups[0]
      #expect(sample.caption.lowercased().contains(group.shape.rawValue), "\(sample.caption)")
      if let color = group.color {
        #expect(sample.caption.lowercased().contains(color.rawValue), "\(sample.caption)")
      }
    }
  }

  @Test func wrongCaptionsAreVariedToo() {
    let wrong = Self.samples.enumerated().map { index, sample in
      var random = RandomSource(seed: 5, UInt64(index))
      return ShapesWorld.wrongCaption(for: sample, using: &random)
    }
    let straying = wrong.count { !Self.words($0).allSatisfy(Self.meant.contains) }
    #expect(straying > 600, "\(straying)")
  }
}
