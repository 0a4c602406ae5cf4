import Files
import Imaging
import TestSupport
import Testing

@Suite struct ExplainTests {
  @Test func eachWordIsLeftOutOnce() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let explained = try limn(
        "explain", "a red circle", "--seed", "3", "--model", model, in: folder)
      #expect(explained.status == 0)
      #expect(explained.errors.isEmpty)
      let lines = explained.output.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines[0].hasPrefix("left out  difference"))
      #expect(lines[1...3].map { $0.prefix { $0 != " " } } == ["a", "red", "circle"])
      #expect(lines[4] == "a-red-circle-s3-explained.png")
      let (sheet, text) = try PNG.read("\(folder)/a-red-circle-s3-explained.png")
      #expect(sheet.width > 192)
      let json = try limn(
        "explain", "a red circle", "--seed", "3", "--model", model, "--json", "-o", "s.png",
        in: folder)
      #expect(json.output.contains(#""path":"s.png","pixels_sha256":"#))
      // The file says what is printed, but for its path.
      let chunk = try #require(text.first { $0.key == "limn_explanation" }).value
      #expect(json.output == chunk.replacing(#""pixels"#, with: #""path":"s.png","pixels"#) + "\n")
      let drawn = try limn(
        "generate", "a red circle", "--seed", "3", "--model", model, "--json", in: folder)
      let hash = try #require(chunk.split(separator: #""pixels_sha256":""#).last?.prefix(64))
      #expect(drawn.output.contains(hash))
      let rerun = try limn("rerun", "s.png", in: folder)
      #expect(rerun.status == 65)
      #expect(rerun.errors.contains("found a sheet of limn explain; "), "\(rerun.errors)")
    }
  }

  @Test func nothingIsWrittenOver() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let arguments = ["explain", "red zebra", "--model", model, "-o", "s.png"]
      let first = try run(program: programPath(), arguments, input: "", in: folder)
      #expect(first.status == 0)
      #expect(first.errors.hasPrefix("limn: warning: the model never saw \"zebra\"\n"))
      #expect(first.errors.contains("the prompt names no shape"))
      let second = try run(program: programPath(), arguments, input: "", in: folder)
      #expect(second.status == 73)
      #expect(second.output.isEmpty)
      let forced = try run(program: programPath(), arguments + ["--force"], input: "", in: folder)
      #expect(forced.output == first.output)
    }
  }

  @Test(arguments: [
    (["circle"], "expected a prompt of 2 to 64 words, found 1"),
    (["a circle", "--seed", "0-3"], "--seed must be one seed, not 0-3"),
    (["a circle", "-o", "{seed}.png"], "expected one file or a folder for a grid"),
  ])
  func wrongUses(_ arguments: [String], _ message: String) throws {
    try withTemporaryFolder { folder in
      let outcome = try run(
        program: programPath(), ["explain"] + arguments, input: "", in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
