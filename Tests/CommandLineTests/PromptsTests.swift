import Files
import Foundation
import TestSupport
import Testing

@Suite struct PromptsTests {
  /// The committed sets, read-only.
  private static let prompts = "\(packageRoot)/prompts"

  private func write(_ text: String, to name: String, in folder: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  @Test func committedSetsAreClean() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.prompts)
      .filter { $0.hasSuffix(".jsonl") }.sorted()
    #expect(!names.isEmpty)
    let outcome = try run(
      program: programPath(), ["prompts", "lint"] + names, input: "", in: Self.prompts)
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "limn: 0 errors, 0 warnings\n")
  }

  @Test func errorsAreTheExitCode() throws {
    try withTemporaryFolder { folder in
      let set = """
        {"id": "a", "prompt": "a red circle", "expect": {"include": [{"shape": "circle", \
        "color": "blue"}]}}
        {"id": "a", "prompt": "a turquoise ring"}

        """
      try write(set, to: "bad.jsonl", in: folder)
      let outcome = try limn("prompts", "lint", "bad.jsonl", in: folder)
      #expect(outcome.status == 65)
      #expect(
        outcome.output == """
          bad.jsonl:1: the prompt says "a red circle", expect.include[0] says color blue; \
          change one of the two
          bad.jsonl:2: the id "a" is that of line 1; give it another
          bad.jsonl:2: warning: the model never saw "turquoise"; say it in other words

          """)
      #expect(outcome.errors == "limn: 2 errors, 1 warning\n")
      let json = try limn("prompts", "lint", "bad.jsonl", "--json", in: folder)
      #expect(json.status == 65)
      #expect(json.output.split(separator: "\n").count == 3)
      #expect(
        json.output.hasPrefix(
          #"{"advice":"change one of the two","kind":"error","line":1,"path":"bad.jsonl","#
            + #""rule":"contradiction","what":"#))
    }
  }

  @Test func warningsAloneAreNotErrors() throws {
    try withTemporaryFolder { folder in
      try write(
        "a turquoise ring\n\(Array(repeating: "a red star", count: 40).joined(separator: " and "))",
        to: "odd.txt", in: folder)
      let outcome = try limn("prompts", "lint", "odd.txt", in: folder)
      #expect(outcome.status == 0)
      #expect(
        outcome.output == """
          odd.txt:1: warning: the model never saw "turquoise"; say it in other words
          odd.txt:2: warning: the prompt is longer than the model reads; make it shorter

          """)
      #expect(outcome.errors == "limn: 0 errors, 2 warnings\n")
      #expect(try limn("prompts", "lint", "none.txt", in: folder).status == 66)
      let model = try limn("prompts", "lint", "odd.txt", "--model", "none", in: folder)
      #expect(model.status == 66)
      #expect(model.output.isEmpty)
    }
  }

  @Test func aModelThatIsNamedReadsThePrompts() throws {
    try withTemporaryFolder { folder in
      try writeFile(squareModel(), to: "\(folder)/square.safetensors")
      try write("a red square\na blue square\n", to: "p.txt", in: folder)
      #expect(try limn("prompts", "lint", "p.txt", in: folder).output.isEmpty)
      let own = try limn("prompts", "lint", "p.txt", "--model", "square.safetensors", in: folder)
      #expect(own.status == 0)
      #expect(
        own.output
          == "p.txt:2: warning: the model never saw \"blue\"; say it in other words\n")
      #expect(own.errors == "limn: 0 errors, 1 warning\n")
    }
  }

  @Test func tablesAreImported() throws {
    try withTemporaryFolder { folder in
      try write(
        "Prompt\tCategory\tChallenge\tNote\na fox\tAnimals\tBasic\tshy\na fox\tAnimals\tBasic\t\n",
        to: "p.tsv", in: folder)
      let line =
        #"{"id": "5ebbe2a2650a", "tag": "Basic", "category": "Animals", "prompt": "a fox", "#
        + "\"note\": \"shy\"}\n"
      let warning = "limn: warning: p.tsv:3: left out, the prompt is that of line 2\n"
      let printed = try limn("prompts", "import", "p.tsv", in: folder)
      #expect(printed.status == 0)
      #expect(printed.output == line)
      #expect(printed.errors == warning)
      let written = try limn("prompts", "import", "p.tsv", "-o", "p.jsonl", in: folder)
      #expect(written.status == 0)
      #expect(written.output == "p.jsonl\n")
      #expect(try String(contentsOfFile: "\(folder)/p.jsonl", encoding: .utf8) == line)
      let refused = try limn("prompts", "import", "p.tsv", "-o", "p.jsonl", in: folder)
      #expect(refused.status == 73)
      #expect(refused.output.isEmpty)
      #expect(
        try limn("prompts", "import", "p.tsv", "-o", "p.jsonl", "--force", in: folder).status == 0)
      try write("Text,Kind\na,b\n", to: "d.csv", in: folder)
      let foreign = try limn("prompts", "import", "d.csv", in: folder)
      #expect(foreign.status == 65)
      #expect(foreign.output.isEmpty)
      #expect(foreign.errors.hasPrefix("limn: d.csv:1: expected the header Prompts, Category"))
    }
  }
}
