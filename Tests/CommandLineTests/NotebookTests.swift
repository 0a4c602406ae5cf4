import Foundation
import TestSupport
import Testing

@Suite struct NotebookTests {
  private static let folder = "\(packageRoot)/notebooks-md"

  /// The walk-throughs as they stand; what a failure prints names file, line and command.
  @Test(arguments: [
    "01-first-picture", "02-train-your-own", "03-rerun-and-drift", "04-compare-prompt-sets",
  ])
  func walkThroughsPrintWhatTheySay(_ name: String) throws {
    let outcome = try limn("notebook", "check", "\(name).md", in: Self.folder)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasSuffix(" commands in 1 notebook: as written\n"))
  }

  @Test func everyWalkThroughIsRun() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted()
    #expect(
      names == [
        "01-first-picture.md", "02-train-your-own.md", "03-rerun-and-drift.md",
        "04-compare-prompt-sets.md", "README.md",
      ])
  }

  @Test func whatDiffersIsToldAndCanBeTakenOver() throws {
    try withTemporaryFolder { folder in
      let page = """
        # Page

        ```console
        $ limn --version
        0.*
        $ limn inspect none.png
        nothing
        ```

        """
      let url = URL(fileURLWithPath: "\(folder)/page.md")
      try Data(page.utf8).write(to: url)
      let found = "limn: none.png: expected a readable file, found no such file or directory"
      let check = try limn("notebook", "check", "page.md", in: folder)
      #expect(check.status == 104)
      #expect(
        check.output == """
          page.md:6: $ limn inspect none.png
            expected:
              nothing
            found:
              \(found)
              [exit 66]

          """)
      #expect(check.errors == "limn: 1 of 2 commands print something else\n")
      #expect(try Data(contentsOf: url) == Data(page.utf8))
      let update = try limn("notebook", "update", "page.md", in: folder)
      #expect(update.status == 0)
      #expect(update.output == "page.md\n")
      let updated = page.replacingOccurrences(of: "nothing\n", with: "\(found)\n[exit 66]\n")
      #expect(try String(contentsOf: url, encoding: .utf8) == updated)
      try Data("# Words alone\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/words.md"))
      let both = try limn("notebook", "check", "words.md", "page.md", in: folder)
      #expect(both.status == 0)
      #expect(
        both.errors == """
          limn: warning: words.md: no command in a block marked "console"
          limn: 2 commands in 1 notebook: as written

          """)
      let again = try limn("notebook", "update", "page.md", in: folder)
      #expect(again.status == 0)
      #expect(again.output.isEmpty)
    }
  }

  @Test func pagesWithoutCommandsAreBadData() throws {
    try withTemporaryFolder { folder in
      try Data("# Page\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/page.md"))
      let outcome = try limn("notebook", "check", "page.md", in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("limn: page.md: expected a command in a block marked"))
      #expect(try limn("notebook", "check", "none.md", in: folder).status == 66)
    }
  }
}
