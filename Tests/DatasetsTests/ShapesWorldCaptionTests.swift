import Tensors
import Testing

@testable import Datasets

/// The words of captions.
@Suite struct ShapesWorldCaptionTests {
  private static let captions = ShapesWorld.captions(count: 6000, seed: 21)

  private func plain(_ groups: ObjectGroup..., relation: Relation? = nil) -> String {
    Description(groups: groups, relation: relation).caption(.plain)
  }

  @Test("objects are told in the order of the caption's groups") func objectsAsTold() {
    for index in 0..<400 {
      let sample = ShapesWorld.sample(seed: 5, index: UInt64(index))
      let told = sample.objectsAsTold
      #expect(told.count == sample.scene.objects.count)
      let groups = sample.description.groups
      let first = sample.phrasing.isReversed ? groups[groups.count - 1] : groups[0]
      #expect(told.prefix(first.count).allSatisfy(first.matches), "\(sample.caption)")
      #expect(sample.scene.objects.allSatisfy(told.contains), "\(sample.caption)")
    }
  }

  @Test func plainCaptions() {
    #expect(plain(ObjectGroup(shape: .circle)) == "a circle")
    #expect(plain(ObjectGroup(color: .orange, shape: .star)) == "an orange star")
    #expect(plain(ObjectGroup(size: .large, color: .orange, shape: .star)) == "a large orange star")
    #expect(plain(ObjectGroup(count: 2, color: .red, shape: .cross)) == "two red crosses")
    #expect(
      plain(ObjectGroup(count: 3, shape: .ring), ObjectGroup(color: .blue, shape: .heart))
        == "three rings and a blue heart")
    #expect(
      plain(ObjectGroup(shape: .ring), ObjectGroup(shape: .star), ObjectGroup(shape: .heart))
        == "a ring, a star and a heart")
    #expect(
      plain(ObjectGroup(shape: .ring), ObjectGroup(shape: .star), relation: .leftOf)
        == "a ring to the left of a star")
    #expect(
      Description(background: .gray, groups: [ObjectGroup(count: 4, shape: .square)])
        .caption(.plain) == "four squares on a gray background")
  }

  @Test func reversedPhrasingInvertsTheRelation() {
    var phrasing = Phrasing.plain
    phrasing.isReversed = true
    let description = Description(
      groups: [ObjectGroup(shape: .ring), ObjectGroup(shape: .star)], relation: .above)
    #expect(description.caption(phrasing) == "a star below a ring")
  }

  @Test(
    arguments: [
      (0.65, "a star with a ring above it"), (0.75, "a ring is above a star"),
      (0.825, "above a star is a ring"), (0.9, "a ring at the top and a star at the bottom"),
    ] as [(Float, String)])
  func relationForms(_ form: Float, _ expected: String) {
    var phrasing = Phrasing.plain
    phrasing.relationForm = form
    let description = Description(
      groups: [ObjectGroup(shape: .ring), ObjectGroup(shape: .star)], relation: .above)
    #expect(description.caption(phrasing) == expected)
  }

  @Test func captionsAreShort() {
    #expect(Self.captions.allSatisfy { $0.split(separator: " ").count < 24 })
  }

  @Test func articlesAndPluralsAgree() {
    let vowels = ["a orange ", "an red", "an large", "a image", "A image"]
    for caption in Self.captions.map({ " " + $0 }) {
      #expect(!vowels.contains { caption.contains(" " + $0) }, "\(caption)")
      #expect(!caption.contains("crosss") && !caption.contains("  "), "\(caption)")
    }
  }

  @Test func allWordsAndManyWordingsOccur() {
    let text = Self.captions.joined(separator: "\n").lowercased()
    let words = Set(text.split { !$0.isLetter }.map(String.init))
    let expected =
      Shape.allCases.map(\.rawValue) + ShapeColor.allCases.map(\.rawValue)
      + Background.allCases.map(\.rawValue) + Size.allCases.map(\.rawValue)
      + ["two", "three", "four", "above", "over", "below", "under", "beneath", "left", "right"]
      + ["picture", "there", "grey", "against", "background", "crosses", "an", "one", "and"]
    for word in expected { #expect(words.contains(word), "\(word)") }
    for phrase in ["to the left of", "on the right", "at the top", "that is", "with a"] {
      #expect(text.contains(phrase), "\(phrase)")
    }
    #expect(Set(Self.captions).count > 4500)
  }

  @Test func oneDescriptionHasManyWordings() {
    let description = Description(
      background: .black, groups: [ObjectGroup(size: .small, shape: .ring)])
    let wordings = (0..<200).map { index in
      var random = RandomSource(seed: 9, UInt64(index))
      return description.caption(Phrasing(using: &random))
    }
    #expect(Set(wordings).count > 60)
  }
}
