import Datasets
import Files
import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct DatasetTests {
  @Test func aPreviewIsOnePicture() throws {
    try withTemporaryFolder { folder in
      let outcome = try limn("dataset", "preview", "-n", "4", "-o", "sheet.png", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output == "sheet.png\n")
      #expect(outcome.errors.isEmpty)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/sheet.png"))
      #expect(try PNG.read("\(folder)/sheet.png").image.width == 16 + 4 * (3 * 64 + 16))
      let again = try limn("dataset", "preview", "-n", "4", "-o", "again.png", in: folder)
      #expect(again.status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/again.png")) == bytes)
      let other = try limn(
        "dataset", "preview", "-n", "4", "--seed", "1", "-o", "other.png", in: folder)
      #expect(other.status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/other.png")) != bytes)
    }
  }

  @Test func nothingIsOverwrittenWithoutForce() throws {
    try withTemporaryFolder { folder in
      try Data("keep".utf8).write(to: URL(fileURLWithPath: "\(folder)/sheet.png"))
      let refused = try limn("dataset", "preview", "-n", "1", "-o", "sheet.png", in: folder)
      #expect(refused.status == 73)
      #expect(refused.output.isEmpty)
      #expect(
        refused.errors
          == "limn: sheet.png: expected no file, found one; replace it with --force\n")
      #expect(try String(contentsOfFile: "\(folder)/sheet.png", encoding: .utf8) == "keep")
      let forced = try limn(
        "dataset", "preview", "-n", "1", "-o", "sheet.png", "--force", in: folder)
      #expect(forced.status == 0)
    }
  }

  @Test func placesThatCannotBeWrittenFail() throws {
    let outcome = try limn("dataset", "preview", "-n", "1", "-o", "/nonexistent/x/sheet.png")
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("limn: /nonexistent/x/sheet.png: expected"))
  }

  @Test func samplesComeWithTheirCaptions() throws {
    try withTemporaryFolder { folder in
      let outcome = try limn(
        "dataset", "sample", "-n", "3", "--size", "32", "-o", "shapes/", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output == "shapes/00000.png\nshapes/00001.png\nshapes/00002.png\n")
      let lines = try String(contentsOfFile: "\(folder)/shapes/metadata.jsonl", encoding: .utf8)
        .split(separator: "\n")
      #expect(lines == (0..<3).map { captionLine(seed: 0, $0) })
      for index in 0..<3 {
        let scene = ShapesWorld.sample(seed: 0, index: UInt64(index)).scene
        let image = try PNG.read("\(folder)/shapes/0000\(index).png").image
        #expect(image == render(scene, side: 32))
      }
    }
  }

  @Test func captionsComeInTheWordingsAskedFor() throws {
    try withTemporaryFolder { folder in
      let outcome = try limn(
        "dataset", "sample", "-n", "3", "--size", "32", "--wordings", "free", in: folder)
      #expect(outcome.status == 0)
      let lines = try String(contentsOfFile: "\(folder)/shapes/metadata.jsonl", encoding: .utf8)
        .split(separator: "\n")
      #expect(lines == (0..<3).map { captionLine(seed: 0, $0, .free) })
      let refused = try limn(
        "dataset", "preview", "--name", "emoji", "--wordings", "free", in: folder)
      #expect(refused.status == 64)
      #expect(
        refused.errors.hasPrefix(
          "limn: --wordings is for scenes; other pictures have their captions\n"))
    }
  }

  @Test func captionsOfPicturesThatStayStayWithForce() throws {
    try withTemporaryFolder { folder in
      func sample(_ arguments: String...) throws -> Int32 {
        try run(
          program: programPath(),
          ["dataset", "sample", "--size", "32", "-o", "shapes"] + arguments,
          input: "", in: folder
        ).status
      }
      #expect(try sample("-n", "3", "--seed", "0") == 0)
      #expect(try sample("-n", "2", "--seed", "1") == 73)
      #expect(try sample("-n", "2", "--seed", "1", "--force") == 0)
      let lines = try String(contentsOfFile: "\(folder)/shapes/metadata.jsonl", encoding: .utf8)
        .split(separator: "\n")
      #expect(
        lines == [captionLine(seed: 0, 2), captionLine(seed: 1, 0), captionLine(seed: 1, 1)])
    }
  }

  /// What metadata.jsonl says of a picture.
  private func captionLine(
    seed: UInt64, _ index: Int, _ wordings: Wordings = .plain
  ) -> Substring {
    let caption = ShapesWorld.sample(seed: seed, index: UInt64(index), wordings).caption
    let line: JSONValue = ["file_name": .string("0000\(index).png"), "text": .string(caption)]
    return Substring(line.canonicalText())
  }

  @Test func whatIsInterruptedIsAFolderOfCaptionedPictures() throws {
    try withTemporaryFolder { folder in
      let going = try Going("dataset", "sample", "-n", "10000", "-o", "shapes", in: folder)
      while going.isRunning,
        !FileManager.default.fileExists(atPath: "\(folder)/shapes/00000.png")
      { usleep(10_000) }
      going.signal(SIGINT)
      #expect(going.end() == 130)
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/shapes")
      let lines = try String(contentsOfFile: "\(folder)/shapes/metadata.jsonl", encoding: .utf8)
      #expect(names.count - 1 == lines.split(separator: "\n").count)
    }
  }

  @Test(arguments: [
    ["-n", "0"], ["-n", "x"], ["--columns", "0"], ["--size", "100000"], ["-o", "s.jpg"],
  ])
  func absurdSettingsAreUsageErrors(_ arguments: [String]) throws {
    let outcome = try run(
      program: programPath(), ["dataset", "preview"] + arguments, input: "", in: ".")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
  }
}
