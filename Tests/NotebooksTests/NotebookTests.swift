import Files
import Notebooks
import Testing

@Suite struct NotebookTests {
  private func notebook(_ text: String) throws -> Notebook {
    try Notebook(bytes: Array(text.utf8), path: "n.md")
  }

  private let text = """
    # Title

    ```console
    $ one
    $ two <<'END'
    > a
    >
    > END
    out
    > not input
    [exit 3]
    ```

    ```sh
    $ not a command
    ```

    ```console
    $ three
    ...
    ```

    The end.

    """

  @Test func commandsAreReadWithWhatTheyGive() throws {
    let commands = try notebook(text).commands
    #expect(commands.map(\.line) == [4, 5, 19])
    #expect(commands.map(\.text) == ["one", "two <<'END'\na\n\nEND", "three"])
    #expect(
      commands.map(\.expected) == [
        Transcript(lines: []), Transcript(lines: ["out", "> not input"], status: 3),
        Transcript(lines: ["..."]),
      ])
  }

  @Test(arguments: [
    ("```console\n$ a\n", "n.md:1: expected a block that ends with ```, found the end of the file"),
    ("a\n```console\nout\n```\n", #"n.md:3: expected a command, after "$ ", found "out""#),
  ])
  func faultsAreNamed(text: String, message: String) {
    let error = #expect(throws: InputError.self) { try notebook(text) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    (["a *c", "d"], ["a bc", "d"], true), (["a *c"], ["a b"], false), (["*"], [""], true),
    (["*a*b*"], ["xaxbx"], true), (["*a*b*"], ["xbxax"], false), (["a*a"], ["a"], false),
    (["..."], [], true), (["a", "...", "d"], ["a", "b", "c", "d"], true),
    (["a", "...", "d"], ["a", "b", "c"], false), (["a"], ["a", "b"], false),
    (["a", "b"], ["a"], false), (["...", "b", "..."], ["b", "b", "c"], true), ([], ["a"], false),
    (["a.b"], ["axb"], false),
  ])
  func patternsAllow(patterns: [String], lines: [String], allowed: Bool) {
    let expected = Transcript(lines: patterns)
    #expect(expected.allows(Transcript(lines: lines)) == allowed)
    #expect(!expected.allows(Transcript(lines: lines, status: 1)))
  }

  @Test(arguments: [
    (["a", "* s", "c"], ["b", "3 s", "c"], ["b", "* s", "c"]),
    (["a", "...", "z"], ["b", "x", "y", "z"], ["b", "...", "z"]),
    (["a", "...", "z"], ["a", "x", "y"], ["a", "...", "y"]),
    (["* 1"], ["a", "b 1", "c"], ["a", "* 1", "c"]), (["a", "b", "c"], ["a", "c"], ["a", "c"]),
    ([], ["$ x", "```", "[exit 1]", "> y"], ["* x", "*``", "*exit 1]", "* y"]),
  ])
  func updatesKeepWhatFits(patterns: [String], lines: [String], merged: [String]) {
    let found = Transcript(lines: lines, status: 2)
    let updated = Transcript(lines: patterns).updated(to: found)
    #expect(updated == Transcript(lines: merged, status: 2))
    #expect(updated.allows(found))
  }

  @Test func updatesTouchNothingElse() throws {
    let notebook = try notebook(text)
    let same = [
      Transcript(lines: []), Transcript(lines: ["out", "> not input"], status: 3),
      Transcript(lines: ["x", "y"]),
    ]
    #expect(notebook.mismatches(with: same).isEmpty)
    #expect(notebook.updated(with: same) == text)
    var other = same
    other[0] = Transcript(lines: ["new"], status: 1)
    other[1].status = 0
    #expect(
      notebook.updated(with: other)
        == text.replacing("$ one\n", with: "$ one\nnew\n[exit 1]\n")
        .replacing("[exit 3]\n", with: ""))
    #expect(
      notebook.mismatches(with: other).map(\.description) == [
        "n.md:4: $ one\n  expected: nothing\n  found:\n    new\n    [exit 1]",
        "n.md:5: $ two <<'END'\n  > a\n  > \n  > END\n  expected:\n    out\n    > not input\n"
          + "    [exit 3]\n  found:\n    out\n    > not input",
      ])
  }
}
