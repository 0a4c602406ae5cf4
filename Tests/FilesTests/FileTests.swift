import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileTests {
  @Test func onlyFilesAreReplaced() throws {
    try withTemporaryFolder { folder in
      try writeFile("a".utf8, to: "\(folder)/a")
      try writeFile("b".utf8, to: "\(folder)/a")
      #expect(try readFile("\(folder)/a") == Array("b".utf8))
      #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
      for path in ["\(folder)/pipe", folder] {
        let error = try #require(throws: InputError.self) { try writeFile("c".utf8, to: path) }
        #expect(error.kind == .unwritable)
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", "pipe"])
    }
  }

  @Test func theLongestNameThereIsCanBeWritten() throws {
    try withTemporaryFolder { folder in
      let name = String(repeating: "n", count: 251) + ".png"
      try writeFile("a".utf8, to: "\(folder)/\(name)")
      #expect(try namesInFolder(folder) == [name])
    }
  }

  @Test func whatHasNoEndIsRefused() throws {
    let error = try #require(throws: InputError.self) { try readFile("/dev/zero") }
    #expect(error.description == "/dev/zero: expected at most 64 MiB, found more")
    try withTemporaryFolder { folder in
      try writeFile([], to: "\(folder)/long")
      #expect(truncate("\(folder)/long", 5 << 30) == 0)
      let error = try #require(throws: InputError.self) { try readFile("\(folder)/long") }
      #expect(error.found == "5120 MiB")
    }
  }

  @Test func foldersAreRemovedWithoutWhatLinksLeadTo() throws {
    try withTemporaryFolder { folder in
      let temporary = try makeTemporaryFolder(named: "limn-tests")
      try makeFolder("\(temporary)/a/b")
      try writeFile([], to: "\(temporary)/a/b/c")
      try writeFile([], to: "\(folder)/kept")
      try makeLink(at: "\(temporary)/a/link", to: folder)
      removeFolder(temporary)
      #expect(!fileExists(temporary))
      #expect(fileExists("\(folder)/kept"))
    }
  }

  @Test func whatATerminalWouldActOnIsSpelled() {
    #expect("a\u{1B}[31m\n\u{202E}é".printable == "a\\u{1B}[31m\\u{A}\\u{202E}é")
    #expect("“a circle”".printable == "“a circle”")
    let error = InputError(
      .invalid, path: "a\nb", expected: "c", found: String(repeating: "d", count: 5000))
    #expect(error.description.hasPrefix("a\\u{A}b: expected c, found ddd"))
    #expect(error.description.hasSuffix("ddd…"))
    #expect(error.description.count < 4100)
  }

  @Test func pathsAreComparedByWhatTheyLeadTo() throws {
    try withTemporaryFolder { folder in
      try writeFile([], to: "\(folder)/a")
      try writeFile([], to: "\(folder)/b")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "a")
      #expect(isSameFile("\(folder)/a", "\(folder)/./a"))
      #expect(isSameFile("\(folder)/a", "\(folder)/link"))
      #expect(!isSameFile("\(folder)/a", "\(folder)/b"))
      #expect(!isSameFile("\(folder)/none", "\(folder)/none"))
    }
  }
}
