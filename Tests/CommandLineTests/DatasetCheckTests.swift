import Files
import Foundation
import Imaging
import TestSupport
import Testing

/// `limn dataset check` and the preview of a folder.
@Suite struct DatasetCheckTests {
  /// Makes the folder "pets": three usable pictures, two of them equal.
  private func fill(_ folder: String) throws {
    let pets = "\(folder)/pets"
    try makeFolder(pets)
    let black = RGBImage(width: 8, height: 6, color: RGBColor(red: 0, green: 0, blue: 0))
    let white = RGBImage(width: 20, height: 10)
    for (name, image) in [("cat", black), ("dog", white), ("wolf", white)] {
      try PNG.write(image, to: "\(pets)/\(name).png")
    }
    let lines = """
      {"file_name": "cat.png", "text": ["a cat", "an animal"], "split": "train"}
      {"file_name": "dog.png", "text": "an animal", "split": "train"}
      {"file_name": "wolf.png", "text": "a wolf", "split": "test"}

      """
    try writeFile(Array(lines.utf8), to: "\(pets)/metadata.jsonl")
  }

  private func append(_ line: String, to path: String) throws {
    try writeFile(readFile(path) + Array("\(line)\n".utf8), to: path)
  }

  /// The output without its last line, which must be the hash.
  private func withoutHash(_ output: String) throws -> String {
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(try #require(lines.last).hasPrefix("hash          "))
    #expect(try #require(lines.last).count == 14 + 64)
    return lines.dropLast().joined(separator: "\n")
  }

  private static let totals = """
    note: the same picture: dog.png, wolf.png; some of them are held out, others are not
    note: the same caption "an animal": cat.png, dog.png

    layout        metadata.jsonl
    pictures      3 usable
    captions      4
    concepts      3, each picture its own
    held out      1 picture of 1 concept
    smallest      8x6, cat.png
    largest       20x10, dog.png
    """

  @Test func aUsableFolderHasTotals() throws {
    try withTemporaryFolder { folder in
      try fill(folder)
      let outcome = try limn("dataset", "check", "pets", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      #expect(try withoutHash(outcome.output) == Self.totals)
      try PNG.write(RGBImage(width: 4, height: 4), to: "\(folder)/pets/stray.png")
      let more = try limn("dataset", "check", "pets", in: folder)
      #expect(more.status == 0)
      #expect(
        try withoutHash(more.output) == "note: without a usable caption: stray.png\n" + Self.totals)
      #expect(
        try limn("dataset", "check", "pets", "--json", in: folder).output.contains(
          #"{"kind":"uncaptioned","paths":["stray.png"]}"#))
    }
  }

  @Test func problemsComeFirstAndAreTheExitCode() throws {
    try withTemporaryFolder { folder in
      try fill(folder)
      let metadata = "\(folder)/pets/metadata.jsonl"
      try append(#"{"file_name": "cow.png", "text": "a cow"}"#, to: metadata)
      try append(#"{"file_name": "cut.png", "text": "a cut"}"#, to: metadata)
      try writeFile(readFile("\(folder)/pets/cat.png").dropLast(9), to: "\(folder)/pets/cut.png")
      let outcome = try limn("dataset", "check", "pets", in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors == "limn: 2 problems in pets\n")
      #expect(
        try withoutHash(outcome.output) == """
          cut.png: expected a whole PNG picture, found the file ends too early
          metadata.jsonl:4: expected a picture, found no file cow.png
          \(Self.totals)
          """)
      let json = try limn("dataset", "check", "pets", "--json", in: folder)
      #expect(json.status == 65)
      #expect(json.errors == outcome.errors)
      let lines = json.output.split(separator: "\n")
      #expect(
        lines.dropLast() == [
          #"{"expected":"a whole PNG picture","found":"the file ends too early","kind":"problem","#
            + #""line":null,"path":"cut.png","rule":"unreadable-picture"}"#,
          #"{"expected":"a picture","found":"no file cow.png","kind":"problem","line":4,"#
            + #""path":"metadata.jsonl","rule":"missing-picture"}"#,
          #"{"across_split":true,"kind":"equal-pictures","paths":["dog.png","wolf.png"]}"#,
          #"{"caption":"an animal","kind":"equal-captions","paths":["cat.png","dog.png"]}"#,
        ])
      #expect(lines.last?.hasPrefix(#"{"captions":4,"concepts":3,"hash":""#) == true)
    }
  }

  @Test func foldersThatAreMissingOrOfSomethingElse() throws {
    try withTemporaryFolder { folder in
      let missing = try limn("dataset", "check", "none", in: folder)
      #expect(missing.status == 66)
      #expect(missing.output.isEmpty)
      #expect(
        missing.errors
          == "limn: none: expected a readable folder, found no such file or directory\n")
      try makeFolder("\(folder)/empty")
      let empty = try limn("dataset", "check", "empty", in: folder)
      #expect(empty.status == 65)
      #expect(empty.output.isEmpty)
      #expect(empty.errors.hasPrefix("limn: empty: expected pictures with captions, found none; "))
    }
  }

  @Test func totalsStandAloneWhereThereIsNothingToSay() throws {
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/pets")
      try PNG.write(RGBImage(width: 8, height: 6), to: "\(folder)/pets/cat.png")
      try writeFile(Array("a cat\n".utf8), to: "\(folder)/pets/cat.txt")
      let outcome = try limn("dataset", "check", "pets", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("layout        a text file beside each picture\n"))
    }
  }

  @Test func aClassThatIsHeldOutIsNamed() throws {
    try withTemporaryFolder { folder in
      for name in ["cats/a", "cats/b", "dogs/a", "dogs/b"] {
        try makeFolder(folderName("\(folder)/pets/\(name)"))
        try PNG.write(
          RGBImage(width: 8, height: name.hasPrefix("c") ? 6 : 7),
          to: "\(folder)/pets/\(name).png")
        try writeFile("one of \(name)\n".utf8, to: "\(folder)/pets/\(name).txt")
      }
      let outcome = try limn("dataset", "check", "pets", in: folder)
      #expect(outcome.status == 0)
      let note = "note: held out with all pictures: dogs; a split of your own lets a model see some"
      #expect(outcome.output.hasPrefix("\(note) of each\nnote: the same "), "\(outcome.output)")
      let json = try limn("dataset", "check", "pets", "--json", in: folder)
      #expect(
        json.output.contains(#"{"concepts":["dogs"],"kind":"unseen-concepts"}"# + "\n"),
        "\(json.output)")
    }
  }

  @Test func aFolderMustBeNamed() throws {
    let outcome = try limn("dataset", "check")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("limn: ") && outcome.errors.contains("<folder>"))
  }

  @Test func aPreviewShowsOneSideOfTheSplit() throws {
    try withTemporaryFolder { folder in
      try fill(folder)
      let training = try limn("dataset", "preview", "--folder", "pets", in: folder)
      #expect(training.status == 0)
      #expect(training.output == "pets.png\n")
      #expect(training.errors.isEmpty)
      let heldOut = try limn(
        "dataset", "preview", "--folder", "pets/", "--held-out", "-o", "held.png", in: folder)
      #expect(heldOut.status == 0)
      let wide = try PNG.read("\(folder)/pets.png").image.width
      let narrow = try PNG.read("\(folder)/held.png").image.width
      #expect(wide == 16 + 2 * (3 * 64 + 16))
      #expect(narrow == 16 + 3 * 64 + 16)
    }
  }

  @Test func aPreviewLeavesOutWhatCannotBeDecoded() throws {
    try withTemporaryFolder { folder in
      try fill(folder)
      let dog = "\(folder)/pets/dog.png"
      try writeFile(readFile(dog).dropLast(9), to: dog)
      let outcome = try limn("dataset", "preview", "--folder", "pets", in: folder)
      #expect(outcome.status == 0)
      #expect(
        outcome.errors == "limn: warning: left out, pets/dog.png: expected a whole PNG picture, "
          + "found the file ends too early\n")
      #expect(try PNG.read("\(folder)/pets.png").image.width == 16 + 3 * 64 + 16)
    }
  }

  @Test func scenesAreOnNoSideOfASplit() throws {
    let outcome = try limn("dataset", "preview", "--held-out")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
  }
}
