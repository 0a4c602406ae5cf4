import Files
import Foundation
import Testing

@Suite struct FileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("limn-tests-files-\(UUID().uuidString)").path
    try makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func onlyFilesAreReplaced() throws {
    try withFolder { folder in
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

  @Test func pathsAreComparedByWhatTheyLeadTo() throws {
    try withFolder { folder in
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
