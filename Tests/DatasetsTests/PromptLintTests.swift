import Datasets
import Files
import Tensors
import Testing

@Suite struct PromptLintTests {
  private func lint(_ text: String, as path: String = "set.jsonl", _ lint: PromptLint = .init())
    throws -> [String]
  {
    try lint.findings(in: Array(text.utf8), path: path).map { $0.text(path: path) }
  }

  /// The findings of one prompt with an expectation.
  private func lint(_ prompt: String, expecting expectation: String) throws -> [String] {
    try lint(#"{"id": "a", "prompt": "\#(prompt)", "expect": {\#(expectation)}}"#)
  }

  @Test func repetitionsAreNamedWithTheirLines() throws {
    let text = """
      {"id": "a", "prompt": "a red circle"}
      {"id": "b", "prompt": "a  Red circle"}

      {"id": "a", "prompt": "a star"}
      {"id": "c", "prompt": "a red circle"}
      """
    #expect(
      try lint(text) == [
        "set.jsonl:2: the prompt differs from line 1 only in case or spaces; "
          + "take one of them out",
        "set.jsonl:4: the id \"a\" is that of line 1; give it another",
        "set.jsonl:5: the prompt is that of line 1; take one of them out",
      ])
    #expect(
      try lint("one\ntwo\none\n", as: "a.txt")
        == ["a.txt:3: the prompt is that of line 1; take one of them out"])
  }

  @Test func everyLineThatCannotBeReadIsNamed() throws {
    let text = """
      {"id": "a", "prompt": " "}
      {"id": "b"
      {"id": "c", "prompt": "a star", "expect": {"include": [{"shape": "sun"}]}}
      {"id": "d", "prompt": "a star"}
      """
    let findings = try lint(text)
    #expect(findings.count == 3)
    #expect(
      findings[0] == "set.jsonl:1: $.prompt: expected a string that is not blank, found \" \"; "
        + "mend the line or take it out")
    #expect(findings[1].hasPrefix("set.jsonl:2: expected a JSON object, found"))
    #expect(findings[2].hasPrefix("set.jsonl:3: $.expect.include[0].shape: expected one of"))
    #expect(
      try lint("Prompts,Category\n\" \",Colors\n", as: "t.csv")
        == ["t.csv:2: expected a prompt, found none; mend the line or take it out"])
    #expect(throws: InputError.self) { try lint("", as: "a.txt") }
  }

  @Test(arguments: [
    (
      "two red circles", #""include": [{"shape": "circle", "color": "blue", "count": 3}]"#,
      #"the prompt says "two red circles", expect.include[0] says color blue and count 3"#
    ),
    (
      "a tiny star", #""include": [{"shape": "star", "size": "large"}]"#,
      #"the prompt says "a tiny star", expect.include[0] says size large"#
    ),
    (
      "a star that is red", #""include": [{"shape": "star", "color": "pink"}]"#,
      #"the prompt says "a star that is red", expect.include[0] says color pink"#
    ),
    (
      "a pair of boxes", #""include": [{"shape": "square", "count": 3}]"#,
      #"the prompt says "a pair of boxes", expect.include[0] says count 3"#
    ),
    (
      "a red circle and a blue square",
      #""include": [{"shape": "circle", "color": "red"}, {"shape": "star"}]"#,
      "expect.include[1] is a star, which the prompt never names"
    ),
    (
      "a star", #""include": [{"shape": "star"}, {"shape": "ring"}]"#,
      "expect.include[1] is a ring, which the prompt never names"
    ),
    (
      "a blue square",
      #""include": [{"shape": "square", "color": "blue"}, {"shape": "square", "color": "red"}]"#,
      #"the prompt says "a blue square", expect.include[1] says color red"#
    ),
    (
      "A circle in red. Two blue stars.",
      #""include": [{"shape": "circle"}, {"shape": "star", "color": "pink"}]"#,
      #"the prompt says "two blue stars", expect.include[1] says color pink"#
    ),
    (
      "a ring on a grey background", #""background": "black", "include": [{"shape": "ring"}]"#,
      "the prompt's background is gray, expect.background is black"
    ),
    (
      "A heart against white.", #""background": "black", "include": [{"shape": "heart"}]"#,
      "the prompt's background is white, expect.background is black"
    ),
  ])
  func contradictionsAreFound(prompt: String, expectation: String, what: String) throws {
    #expect(
      try lint(prompt, expecting: expectation) == ["set.jsonl:1: \(what); change one of the two"])
  }

  @Test(arguments: [
    "a star over a red ring", "a star is above the red ring", "a red ring with a star above it",
    "above a red ring is a star", "a star at the top and a red ring at the bottom",
    "the picture shows a star on top of a ring",
  ])
  func relationsAreReadInEveryForm(prompt: String) throws {
    let objects = #"{"shape": "ring"}, {"shape": "star", "position": ["above", 0]}"#
    #expect(try lint(prompt, expecting: #""include": [\#(objects)]"#) == [])
    for other in ["below", "left of"] {
      let wrong = objects.replacing("above", with: other)
      #expect(
        try lint(prompt, expecting: #""include": [\#(wrong)]"#) == [
          "set.jsonl:1: the prompt puts the star above the ring, expect.include[1] says \(other); "
            + "change one of the two"
        ])
    }
  }

  /// What could be meant is not reported.
  @Test(arguments: [
    ("a circle and another circle", #"{"shape": "circle", "count": 2}"#),
    ("a circle, a circle and a circle", #"{"shape": "circle", "count": 3}"#),
    ("a red and blue circle", #"{"shape": "circle", "color": "red"}"#),
    ("circles that are not red but blue", #"{"shape": "circle", "color": "blue"}"#),
    ("two circles, one red, one blue", #"{"shape": "circle", "color": "red"}"#),
    ("a square picture of a red square", #"{"shape": "square", "color": "red"}"#),
    ("a star-shaped thing, quite blue", #"{"shape": "star", "color": "blue"}"#),
    ("a shiny blue circle", #"{"shape": "circle", "color": "blue", "size": "large"}"#),
    ("a plus sign", #"{"shape": "cross"}"#),
    ("draw plus in red", #"{"shape": "cross", "color": "red"}"#),
    ("a star and a crimson plus", #"{"shape": "star"}, {"shape": "cross"}"#),
    (
      "a red and a blue star",
      #"{"shape": "star", "color": "red"}, {"shape": "star", "color": "blue"}"#
    ),
    ("a three-sided shape", #"{"shape": "triangle"}"#),
    ("a star plus a ring", #"{"shape": "star"}, {"shape": "ring"}"#),
    ("Star: yellow. Ring: pink.", #"{"shape": "star", "color": "yellow"}, {"shape": "ring"}"#),
    (
      "two stars in different colors",
      #"{"shape": "star", "color": "red", "count": 1}, {"shape": "star", "color": "blue"}"#
    ),
    (
      "a blue star and an orange one",
      #"{"shape": "star", "color": "blue"}, {"shape": "star", "color": "orange"}"#
    ),
  ])
  func whatIsUnclearIsLeftAlone(prompt: String, object: String) throws {
    #expect(try lint(prompt, expecting: #""include": [\#(object)]"#) == [])
  }

  @Test(arguments: Wordings.allCases)
  func captionsInAnyWordingAgreeWithTheirFacts(_ wordings: Wordings) throws {
    for index in 0..<2000 {
      let sample = ShapesWorld.sample(seed: 5, index: UInt64(index), wordings)
      let findings = try lint(line(sample.caption, sample.description))
      #expect(findings == [], "\(sample.caption)")
    }
  }

  @Test func oneWrongFactIsFoundInAlmostAnyWording() throws {
    var random = RandomSource(seed: 6)
    var tries = 0
    var found = 0
    for index in 0..<1000 {
      let sample = ShapesWorld.sample(seed: 6, index: UInt64(index))
      var facts = sample.description
      switch index % 3 {
      case 0 where facts.groups[0].color != nil:
        let colors = ShapeColor.allCases.filter { color in
          !facts.groups.contains { $0.color == color }
        }
        facts.groups[0].color = colors[random.integer(below: colors.count)]
      case 1 where facts.relation != nil: facts.relation = facts.relation?.inverse
      case 2 where facts.groups.count == 1: facts.groups[0].count = facts.groups[0].count % 4 + 1
      default: continue
      }
      tries += 1
      if try !lint(line(sample.caption, facts)).isEmpty { found += 1 }
    }
    #expect(tries > 300)
    #expect(found * 100 > tries * 97, "\(found) of \(tries)")
  }

  @Test func expectationsThatNoSceneMeetsAreErrors() throws {
    let findings = try PromptLint().findings(
      in: Array(
        #"{"id": "a", "prompt": "q", "expect": {"include": [{"shape": "star", "count": 3, "size": "large"}]}}"#
          .replacing("q", with: "three large stars").utf8), path: "set.jsonl")
    #expect(findings.map(\.rule) == [.impossible])
    #expect(findings.map(\.kind) == [.error])
  }

  @Test func tagsAndCategoriesAreCheckedWhereScoresUseThem() throws {
    let text = """
      {"id": "a", "tag": "color", "category": "seen", "prompt": "a red star", "expect": \
      {"include": [{"shape": "star", "color": "red"}]}}
      {"id": "b", "tag": "Basic", "category": "seen", "prompt": "a red cube"}
      {"id": "c", "tag": "colors", "category": "unseen", "prompt": "a red ring", "expect": \
      {"include": [{"shape": "ring", "color": "red"}]}}
      """
    #expect(
      try lint(text) == [
        "set.jsonl:1: warning: \"seen\", but training never shows a red star; "
          + "call it \"unseen\"",
        "set.jsonl:1: warning: the tag \"color\" is none of those that prompts are scored by; "
          + "use one of single_object, two_object, counting, colors, position, color_attr",
        "set.jsonl:3: warning: \"unseen\", but training shows all that expect names; "
          + "call it \"seen\"",
      ])
  }

  @Test func theModelIsAskedOfEveryPrompt() throws {
    let model = PromptLint { prompt in
      if prompt == "refused" {
        throw InputError(.invalid, path: "the prompt", expected: "words", found: "none")
      }
      return PromptReading(
        unknownWords: prompt.split(separator: " ").map { String($0) }.filter { $0.count > 4 },
        isTruncated: prompt.count > 20)
    }
    #expect(
      try lint("a red cube\na shiny cubic zirconia ring\nrefused\n", as: "a.txt", model) == [
        "a.txt:2: warning: the model never saw \"shiny\", \"cubic\", \"zirconia\"; "
          + "say it in other words",
        "a.txt:2: warning: the prompt is longer than the model reads; make it shorter",
        "a.txt:3: expected words, found none; mend the line or take it out",
      ])
  }

  private func line(_ caption: String, _ facts: Description) -> String {
    let include = facts.groups.enumerated().map { index, group in
      var object = "{\"shape\": \"\(group.shape.rawValue)\", \"count\": \(group.count)"
      if let color = group.color { object += ", \"color\": \"\(color.rawValue)\"" }
      if let size = group.size { object += ", \"size\": \"\(size.rawValue)\"" }
      if index == 0, let relation = facts.relation {
        object += ", \"position\": [\"\(relation.rawValue)\", 1]"
      }
      return object + "}"
    }
    let background = facts.background.map { "\"background\": \"\($0.rawValue)\", " } ?? ""
    return "{\"id\": \"a\", \"prompt\": \"\(caption)\", \"expect\": {\(background)\"include\": "
      + "[\(include.joined(separator: ", "))]}}"
  }
}
