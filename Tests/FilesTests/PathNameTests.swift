import Files
import TestSupport
import Testing

@Suite struct PathNameTests {
  @Test(arguments: [
    ("a/b/c.json", "c.json", "a/b", "a/b/"), ("c.json", "c.json", ".", ""),
    ("/c.json", "c.json", "/", "/"), ("a//c", "c", "a/", "a//"),
  ])
  func parts(path: String, name: String, folder: String, prefix: String) {
    #expect(fileName(path) == name)
    #expect(folderName(path) == folder)
    #expect(folderPrefix(path) == prefix)
  }

  @Test(arguments: [
    (["a/x.json", "b/y.json"], ["x.json", "y.json"]), (["a/x", "b/x"], ["a/x", "b/x"]),
    (["c/a/x", "d/a/x", "y"], ["c/a/x", "d/a/x", "y"]), (["a/x", "a/x"], ["x", "x"]),
    (["x", "/x"], ["x", "/x"]), ([], []),
  ])
  func pathsAreToldApartByTheirEnds(paths: [String], ends: [String]) {
    #expect(distinctEnds(paths) == ends)
  }

  @Test func pathsAreSeenFromTheFolderThatHoldsAll() throws {
    try withTemporaryFolder { root in
      let files = ["a/x", "a/b/y", "c/x"].map { "\(root)/\($0)" }
      for file in files {
        try makeFolder(folderName(file))
        try writeFile([1], to: file)
      }
      #expect(seenFromCommonFolder([files[0], files[1]]) == ["x", "b/y"])
      #expect(seenFromCommonFolder(["\(root)/c/../a/x", files[2]]) == ["a/x", "c/x"])
      #expect(seenFromCommonFolder([files[0], files[1]], and: [root]) == ["a/x", "a/b/y"])
      // The name of something that ships is no path.
      #expect(seenFromCommonFolder([files[0], "emoji-64"]) == ["x", "emoji-64"])
      #expect(seenFromCommonFolder([files[0], "/usr/bin/env"]) == ["x", "env"])
    }
  }

  @Test func whatIsThereHasAnAbsolutePath() {
    #expect(absolutePath("/usr/../usr/.") == "/usr")
    #expect(absolutePath("/no such thing") == nil)
  }
}
