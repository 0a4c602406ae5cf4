import Datasets
import Files
import Testing

@Suite struct PromptTableTests {
  private func read(_ text: String, as path: String) throws -> [Prompt] {
    try PromptSet(bytes: Array(text.utf8), path: path).prompts
  }

  @Test func plainTextIsTakenLiterally() throws {
    let prompts = try read("# one\r\n\n  two, \"three\"\n", as: "prompts.txt")
    #expect(prompts.map(\.prompt) == ["# one", "  two, \"three\""])
    // The first digits of the SHA-256 of "# one", from sha256sum.
    #expect(prompts[0].id == "440f87a565a2")
    // A byte order mark is no part of the first one.
    #expect(try read("\u{FEFF}# one", as: "prompts.txt") == [prompts[0]])
  }

  @Test func partiPromptsKeepQuotes() throws {
    let text =
      "Prompt\tCategory\tChallenge\tNote\na \"big\" box\tArts\tBasic\t\n\"x\" y\tArts\tFine\tn\n"
    let prompts = try read(text, as: "p.tsv")
    #expect(prompts.map(\.prompt) == ["a \"big\" box", "\"x\" y"])
    #expect(prompts.map(\.tag) == ["Basic", "Fine"])
    #expect(prompts.map(\.category) == ["Arts", "Arts"])
    #expect(prompts.map(\.note) == [nil, "n"])
  }

  @Test func drawBenchFieldsMayBeQuoted() throws {
    let text = "Prompts,Category\r\n\"a, \"\"b\"\"\nc\",Text\r\nplain,Colors\r\n"
    let prompts = try read(text, as: "d.csv")
    #expect(prompts.map(\.prompt) == ["a, \"b\"\nc", "plain"])
    #expect(prompts.map(\.category) == ["Text", "Colors"])
  }

  @Test func headersTellTheFormatToo() throws {
    #expect(try read("Prompts,Category\na,Colors\n", as: "d")[0].category == "Colors")
    #expect(try read("Prompt\tCategory\na\tArts\n", as: "p")[0].category == "Arts")
    #expect(try read("{\"id\": \"i\", \"prompt\": \"a\"}\n", as: "-")[0].id == "i")
    #expect(try read(" { \"id\": \"i\", \"prompt\": \"a\"}\n", as: "-")[0].id == "i")
  }

  @Test(arguments: [
    (
      "d.csv", "Text,Kind\na,b\n",
      "d.csv:1: expected the header Prompts, Category, found Text, Kind"
    ),
    ("d.csv", "Prompts,Category\na\n", "d.csv:2: expected 2 columns, found 1"),
    ("d.csv", "Prompts,Category\nx,\"y\n", "d.csv:2: expected a closing quote"),
    (
      "d.csv", "Prompts,Category\n\"say \"hi\" now\",y\n",
      "d.csv:2: expected a comma or the end of the line after a closing quote, found h"
    ),
    ("d.csv", "Prompts,Category\n,y\n", "d.csv:2: expected a prompt, found none"),
    (
      "d.csv", "Prompts,Category\n\"a\nb\",y\n\"a\nb\",y\n",
      "d.csv:4: expected a prompt that occurs"
    ),
    ("p.tsv", "Prompt\tCategory\na\tb\tc\n", "p.tsv:2: expected 2 columns, found 3"),
    ("p.tsv", "Prompt\tCategory\n", "p.tsv: expected at least one prompt, found none"),
    ("a.txt", "one\ntwo\none\n", "a.txt:3: expected a prompt that occurs once"),
  ])
  func namesTheFault(path: String, text: String, expected: String) {
    let error = #expect(throws: InputError.self) { try read(text, as: path) }
    #expect(error?.description.contains(expected) == true)
  }
}

@Suite struct ImportedPromptsTests {
  @Test func whatATableHasIsKept() throws {
    let table = "Prompt\tCategory\tChallenge\tNote\na fox\tAnimals\tBasic\tshy\na cat\tAnimals\n"
    let imported = try ImportedPrompts(bytes: Array(table.utf8), path: "p.tsv")
    #expect(
      imported.set.jsonLines() == """
        {"id": "5ebbe2a2650a", "tag": "Basic", "category": "Animals", "prompt": "a fox", \
        "note": "shy"}
        {"id": "51e467415607", "category": "Animals", "prompt": "a cat"}

        """)
    #expect(imported.leftOut.isEmpty)
  }

  @Test func repeatedPromptsAreKeptOnce() throws {
    let table = "Prompts,Category\na fox,Animals\na cat,Animals\na fox,Foxes\n"
    let imported = try ImportedPrompts(bytes: Array(table.utf8), path: "d.csv")
    #expect(imported.set.prompts.map(\.prompt) == ["a fox", "a cat"])
    #expect(imported.set.prompts[0].category == "Animals")
    #expect(imported.leftOut == ["d.csv:4: left out, the prompt is that of line 2"])
    #expect(throws: InputError.self) {
      try ImportedPrompts(bytes: Array("Prompts,Category\n,Colors\n".utf8), path: "d.csv")
    }
  }
}
