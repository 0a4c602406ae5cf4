import Datasets
import Files
import TestSupport
import Testing

@Suite struct PromptEvaluationSetTests {
  private static let set = EvaluationPrompts.make()
  private var prompts: [Prompt] { Self.set.prompts }

  @Test func committedFileIsWhatTheGeneratorMakes() throws {
    let path = "\(packageRoot)/prompts/shapes.jsonl"
    #expect(try readFile(path) == Array(Self.set.jsonLines().utf8))
    #expect(try PromptSet(path: path) == Self.set)
  }

  @Test(arguments: EvaluationPrompts.tags)
  func everyTagHasFiftyPrompts(tag: String) {
    let ofTag = prompts.filter { $0.tag == tag }
    #expect(ofTag.count >= 50)
    let unseen = ofTag.count { $0.category == "unseen" }
    #expect(["single_object", "two_object"].contains(tag) ? unseen == 0 : unseen >= 24)
  }

  @Test func unseenPromptsAreThoseThatNameAHeldOutPair() {
    for prompt in prompts {
      let pairs = prompt.expect?.include ?? []
      let named = pairs.contains { object in
        object.color.map { HeldOutPairs.contains(object.shape, $0) } ?? false
      }
      #expect(prompt.category == (named ? "unseen" : "seen"), "\(prompt.id)")
    }
  }

  @Test func everyHeldOutPairIsAskedForUnderEveryTagWithColors() {
    for tag in ["counting", "colors", "position", "color_attr"] {
      for shape in Shape.allCases {
        let words = "\(shape.heldOutColor.rawValue) \(shape.rawValue)"
        #expect(prompts.contains { $0.tag == tag && $0.prompt.contains(words) }, "\(tag) \(words)")
      }
    }
  }

  @Test func phrasingsArePlain() {
    let texts = prompts.map(\.prompt)
    for text in [
      "a large circle", "a circle and a square", "four hearts", "an orange cross",
      "a red star on a black background",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(Set(texts).count == texts.count)
  }
}
