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

  /// Words that say a fact, of which one must stand in each caption, whole.
  private func expectOne(of words: [String], in caption: String) {
    let text =
      " "
      + caption.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : " " }
      .joined().split(separator: " ").joined(separator: " ") + " "
    let plain = words.map { $0.replacing("-", with: " ") }
    #expect(plain.contains { text.contains(" \($0) ") }, "\(caption): none of \(words)")
  }

  @Test(arguments: [nil, Size.small])
  func everyFactIsSaid(size: Size?) {
    let description = Description(
      background: .gray,
      groups: [
        ObjectGroup(size: size, color: .pink, shape: .ring),
        ObjectGroup(size: size, color: .brown, shape: .heart),
      ])
    var related = description
    related.relation = .below
    for caption in captions(description) + captions(related) {
      expectOne(of: FreeWords.nouns(.ring) + ["ring"], in: caption)
      expectOne(of: FreeWords.nouns(.heart) + ["heart"], in: caption)
      expectOne(of: FreeWords.adjectives(ShapeColor.pink) + ["pink"], in: caption)
      expectOne(of: FreeWords.adjectives(ShapeColor.brown) + ["brown"], in: caption)
      expectOne(of: ["gray", "grey"], in: caption)
      if let size { expectOne(of: FreeWords.adjectives(size), in: caption) }
    }
    for caption in captions(Description(groups: [ObjectGroup(count: 3, shape: .star)])) {
      expectOne(of: ["three", "3", "trio", "x3", "3x"], in: caption)
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

  /// In each pattern, what "over" leads to is the object that it should.
  @Test(arguments: (FreeFrames.relations + FreeFrames.relationsColoredApart).indices)
  func relationsAreToldOfTheRightObject(_ number: Int) throws {
    let frame = (FreeFrames.relations + FreeFrames.relationsColoredApart)[number]
    let values = [
      "a": "UPPER", "b": "LOWER", "A": "UPPER", "B": "LOWER", "rel": "over", "beside": "over it",
      "verb": "is", "placed": "put", "c": "red", "d": "blue",
    ]
    let text = frame.filled(values)
    let words = text.split { !$0.isLetter }.map(String.init).filter { $0 != "the" }
    let objects = words.filter { ["UPPER", "LOWER"].contains($0) }
    let place = try #require(words.firstIndex(of: "over"))
    let next = words.dropFirst(place + 1).first { !["blue", "red"].contains($0) } ?? ""
    let reference =
      switch next {
      case "it", "which", "that": objects[0]
      case "second": objects[1]
      default: next
      }
    #expect(reference == "LOWER", "\(text)")
  }

  /// In each pattern, the two objects and what is told of each come in the same order.
  @Test(
    arguments: FreeFrames.places + FreeFrames.pairsColoredApart + FreeFrames.relationsColoredApart)
  func whatIsToldOfEachObjectComesInTheirOrder(_ frame: Template) throws {
    let values = [
      "a": "FIRST", "b": "SECOND", "A": "FIRST", "B": "SECOND", "c": "left", "d": "right",
      "here": "left", "there": "right", "side": "left", "other": "right", "verb": "is",
      "rel": "over",
    ]
    let words = frame.filled(values).split { !$0.isLetter }.map(String.init)
    let places = try ["FIRST", "SECOND", "left", "right"].map {
      try #require(words.firstIndex(of: $0))
    }
    let isSubjectFirst = places[0] < places[1]
    #expect(isSubjectFirst == (places[2] < places[3]), "\(words)")
    // "red star, blue ring" and "star in red and ring in blue", but not "star, blue, red, ring".
    #expect(isSubjectFirst, "\(words)")
  }

  @Test(arguments: FreeFrames.twins) func twinsHaveBothColorsInOrder(_ frame: Template) throws {
    let words = frame.filled(["a": "star", "s": "stars", "c": "red", "d": "blue"])
      .split { !$0.isLetter }.map(String.init)
    let (red, blue) = (words.firstIndex(of: "red"), words.firstIndex(of: "blue"))
    #expect(try #require(red) < #require(blue), "\(words)")
  }

  @Test(arguments: [(FreeFrames.pairsFirstColored, 0), (FreeFrames.pairsSecondColored, 1)])
  func theColorIsToldOfTheObjectThatHasIt(_ frames: [Template], _ owner: Int) throws {
    let values = ["a": "STAR", "b": "RING", "A": "STAR", "B": "RING", "c": "red", "d": "red"]
    for frame in frames {
      let text = frame.filled(values)
      let words = text.split { !$0.isLetter }.map(String.init)
      let place = try #require(words.firstIndex(of: "red"))
      // "the former" and "the latter" stand for it.
      let told = words.prefix(place).last { ["STAR", "RING", "former", "latter"].contains($0) }
      #expect([["STAR", "former"], ["RING", "latter"]][owner].contains(told), "\(text)")
      #expect(words.firstIndex(of: "STAR")! < words.firstIndex(of: "RING")!, "\(text)")
    }
  }
}
