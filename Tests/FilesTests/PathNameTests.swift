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

  @Test func whatIsThereHasAnAbsolutePath() {
    #expect(absolutePath("/usr/../usr/.") == "/usr")
    #expect(absolutePath("/no such thing") == nil)
  }
}
