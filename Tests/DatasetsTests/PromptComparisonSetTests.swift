import Datasets
import Files
import Tensors
import TestSupport
import Testing

@Suite struct PromptComparisonSetTests {
  private static let phrasings = ComparisonPrompts.phrasings()
  private static let leftRight = ComparisonPrompts.leftRight()
  private static let novelty = ComparisonPrompts.novelty()
  private static let counting = ComparisonPrompts.counting()
  private static let paraphrases = ParaphrasePrompts.set()

  @Test(arguments: [
    ("plain", phrasings.plain), ("detailed", phrasings.detailed), ("left-right", leftRight.plain),
    ("left-right-swapped", leftRight.swapped), ("seen", novelty.seen),
    ("unseen", novelty.unseen), ("counting", counting),
    ("new-words/paraphrases", paraphrases),
  ])
  func committedFilesAreWhatTheGeneratorMakes(_ name: String, _ set: PromptSet) throws {
    let path = "\(packageRoot)/prompts/\(name).jsonl"
    #expect(try readFile(path) == Array(set.jsonLines().utf8))
    #expect(try PromptSet(path: path) == set)
  }

  @Test func phrasingsAreOfTheSameScenes() {
    let (plain, detailed) = Self.phrasings
    #expect(plain.prompts.count == 72)
    #expect(plain.prompts.map(\.id) == detailed.prompts.map(\.id))
    #expect(plain.prompts.map(\.expect) == detailed.prompts.map(\.expect))
    #expect(Set(plain.prompts.map(\.tag)) == Set(EvaluationPrompts.tags))
    for (few, many) in zip(plain.prompts, detailed.prompts) {
      #expect(few.prompt.count < many.prompt.count, "\(few.id)")
      #expect(many.prompt.contains(" background"), "\(many.id)")
      #expect(few.expect?.description?.caption(.plain) == few.prompt)
    }
  }

  @Test func leftAndRightChangePlaces() {
    let (plain, swapped) = Self.leftRight
    #expect(plain.prompts.count == 64)
    #expect(plain.prompts.map(\.id) == swapped.prompts.map(\.id))
    for (left, right) in zip(plain.prompts, swapped.prompts) {
      #expect(left.prompt.replacing(" left ", with: " right ") == right.prompt)
      #expect(left.prompt != right.prompt)
      #expect(left.expect?.description?.relation == .leftOf)
      #expect(right.expect?.description?.relation == .rightOf)
      #expect(left.expect?.description?.groups == right.expect?.description?.groups)
    }
  }

  @Test func seenAndUnseenDifferInOneColor() throws {
    let (seen, unseen) = Self.novelty
    #expect(seen.prompts.count == 120)
    #expect(seen.prompts.map(\.id) == unseen.prompts.map(\.id))
    #expect(seen.prompts.allSatisfy { $0.category == "seen" })
    #expect(unseen.prompts.allSatisfy { $0.category == "unseen" })
    for (one, other) in zip(seen.prompts, unseen.prompts) {
      #expect(one.tag == other.tag)
      let facts = try #require(one.expect?.description)
      var recolored = try #require(other.expect?.description)
      let changed = facts.groups.indices.filter { facts.groups[$0] != recolored.groups[$0] }
      #expect(changed.count == 1, "\(one.id)")
      for index in changed { recolored.groups[index].color = facts.groups[index].color }
      #expect(facts == recolored, "\(one.id)")
    }
    for tag in Set(seen.prompts.map(\.tag)) {
      for color in ShapeColor.allCases {
        let counts = [seen, unseen].map { set in
          set.prompts.count { $0.tag == tag && $0.prompt.contains(color.rawValue) }
        }
        #expect(counts[0] == counts[1], "\(color)")
      }
    }
  }

  @Test func everyNumberIsOfTheSameThings() {
    let prompts = Self.counting.prompts
    #expect(prompts.count == 96)
    let byCount = (1...4).map { count in
      prompts.filter { $0.expect?.include[0].count == count }.map { prompt in
        var expect = prompt.expect
        expect?.include[0].count = nil
        return expect
      }
    }
    #expect(byCount.allSatisfy { $0.count == 24 && $0 == byCount[0] })
    for (number, word) in zip(0..., ["one ", "two ", "three ", "four "]) {
      #expect(prompts[number * 24..<(number + 1) * 24].allSatisfy { $0.prompt.hasPrefix(word) })
    }
  }

  @Test func noPlainOrVariedCaptionIsWordedLikeAParaphrase() throws {
    #expect(Self.paraphrases.prompts.count == 144)
    #expect(Set(Self.paraphrases.prompts.map(\.prompt)).count == 144)
    var alike: [String] = []
    for (number, prompt) in Self.paraphrases.prompts.enumerated() {
      let facts = try #require(prompt.expect?.description)
      #expect(!facts.isHeldOut)
      var random = RandomSource(seed: 3, UInt64(number))
      for wordings in [Wordings.plain, .varied] {
        for _ in 0..<200 {
          let caption = facts.caption(Phrasing(wordings, using: &random))
          if caption.lowercased() == prompt.prompt { alike.append(caption) }
        }
      }
    }
    #expect(alike.isEmpty)
  }

  @Test(arguments: [("own-words", 40), ("more-own-words", 30)])
  func ownWordsHaveAsManyPromptsOfEachTagAndNoErrors(set: String, count: Int) throws {
    let path = "\(packageRoot)/prompts/new-words/\(set).jsonl"
    let prompts = try PromptSet(path: path).prompts
    #expect(
      Dictionary(grouping: prompts) { $0.tag ?? "" }.mapValues(\.count)
        == Dictionary(uniqueKeysWithValues: EvaluationPrompts.tags.map { ($0, count) }))
    let findings = try PromptLint().findings(in: try readFile(path), path: path)
    #expect(findings == [])
  }
}
