import Files
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

  @Test func whatIsThereHasAnAbsolutePath() {
    #expect(absolutePath("/usr/../usr/.") == "/usr")
    #expect(absolutePath("/no such thing") == nil)
  }
}
