import Files
import Notebooks
import TestSupport
import Testing

@Suite struct NotebookRunnerTests {
  /// What the commands of a notebook give, with `program` as `limn` and the notebook at `path`.
  private func run(_ commands: String, program: String = "/bin/echo", path: String = "/n.md")
    throws -> [Transcript]?
  {
    let text = "```console\n\(commands)\n```\n"
    return try NotebookRunner(program: program).run(
      Notebook(bytes: Array(text.utf8), path: path))
  }

  @Test func filesLastAndVariablesDoNot() throws {
    let found = try run("$ A=1; echo $A > f; cd /\n$ cat f\n$ echo \"<$A>\"\n$ ls")
    #expect(found?.map(\.lines) == [[], ["1"], ["<>"], ["f"]])
  }

  @Test func bothStreamsComeInTheirOrder() throws {
    let found = try run("$ echo a; echo b >&2; echo c; exit 7\n$ cat\n$ printf 'x\\n\\ny'")
    #expect(
      found == [
        Transcript(lines: ["a", "b", "c"], status: 7), Transcript(lines: []),
        Transcript(lines: ["x", "", "y"]),
      ])
  }

  @Test func theProgramIsOnThePath() throws {
    #expect(try run("$ limn says so")?.map(\.lines) == [["says so"]])
  }

  @Test func foldersAboveTheNotebookAreLinked() throws {
    try withTemporaryFolder { root in
      for folder in ["prompts", "notebooks", "a/prompts"] { try makeFolder("\(root)/\(folder)") }
      try writeFile("here\n".utf8, to: "\(root)/prompts/p")
      let found = try run("$ cat prompts/p\n$ ls", path: "\(root)/notebooks/n.md")
      #expect(found?.map(\.lines) == [["here"], ["prompts"]])
    }
  }

  @Test func aSignalIsToldAsTheShellTellsIt() throws {
    #expect(try run("$ kill -9 $$\n$ exit 9")?.map(\.status) == [137, 9])
  }

  @Test func aWishToStopEndsTheCommandThatRuns() throws {
    let text = "```console\n$ true\n$ sleep 600; true\n$ false\n```"
    let notebook = try Notebook(bytes: Array(text.utf8), path: "n.md")
    var statuses: [Int32] = []
    let found = try NotebookRunner(program: "/bin/echo").run(notebook) {
      statuses.append($0.status)
    } wantsStop: {
      statuses.count == 1
    }
    #expect(found == nil)
    #expect(statuses == [0])
  }
}
