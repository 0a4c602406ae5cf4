import Tensors
import Testing

@testable import Datasets

/// Captions in free wordings.
@Suite struct ShapesWorldFreeWordingTests {
  private static let samples = (0..<3000).map {
    ShapesWorld.sample(seed: 42, index: UInt64($0), .free)
  }

  /// Captions of one description in a free wording each.
  private func captions(_ description: Description, count: UInt64 = 400) -> [String] {
    (0..<count).map { index in
      var random = RandomSource(seed: 8, index)
      return FreeWording(using: &random).caption(description)
    }
  }

  @Test func templatesAreFilledAtEachPlace() {
    let template: Template = "{a} over {b}, {a}!"
    #expect(template.filled(["a": "x", "b": "y"]) == "x over y, x!")
    #expect(Template("none").filled([:]) == "none")
  }

  @Test func aboutTwoInThreeAreFree() {
    let free = Self.samples.count { $0.phrasing.free != nil }
    #expect((1860...2040).contains(free), "\(free)")
    #expect(Self.samples.allSatisfy { $0.phrasing.wordings == .free })
  }

  @Test func hardlyTwoAreAlike() {
    let description = Description(
      groups: [
        ObjectGroup(color: .red, shape: .circle), ObjectGroup(color: .blue, shape: .star),
      ], relation: .above)
    #expect(Set(captions(description)).count > 390)
  }

  @Test func textIsWellFormed() {
    for sample in Self.samples {
      let caption = sample.caption
      #expect(!caption.contains("{") && !caption.contains("}"), "\(caption)")
      #expect(!caption.contains("  ") && !caption.hasSuffix(" "), "\(caption)")
    }
    for caption in captions(Description(groups: [ObjectGroup(color: .orange, shape: .star)])) {
      #expect(!" \(caption)".lowercased().contains(" a orange"), "\(caption)")
    }
  }

  @Test func everyFactIsSaid() {
    let description = Description(
      background: .gray,
      groups: [
        ObjectGroup(size: .small, color: .pink, shape: .ring),
        ObjectGroup(size: .large, color: .brown, shape: .heart),
      ])
    let nouns = { (shape: Shape) in FreeWords.nouns(shape) + [shape.rawValue] }
    let colors = { (color: ShapeColor) in FreeWords.adjectives(color) + [color.rawValue] }
    for caption in captions(description).map({ $0.lowercased() }) {
      for words in [
        nouns(.ring), nouns(.heart), colors(.pink), colors(.brown),
        FreeWords.adjectives(Size.small),
        FreeWords.adjectives(Size.large), ["gray", "grey"],
      ] {
        #expect(words.contains(where: caption.contains), "\(caption): none of \(words)")
      }
    }
    let counts = Description(groups: [ObjectGroup(count: 3, shape: .star)])
    for caption in captions(counts).map({ $0.lowercased() }) {
      #expect(["three", "3", "trio"].contains(where: caption.contains), "\(caption)")
    }
  }

  /// A wording knows nothing of the facts: under one wording only the words for them differ.
  @Test func oneWordingSaysOtherFactsInTheSameWords() {
    let groups = [
      ObjectGroup(color: .red, shape: .circle), ObjectGroup(color: .blue, shape: .star),
    ]
    let left = captions(Description(background: .white, groups: groups, relation: .leftOf))
    let right = captions(Description(background: .white, groups: groups, relation: .rightOf))
    let black = captions(Description(background: .black, groups: groups, relation: .leftOf))
    for index in left.indices {
      let caption = left[index].lowercased()
      #expect(caption.replacing("white", with: "black") == black[index].lowercased())
      let words = zip(
        caption.split(separator: " "), right[index].lowercased().split(separator: " "))
      for (word, other) in words where word != other {
        #expect(word.contains("left") || word.contains("right"), "\(caption)")
        #expect(other.contains("left") || other.contains("right"), "\(right[index])")
      }
    }
  }

  @Test func placesOfOppositeRelationsGoTogether() {
    for relation in Relation.allCases {
      #expect(FreeWords.spots(relation).count == FreeWords.spots(relation.inverse).count)
      #expect(FreeWords.beside(relation).count == FreeWords.beside(relation.inverse).count)
    }
  }

  /// In each pattern, what "over" or "under" leads to is the object that it should.
  @Test(arguments: (FreeFrames.relations + FreeFrames.relationsColoredApart).indices)
  func relationsAreToldOfTheRightObject(_ number: Int) throws {
    let frame = (FreeFrames.relations + FreeFrames.relationsColoredApart)[number]
    let values = [
      "a": "UPPER", "b": "LOWER", "A": "UPPER", "B": "LOWER", "rel": "over", "inverse": "under",
      "beside": "over it", "verb": "is", "placed": "put", "c": "red", "d": "blue",
    ]
    let text = frame.filled(values)
    let words = text.split { !$0.isLetter }.map(String.init).filter { $0 != "the" }
    let objects = words.filter { ["UPPER", "LOWER"].contains($0) }
    let place = try #require(words.firstIndex { ["over", "under"].contains($0) })
    let next = words.dropFirst(place + 1).first { !["blue", "red"].contains($0) } ?? ""
    let reference =
      switch next {
      case "it", "which", "that": objects[0]
      case "second": objects[1]
      default: next
      }
    #expect(reference == (words[place] == "over" ? "LOWER" : "UPPER"), "\(text)")
  }

  /// In each pattern, the object told with a place is the one that is there.
  @Test(arguments: FreeFrames.places.indices)
  func placesAreToldOfTheRightObject(_ number: Int) {
    let values = [
      "a": "UPPER", "b": "LOWER", "here": "top", "there": "bottom", "side": "top",
      "other": "bottom", "verb": "is",
    ]
    let text = FreeFrames.places[number].filled(values)
    let words = text.split { !$0.isLetter }.map(String.init)
      .filter { ["UPPER", "LOWER", "top", "bottom"].contains($0) }
    let pairs = [["UPPER", "top"], ["LOWER", "bottom"]]
    let isPaired = [Array(words.prefix(2)), Array(words.suffix(2))].allSatisfy { told in
      pairs.contains { Set($0) == Set(told) }
    }
    #expect(isPaired || text.contains("from") || text.contains(" to "), "\(text)")
    #expect(words.count == 4, "\(text)")
  }
}
