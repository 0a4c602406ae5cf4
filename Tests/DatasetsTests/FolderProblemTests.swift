import Datasets
import Files
import Testing

/// Every kind of problem is named with its place, and leaves the other pictures usable.
@Suite struct FolderProblemTests {
  private static let long = String(repeating: "x", count: 10_001)

  @Test(arguments: [
    (
      #"{"file_name": "b.png", "text": "a bee"}"#, FolderProblem.Kind.missingPicture,
      "metadata.jsonl:2: expected a picture, found no file b.png"
    ),
    (
      #"{"file_name": "metadata.jsonl", "text": "a bee"}"#, .unreadablePicture,
      "metadata.jsonl: expected a PNG or JPEG picture, found other data; "
        + "convert it to PNG or JPEG"
    ),
    (
      #"{"file_name": "b.png"}"#, .noCaption,
      "metadata.jsonl:2: expected one of the keys text, caption, captions, found none"
    ),
    (
      #"{"file_name": "b.png", "captions": []}"#, .noCaption,
      "metadata.jsonl:2: expected a caption, found an empty array"
    ),
    (
      #"{"file_name": "b.png", "text": " \t"}"#, .emptyCaption,
      "metadata.jsonl:2: expected a caption, found white space"
    ),
    (
      #"{"file_name": "b.png", "text": "\#(long)"}"#, .longCaption,
      "metadata.jsonl:2: expected a caption of at most 10000 bytes, found 10001 bytes"
    ),
    (
      #"{"file_name": "b.png", "text": "a\u001b[31m bee"}"#, .controlCharacter,
      "metadata.jsonl:2: expected a caption without control characters, found U+1B"
    ),
    (
      #"{"file_name": "./a.png", "text": "an ape"}"#, .duplicatePath,
      "metadata.jsonl:2: expected each picture once, found a.png again, after line 1"
    ),
    (
      #"{"file_name": "../a.png", "text": "an ape"}"#, .malformed,
      "metadata.jsonl:2: expected a path inside the folder, found \"../a.png\""
    ),
    (
      #"{"file_name": "/b.png", "text": "an ape"}"#, .malformed,
      "metadata.jsonl:2: expected a path inside the folder, found \"/b.png\""
    ),
    (
      #"{"file_name": 3, "text": "an ape"}"#, .malformed,
      "metadata.jsonl:2: expected a string under \"file_name\", found a number"
    ),
    (
      #"{"text": "an ape"}"#, .malformed,
      "metadata.jsonl:2: expected the key \"file_name\", found none"
    ),
    (
      #"{"file_name": "b.png", "text": ["an ape", 3]}"#, .malformed,
      "metadata.jsonl:2: expected captions as strings, found a number"
    ),
    (
      #"{"file_name": "b.png", "text": "an ape", "split": "dev"}"#, .malformed,
      "metadata.jsonl:2: expected the split train or test, found \"dev\""
    ),
    ("[1]", .malformed, "metadata.jsonl:2: expected an object, found an array"),
    (
      "{", .malformed,
      "metadata.jsonl:2: expected a key in double quotes, found the end of the text"
    ),
  ])
  func ofMetadata(line: String, kind: FolderProblem.Kind, text: String) throws {
    try withTestFolder { folder in
      try folder.paint("a.png")
      try folder.write(
        #"{"file_name": "a.png", "text": "an ant"}"# + "\n\(line)\n", to: "metadata.jsonl")
      let pictures = try folder.open()
      #expect(pictures.entries.map(\.id) == ["a.png"])
      #expect(pictures.problems.map(\.kind) == [kind])
      #expect(pictures.problems.map(\.description) == [text.replacing("\t", with: "\\t")])
    }
  }

  @Test func ofTextThatIsNotUTF8() throws {
    try withTestFolder { folder in
      try folder.paint("a.png", "b.png")
      try folder.write("an ant", to: "a.txt")
      try folder.write(Array("a bee\ncaf".utf8) + [0xE9], to: "b.txt")
      let pictures = try folder.open()
      #expect(pictures.entries.map(\.id) == ["a.png"])
      #expect(pictures.problems.map(\.kind) == [.notUTF8])
      #expect(
        pictures.problems.map(\.description)
          == ["b.txt:2: expected a caption in UTF-8, found other bytes"])
      try folder.write(Array(#"{"file_name": ""#.utf8) + [0xE9], to: "metadata.jsonl")
      #expect(
        try folder.open().problems.map(\.description)
          == ["metadata.jsonl:1: expected text in UTF-8, found other bytes"])
    }
  }

  @Test func ofTextFiles() throws {
    try withTestFolder { folder in
      try folder.paint("alone.png", "blank.png")
      try folder.write(" \n\n", to: "blank.txt")
      try folder.write("a lost caption", to: "lost.txt")
      try folder.write("GIF89a", to: "moving.gif")
      try folder.write("a moving picture", to: "moving.txt")
      try folder.write("fine\n\(Self.long)\n", to: "long.txt")
      try folder.write([0x89], to: "long.png")
      let pictures = try folder.open()
      #expect(pictures.entries.isEmpty)
      #expect(
        pictures.problems.map(\.description) == [
          "alone.png: expected its captions in alone.txt, found no such file",
          "blank.txt: expected a caption a line, found only white space",
          "long.txt:2: expected a caption of at most 10000 bytes, found 10001 bytes",
          "lost.txt: expected a picture of the same name, found none",
          "moving.gif: expected a PNG or JPEG picture, found a GIF picture; "
            + "convert it to PNG or JPEG",
        ])
    }
  }

  @Test func ofATextFileThatIsNoListOfCaptions() throws {
    try withTestFolder { folder in
      try folder.paint("a.png")
      try folder.write(String(repeating: "a\n", count: 1 << 19) + "\n", to: "a.txt")
      #expect(
        try folder.open().problems.map(\.description)
          == ["a.txt: expected at most 1048576 bytes, found 1048577"])
    }
  }

  @Test func ofCOCO() throws {
    try withTestFolder { folder in
      try folder.paint("val2017/1.jpg")
      let annotations = """
        {"images": [{"id": 1, "file_name": "1.jpg"}, {"id": 2, "file_name": "2.jpg"},
        {"id": 3, "file_name": "../3.jpg"}, {"id": 4, "file_name": "4.jpg"}],
        "annotations": [{"image_id": 1, "caption": "a bus"}, {"image_id": 2, "caption": "a car"}]}
        """
      let file = "annotations/captions_val2017.json"
      try folder.write(annotations, to: file)
      #expect(
        try folder.open().problems.map(\.description) == [
          "\(file): expected a path inside the folder, found \"../3.jpg\"",
          "\(file): expected a picture, found no file val2017/2.jpg",
          "val2017/4.jpg: expected captions in \(file), found none",
        ])
      try folder.write("[]", to: file)
      #expect(
        try folder.open().problems.map(\.description)
          == ["\(file): expected an object with the array \"images\", found none"])
    }
  }

  @Test func aFolderWithoutAnyIsRefused() throws {
    try withTestFolder { folder in
      try folder.write("hello", to: "README.txt")
      let error = #expect(throws: InputError.self) { try folder.open() }
      #expect(error?.path == folder.path)
      #expect(error?.expected == "pictures with captions")
      let missing = #expect(throws: InputError.self) {
        try FolderPictures(folder: "\(folder.path)/none")
      }
      #expect(missing?.kind == .missing)
    }
  }
}
