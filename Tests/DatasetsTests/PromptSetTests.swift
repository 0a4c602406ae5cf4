import Datasets
import Files
import Testing

@Suite struct PromptSetTests {
  private func read(_ text: String, as path: String = "set.jsonl") throws -> [Prompt] {
    try PromptSet(bytes: Array(text.utf8), path: path).prompts
  }

  private func message(_ text: String, as path: String = "set.jsonl") -> String {
    do {
      _ = try read(text, as: path)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func anArrayIsNotReadAsLines() {
    let array = """

      [
        {"id": "a", "prompt": "a circle"}
      ]
      """
    for path in ["set.jsonl", "set.json", "set.txt"] {
      #expect(
        message(array, as: path).hasPrefix(
          "\(path): expected JSON Lines, an object on each line, found a JSON array; write each"))
    }
    #expect(message("[sic] a circle", as: "set.txt") == "no error")
  }

  @Test func longPromptsAreRefused() {
    let long = String(repeating: "x", count: 10_001)
    let expected = "expected at most 10000 bytes, found 10001"
    let line = #"{"id": "a", "prompt": ""# + long + #""}"#
    #expect(message(line) == "set.jsonl:1: $.prompt: \(expected)")
    #expect(message(long, as: "set.txt") == "set.txt: line 1: \(expected)")
  }

  @Test func readsEveryField() throws {
    let line = """
      {"id": "a", "prompt": "p", "tag": "t", "category": "c", "note": "n", "expect": \
      {"background": "gray", "include": [{"shape": "ring", "color": "red", "size": "small", \
      "count": 2}, {"shape": "star", "position": ["left of", 0]}]}}
      """
    let expected = Prompt(
      id: "a", prompt: "p", tag: "t", category: "c", note: "n",
      expect: Expectation(
        background: .gray,
        include: [
          ObjectRequirement(shape: .ring, color: .red, size: .small, count: 2),
          ObjectRequirement(shape: .star, position: RelativePosition(.leftOf, of: 0)),
        ]))
    #expect(try read("\n\(line)\r\n") == [expected])
  }

  @Test func writesWhatItReads() throws {
    let text = """
      {"id": "1", "prompt": "say \\"hi\\"\\n\\u0001 caf\u{E9} \u{1F600}"}
      {"id": "2", "tag": "t", "category": "c", "prompt": "q", "note": "n", "expect": \
      {"background": "black", "include": [{"shape": "heart", "color": "pink", "size": "large", \
      "count": 1, "position": ["below", 1]}, {"shape": "circle"}]}}

      """
    #expect(try PromptSet(bytes: Array(text.utf8), path: "x.jsonl").jsonLines() == text)
  }

  @Test(arguments: [
    (#"{"id": "a"}"#, "set.jsonl:1: $.prompt: expected a string that is not blank, found nothing"),
    (
      #"{"id": 3, "prompt": "p"}"#,
      "set.jsonl:1: $.id: expected a string that is not blank, found 3"
    ),
    (
      #"{"id": "a", "prompt": "p", "tagg": "t"}"#,
      #"set.jsonl:1: $: expected the keys id, prompt, tag, category, note, expect, found "tagg""#
    ),
    (#"{"id": "a", "prompt": " "}"#, #"$.prompt: expected a string that is not blank, found " ""#),
    (
      #"{"id": "a", "prompt": "p""#,
      "set.jsonl:1: expected a JSON object, found text that is not JSON"
    ),
    (#"["a"]"#, "set.jsonl:1: $: expected an object, found an array of 1"),
    (
      expecting(#"{"shape": "blob"}"#),
      #"$.expect.include[0].shape: expected one of circle, square"#
    ),
    (
      expecting(#"{"shape": "star", "count": 2.5}"#),
      "$.expect.include[0].count: expected a whole number from 1 to 4, found 2.5"
    ),
    (
      expecting(#"{"shape": "star", "count": true}"#),
      "$.expect.include[0].count: expected a whole number from 1 to 4, found true"
    ),
    (
      expecting(#"{"shape": "star", "count": 3}, {"shape": "ring", "count": 2}"#),
      "$.expect: expected at most 4 objects in all, found 5"
    ),
    (
      expecting(#"{"shape": "star", "position": ["above", 0]}"#),
      "$.expect.include[0].position[1]: expected the index of another object, found its own"
    ),
    (
      expecting(#"{"shape": "star"}, {"shape": "ring", "position": ["above", 2]}"#),
      "$.expect.include[1].position[1]: expected a whole number from 0 to 1, found 2"
    ),
    (
      expecting(#"{"shape": "star"}, {"shape": "ring", "position": ["over", 0]}"#),
      "$.expect.include[1].position[0]: expected one of above, below, left of, right of"
    ),
    (
      expecting(#"{"shape": "star"}, {"shape": "ring", "position": ["above"]}"#),
      "$.expect.include[1].position: expected a relation and an index, found an array of 1"
    ),
    (expecting(""), #"$.expect: expected at least one object in "include", found none"#),
    ("", "set.jsonl: expected at least one prompt, found none"),
    (
      #"{"id": "a", "prompt": "p"}"# + "\n\n" + #"{"id": "a", "prompt": "q"}"#,
      #"set.jsonl:3: expected an id that occurs once, found the id of line 1 again, "a""#
    ),
    (
      #"{"id": "a", "prompt": "p"}"# + "\n" + #"{"id": "b", "prompt": "p"}"#,
      #"set.jsonl:2: expected a prompt that occurs once, found the prompt of line 1 again, "p""#
    ),
  ])
  func namesTheFault(text: String, expected: String) {
    #expect(message(text).contains(expected))
  }

  @Test func saysWhatIsWrongWithTheJSON() {
    let twice = message(#"{"id": "a", "prompt": "p", "id": "b"}"#)
    #expect(twice.hasSuffix(#"(expected no key twice, found "id" again)"#))
  }

  @Test func refusesBytesThatAreNotUTF8() {
    #expect(throws: InputError.self) { try PromptSet(bytes: [0x61, 0xFF], path: "a.txt") }
  }

  @Test func refusesEveryTruncation() throws {
    let line = expecting(#"{"shape": "star", "color": "blue"}"#)
    for length in 1..<line.utf8.count {
      #expect(throws: InputError.self) {
        try PromptSet(bytes: Array(line.utf8.prefix(length)), path: "a.jsonl")
      }
    }
  }

  @Test func promptsOfOnesOwnMakeASet() throws {
    let red = Prompt(id: "a", prompt: "a red circle"), blue = Prompt(id: "b", prompt: "a blue ring")
    #expect(try PromptSet([red, blue]).prompts == [red, blue])
    let again = Prompt(id: "c", prompt: red.prompt)
    let error = try #require(throws: InputError.self) { try PromptSet([red, blue, again]) }
    #expect(error.path.hasPrefix("prompts:3"), "\(error)")
  }

  @Test func missingFileIsNamed() {
    #expect(throws: InputError.self) { try PromptSet(path: "/no/such/file.jsonl") }
  }
}

private func expecting(_ objects: String) -> String {
  #"{"id": "a", "prompt": "p", "expect": {"include": ["# + objects + "]}}"
}
