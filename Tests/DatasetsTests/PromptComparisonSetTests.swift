import Datasets
import Files
import Testing

@Suite struct PromptComparisonSetTests {
  private static let phrasings = ComparisonPrompts.phrasings()
  private static let leftRight = ComparisonPrompts.leftRight()

  @Test(arguments: [
    ("plain", phrasings.plain), ("detailed", phrasings.detailed), ("left-right", leftRight.plain),
    ("left-right-swapped", leftRight.swapped),
  ])
  func committedFilesAreWhatTheGeneratorMakes(_ name: String, _ set: PromptSet) throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(folder)/prompts/\(name).jsonl"
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
}
