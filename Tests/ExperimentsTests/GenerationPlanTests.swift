import Experiments
import Files
import Testing

@Suite struct GenerationPlanTests {
  @Test func everyPromptMeetsEverySeed() throws {
    let plan = try GenerationPlan(
      prompts: ["a", "b"], seeds: SeedList("3,1"), output: "o", grid: false)
    #expect(plan.pictures.map(\.prompt) == ["a", "a", "b", "b"])
    #expect(plan.pictures.map(\.seed) == [3, 1, 3, 1])
    #expect(plan.outputs == ["o/a-s3.png", "o/a-s1.png", "o/b-s3.png", "o/b-s1.png"])
    #expect(plan.gridPath == nil)
  }

  @Test func aGridIsOneOutput() throws {
    let plan = try GenerationPlan(
      prompts: ["a", "a"], seeds: SeedList("0-2"), output: "g.png", grid: true)
    #expect(plan.outputs == ["g.png"])
    #expect(plan.columns == 3)
    #expect(plan.pictures.count == 6)
    #expect(plan.pictures.allSatisfy { $0.path == nil })
  }

  @Test(arguments: [(8, 8), (9, 3), (10, 4), (1000, 32)])
  func manyPicturesOfOnePromptOrOneSeedFillSeveralRowsAndColumns(_ count: Int, _ columns: Int)
    throws
  {
    let seeds = try SeedList(from: 0, count: count)
    let one = try GenerationPlan(prompts: ["a"], seeds: seeds, output: "g.png", grid: true)
    #expect(one.columns == columns)
    let two = try GenerationPlan(prompts: ["a", "b"], seeds: seeds, output: "g.png", grid: true)
    #expect(two.columns == count)
    let prompts = (0..<count).map { "prompt \($0)" }
    let many = try GenerationPlan(
      prompts: prompts, seeds: SeedList("5"), output: "g.png", grid: true)
    #expect(many.columns == (count > 8 ? columns : 1))
  }

  @Test(arguments: ["", "  ", "\u{3000}", "a\nb", "a\u{0}b", "a\u{1B}[31m"])
  func promptsWithNothingToDrawAreRefused(_ prompt: String) throws {
    let error = try #require(throws: InputError.self) {
      try GenerationPlan(prompts: ["a", prompt], seeds: SeedList("0"), output: nil, grid: false)
    }
    #expect(error.kind == .invalid)
    #expect(error.path == "prompt 2")
  }

  @Test func promptsHaveALimit() throws {
    let seeds = try SeedList("0")
    let most = String(repeating: "a", count: PromptText.maximumBytes)
    #expect(
      try GenerationPlan(prompts: [most], seeds: seeds, output: nil, grid: false).pictures.count
        == 1)
    let words = String(repeating: "word ", count: 10_000)
    #expect(throws: InputError.self) {
      try GenerationPlan(prompts: [words], seeds: seeds, output: nil, grid: false)
    }
  }

  @Test func tooManyPicturesAreRefused() throws {
    let seeds = try SeedList("0-999999")
    #expect(throws: InputError.self) {
      try GenerationPlan(prompts: ["a", "b"], seeds: seeds, output: nil, grid: false)
    }
    #expect(throws: InputError.self) {
      try GenerationPlan(prompts: [], seeds: seeds, output: nil, grid: false)
    }
  }
}

@Suite struct PromptTextTests {
  @Test func linesArePrompts() throws {
    let bytes = Array("a red circle\r\n\n  \nun carr\u{E9} 🔴\nlast".utf8)
    #expect(
      try PromptText.lines(bytes, path: "in") == ["a red circle", "un carr\u{E9} 🔴", "last"])
  }

  @Test func faultsNameTheirLine() throws {
    let broken = try #require(throws: InputError.self) {
      try PromptText.lines(Array("a\n".utf8) + [0xFF, 0xFE], path: "in")
    }
    #expect(broken.path == "in: line 2")
    let control = try #require(throws: InputError.self) {
      try PromptText.lines(Array("a\n\nb\u{7}".utf8), path: "in")
    }
    #expect(control.path == "in: line 3")
    #expect(throws: InputError.self) { try PromptText.lines([], path: "in") }
  }
}
