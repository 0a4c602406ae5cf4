import Experiments
import Files
import TestSupport
import Testing

@Suite struct OutputNamingTests {
  private func name(_ prompt: String, seed: UInt64 = 0) throws -> String {
    try #require(try OutputNaming(nil).paths(prompts: [prompt], seeds: [seed]).first)
  }

  @Test func plainPromptsMakePlainNames() throws {
    #expect(try name("a red circle", seed: 7) == "a-red-circle-s7.png")
  }

  @Test func differentPromptsNeverShareAName() throws {
    let long = String(repeating: "very ", count: 60)
    let prompts = [
      "a red circle", "A red circle", "a red circle.", "a  red circle", "a-red-circle", "é", "ü",
      "🔴", "../../etc/passwd", "a/b", "a b", long + "small", long + "large", "-", ".", "a\nb",
    ]
    let names = try OutputNaming(nil).paths(prompts: prompts, seeds: [0])
    #expect(Set(names).count == prompts.count)
    for name in names {
      #expect(name.utf8.count <= 120)
      #expect(name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-.".utf8.contains($0) })
      #expect(!name.hasPrefix(".") && !name.hasPrefix("-"))
    }
  }

  @Test func placesAreToldApart() throws {
    try withTemporaryFolder { folder in
      #expect(try OutputNaming("cat.png") == .file("cat.png"))
      #expect(try OutputNaming("cats") == .folder("cats"))
      #expect(try OutputNaming("cats/") == .folder("cats/"))
      #expect(try OutputNaming("c/{seed}.png") == .pattern("c/{seed}.png"))
      for odd in ["\(folder)/odd.png", "\(folder)/odd.jpg"] {
        try makeFolder(odd)
        #expect(try OutputNaming(odd) == .folder(odd))
      }
      #expect(try OutputNaming("cats.jpg/") == .folder("cats.jpg/"))
    }
  }

  @Test(arguments: [
    "", "{seed}", "{sed}.png", "{index}.jpg", "a{}.png", "cat.jpg", "cats/cat.JPEG", "cat.webp",
    "cat.TXT",
  ])
  func faultyPlacesAreRefused(_ place: String) {
    #expect(throws: InputError.self) { try OutputNaming(place) }
  }

  @Test func patternsAreFilledIn() throws {
    let naming = try OutputNaming("out/{index}-{seed}.png")
    #expect(
      try naming.paths(prompts: ["a", "b"], seeds: [3, 4]) == [
        "out/0-3.png", "out/1-4.png", "out/2-3.png", "out/3-4.png",
      ])
  }

  @Test func foldersHoldNames() throws {
    #expect(
      try OutputNaming("out/").paths(prompts: ["a b"], seeds: [1]) == ["out/a-b-s1.png"])
    #expect(try OutputNaming("out").paths(prompts: ["a b"], seeds: [1]) == ["out/a-b-s1.png"])
  }

  @Test(arguments: [
    ("one.png", ["a", "b"], [0], "name a folder, or a pattern as one-{index}.png"),
    ("one.PNG", ["a"], [0, 1], "name a folder, or a pattern as one-{seed}.png"),
    ("{seed}.png", ["a", "b"], [0], "put {index} in the pattern"),
    ("cats", ["a", "a"], [0], "ask for each one once"),
  ])
  func sharedPathsAreRefused(
    _ place: String, _ prompts: [String], _ seeds: [UInt64], _ hint: String
  ) throws {
    let naming = try OutputNaming(place)
    let error = #expect(throws: InputError.self) {
      try naming.paths(prompts: prompts, seeds: seeds)
    }
    #expect(error?.hint == hint)
  }

  @Test func sourcesOfOneNameAreToldApartByAPattern() throws {
    let naming = try OutputNaming(nil)
    let error = #expect(throws: InputError.self) {
      try naming.paths(sources: ["a/x.png", "b/x.png"], prompt: "p", seeds: [0])
    }
    #expect(error?.hint == "give a pattern, as -o '{index}-{seed}.png'")
    let pattern = try OutputNaming("{index}-{seed}.png")
    #expect(
      try pattern.paths(sources: ["a/x.png", "b/x.png"], prompt: "p", seeds: [0])
        == ["0-0.png", "1-0.png"])
  }

  @Test func gridsAreOneFile() throws {
    let seeds = try SeedList("0-3")
    #expect(
      try OutputNaming("o").gridPath(prompts: ["a b"], seeds: seeds) == "o/a-b-s0-3-grid.png")
    #expect(try OutputNaming("o.png").gridPath(prompts: ["a", "b"], seeds: seeds) == "o.png")
    let first = try OutputNaming(nil).gridPath(prompts: ["a", "b"], seeds: seeds)
    let second = try OutputNaming(nil).gridPath(prompts: ["a", "c"], seeds: seeds)
    #expect(first.hasPrefix("a-and-1-more-") && first != second)
    let pattern = try OutputNaming("{seed}.png")
    #expect(throws: InputError.self) { try pattern.gridPath(prompts: ["a"], seeds: seeds) }
  }
}
