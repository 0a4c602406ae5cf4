import Datasets
import Files
import Foundation
import Testing

/// Each layout with a folder as small as it can be.
@Suite struct FolderLayoutTests {
  private func entry(
    _ id: String, _ captions: [String], concept: String? = nil, isHeldOut: Bool = false
  ) -> CaptionedEntry {
    CaptionedEntry(id: id, captions: captions, concept: concept ?? id, isHeldOut: isHeldOut)
  }

  @Test func metadataOfOneFile() throws {
    try withTestFolder { folder in
      try folder.paint("b.png", "a.png", "c/d.png")
      let lines = """
        \u{FEFF}{"file_name": "b.png", "text": " a bee ", "split": "test", "concept": "bee"}\r
        {"file_name": "./a.png", "caption": ["an ant", "a small ant"], "license": 3}

        {"file_name": "c//d.png", "captions": ["a dog"], "text": null, "split": "train"}
        """
      try folder.write(lines, to: "metadata.jsonl")
      let pictures = try folder.open()
      #expect(pictures.layout == .metadata)
      #expect(pictures.problems.isEmpty)
      #expect(
        pictures.entries == [
          entry("a.png", ["an ant", "a small ant"]),
          entry("b.png", ["a bee"], concept: "bee", isHeldOut: true),
          entry("c/d.png", ["a dog"]),
        ])
    }
  }

  @Test func metadataAsATable() throws {
    try withTestFolder { folder in
      try folder.paint("cats/tom.png", "dogs/rex.png", "fox.png", "hen.png")
      try folder.write(
        "\u{FEFF}file_name,text,concept,split,year\r\n"
          + "cats/tom.png,\"a gray cat, on a sofa\",tom,train,2001\r\n"
          + "dogs/rex.png,a \"\"brown dog,,test,\r\n\r\nfox.png,,,,\r\nhen.png,a hen\r\n",
        to: "metadata.csv")
      let pictures = try folder.open()
      #expect(pictures.layout == .metadataTable)
      #expect(pictures.entries.map(\.id) == ["cats/tom.png", "dogs/rex.png"])
      #expect(pictures.entries.map(\.captions) == [["a gray cat, on a sofa"], ["a \"\"brown dog"]])
      #expect(pictures.entries.map(\.concept) == ["tom", "dogs/rex.png"])
      #expect(pictures.entries.map(\.isHeldOut) == [false, true])
      #expect(
        pictures.problems.map(\.description) == [
          "metadata.csv:5: expected one of the keys text, caption, captions, found none",
          "metadata.csv:6: expected 5 fields, found 2",
        ])
      try folder.write("picture,text\nfox.png,a fox\n", to: "metadata.csv")
      #expect(
        try folder.open().problems.map(\.description) == [
          "metadata.csv: expected a first line with \"file_name\", found picture,text"
        ])
      // Where there are both, the lines of JSON count.
      try folder.write(#"{"file_name": "fox.png", "text": "a fox"}"#, to: "metadata.jsonl")
      #expect(try folder.open().entries.map(\.id) == ["fox.png"])
    }
  }

  @Test func metadataOfTwoFolders() throws {
    try withTestFolder { folder in
      try folder.paint("train/a.png", "test/a.png", "test/b.png", "test/c.png")
      try folder.write(#"{"file_name": "a.png", "text": "one"}"#, to: "train/metadata.jsonl")
      try folder.write(
        ["a", "b", "c"].map { #"{"file_name": "\#($0).png", "text": "two"}"# }
          .joined(separator: "\n"), to: "test/metadata.jsonl")
      #expect(
        try folder.open().entries == [
          entry("test/a.png", ["two"], isHeldOut: true),
          entry("test/b.png", ["two"], isHeldOut: true),
          entry("test/c.png", ["two"], isHeldOut: true), entry("train/a.png", ["one"]),
        ])
    }
  }

  @Test func whatHasNoSplitBesideWhatHasOneIsTrainedOn() throws {
    try withTestFolder { folder in
      var lines = [#"{"file_name": "0.png", "text": "a", "split": "test"}"#]
      for number in 1...40 { lines.append(#"{"file_name": "\#(number).png", "text": "a"}"#) }
      for number in 0...40 { try folder.paint("\(number).png") }
      try folder.write(lines.joined(separator: "\n"), to: "metadata.jsonl")
      #expect(try folder.open().entries.filter(\.isHeldOut).map(\.id) == ["0.png"])
    }
  }

  @Test func deepFoldersAreRead() throws {
    try withTestFolder { folder in
      try folder.paint("1/2/3/4/5/6/7/8/a.png", "1/2/3/4/5/6/7/8/9/b.png")
      for name in ["a", "9/b"] { try folder.write("a thing", to: "1/2/3/4/5/6/7/8/\(name).txt") }
      #expect(try folder.open().entries.map(\.id) == ["1/2/3/4/5/6/7/8/a.png"])
    }
  }

  @Test func linksToOuterFoldersArePassedOver() throws {
    try withTestFolder { folder in
      try folder.paint("in/a.png")
      try folder.write("an ape", to: "in/a.txt")
      for (name, target) in [
        ("one", "."), ("two", "."), ("in/three", ".."), ("in/four", ".."), ("five", ".."),
        ("six", "/"),
      ] {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder.path)/\(name)", withDestinationPath: target)
      }
      #expect(try folder.open().entries.map(\.id) == ["in/a.png"])
    }
  }

  @Test func textFilesBesidePictures() throws {
    try withTestFolder { folder in
      try folder.paint("train/cat/1.png", "train/cat/1.JPG", "train/dog/1.png", "test/cow/1.png")
      for name in ["train/cat/1", "train/dog/1", "test/cow/1"] {
        try folder.write("what is in \(name)\r\n\n  seen twice\n", to: "\(name).txt")
      }
      try folder.write("hello", to: "README.txt")
      try folder.write("hidden", to: ".cache/x.txt")
      func captions(_ name: String) -> [String] { ["what is in \(name)", "seen twice"] }
      let pictures = try folder.open()
      #expect(pictures.layout == .captionFiles)
      #expect(pictures.problems.isEmpty)
      #expect(
        pictures.entries == [
          entry("test/cow/1.png", captions("test/cow/1"), concept: "cow", isHeldOut: true),
          entry("train/cat/1.JPG", captions("train/cat/1"), concept: "cat"),
          entry("train/cat/1.png", captions("train/cat/1"), concept: "cat"),
          entry("train/dog/1.png", captions("train/dog/1"), concept: "dog"),
        ])
    }
  }

  @Test func aFolderAClass() throws {
    try withTestFolder { folder in
      for n in 0..<20 { try folder.paint("red_roses/\(n).png", "wild/blue-bells/\(n).png") }
      try folder.write("whose they are", to: "LICENSE.txt")
      let pictures = try folder.open()
      #expect(pictures.layout == .classFolders)
      #expect(Set(pictures.entries.map(\.captions)) == [["red roses"], ["blue bells"]])
      #expect(pictures.entries.allSatisfy { $0.concept == $0.captions[0] })
      #expect(pictures.problems.isEmpty && pictures.unseenConcepts.isEmpty)
      let heldOut = pictures.entries.filter(\.isHeldOut)
      #expect((1...10).contains(heldOut.count))
      #expect(Set(pictures.entries.filter { !$0.isHeldOut }.map(\.concept)).count == 2)
      // A caption of one picture makes it another layout, in which the others have none.
      try folder.write("a rose", to: "red_roses/0.txt")
      #expect(try folder.open().layout == .captionFiles)
    }
    try withTestFolder { folder in
      try folder.paint("train/cat/a.png", "train/dog/a.png", "test/cat/b.png", "test/dog/b.png")
      let split = try folder.open()
      #expect(split.layout == .classFolders)
      #expect(split.entries.map(\.captions) == [["cat"], ["dog"], ["cat"], ["dog"]])
      #expect(split.entries.map(\.isHeldOut) == [true, true, false, false])
    }
    try withTestFolder { folder in
      try folder.paint("cat/a.png", "cat/b.png")
      #expect(try folder.open().layout == .captionFiles)
      try folder.paint("dog/a.png", "cover.png")
      #expect(try folder.open().layout == .captionFiles)
    }
  }

  @Test func oneFolderOfAllPicturesIsNoConcept() throws {
    try withTestFolder { folder in
      try folder.paint("all/a.png", "all/b.png")
      for name in ["all/a.txt", "all/b.txt"] { try folder.write("a thing", to: name) }
      #expect(try folder.open().entries.map(\.concept) == ["all/a.png", "all/b.png"])
    }
  }

  @Test func birds() throws {
    try withTestFolder { folder in
      try folder.paint("images/001.Crow/a.jpg", "images/002.Tit/a.jpg")
      try folder.write("a black bird\nit is black\n", to: "text/001.Crow/a.txt")
      try folder.write("a small bird\n", to: "text/002.Tit/a.txt")
      try folder.write("002.Tit\r\n", to: "testclasses.txt")
      let pictures = try folder.open()
      #expect(pictures.layout == .birds)
      #expect(pictures.problems.isEmpty)
      #expect(
        pictures.entries == [
          entry("images/001.Crow/a.jpg", ["a black bird", "it is black"], concept: "001.Crow"),
          entry(
            "images/002.Tit/a.jpg", ["a small bird"], concept: "002.Tit", isHeldOut: true),
        ])
    }
  }

  @Test func namesInTheSplitThatAreNoClassAreTold() throws {
    try withTestFolder { folder in
      try folder.paint("images/001.Crow/a.jpg", "images/002.Tit/a.jpg")
      try folder.write("a black bird\n", to: "text/001.Crow/a.txt")
      try folder.write("a small bird\n", to: "text/002.Tit/a.txt")
      try folder.write("002.Tit \r\n003.Typo\n", to: "testclasses.txt")
      let pictures = try folder.open()
      #expect(pictures.entries.map(\.isHeldOut) == [false, true])
      #expect(pictures.problems.map(\.path) == ["testclasses.txt"])
      #expect(pictures.problems.first?.line == 2)
      #expect(pictures.problems.first?.found == "\"003.Typo\"")
    }
  }

  @Test func aPathEndsAtNoNUL() throws {
    try withTestFolder { folder in
      try folder.paint("a.png")
      try folder.write(
        #"{"file_name": "a.png", "text": "one"}"# + "\n"
          + #"{"file_name": "a.png\u0000b", "text": "two"}"# + "\n", to: "metadata.jsonl")
      let pictures = try folder.open()
      #expect(pictures.entries.map(\.id) == ["a.png"])
      #expect(pictures.problems.map(\.line) == [2])
    }
  }

  @Test func aSplitThatCannotBeReadIsNotPassedOver() throws {
    try withTestFolder { folder in
      try folder.paint("images/001.Crow/a.jpg")
      try folder.write("a black bird\n", to: "text/001.Crow/a.txt")
      try folder.write("", to: "testclasses.txt/x")
      let error = try #require(throws: InputError.self) { try folder.open() }
      #expect(error.path.hasSuffix("/testclasses.txt"))
    }
  }

  @Test func flowers() throws {
    try withTestFolder { folder in
      try folder.paint("jpg/image_00001.jpg", "jpg/image_00002.jpg")
      try folder.write("a rose\n", to: "text_c10/class_00001/image_00002.txt")
      try folder.write("a lily\n", to: "text_c10/class_00002/image_00001.txt")
      let pictures = try folder.open()
      #expect(pictures.layout == .flowers)
      #expect(pictures.problems.isEmpty)
      #expect(pictures.entries.map(\.id) == ["jpg/image_00001.jpg", "jpg/image_00002.jpg"])
      #expect(pictures.entries.map(\.captions) == [["a lily"], ["a rose"]])
      #expect(pictures.entries.map(\.concept) == ["class_00002", "class_00001"])
      #expect(pictures.entries.filter(\.isHeldOut).count == 1)
    }
  }

  @Test func cocoWithoutAValidationSetHoldsSomeOut() throws {
    try withTestFolder { folder in
      try folder.paint("train2017/1.jpg", "train2017/2.jpg")
      try folder.write(
        """
        {"images": [{"id": 1, "file_name": "1.jpg"}, {"id": 2, "file_name": "2.jpg"}],
        "annotations": [{"image_id": 1, "caption": "a bus"}, {"image_id": 2, "caption": "a cup"}]}
        """, to: "annotations/captions_train2017.json")
      let pictures = try folder.open()
      #expect(pictures.problems.isEmpty)
      #expect(pictures.entries.map(\.isHeldOut).count { $0 } == 1)
    }
  }

  @Test func coco() throws {
    try withTestFolder { folder in
      try folder.paint("train2017/000000000009.jpg", "images/val2017/1.jpg")
      let training = """
        {"images": [{"id": 9, "file_name": "000000000009.jpg", "height": 3}], "annotations": [
        {"id": 1, "image_id": 9, "caption": "a bowl"}, {"id": 2, "image_id": 9,
        "caption": "A bowl of food.\\n"}]}
        """
      let validation = """
        {"images": [{"id": 1, "file_name": "1.jpg"}],
        "annotations": [{"image_id": 1, "caption": "a bus"}]}
        """
      try folder.write(training, to: "annotations/captions_train2017.json")
      try folder.write(validation, to: "annotations/captions_val2017.json")
      let pictures = try folder.open()
      #expect(pictures.layout == .coco)
      #expect(pictures.problems.isEmpty)
      #expect(
        pictures.entries == [
          entry("images/val2017/1.jpg", ["a bus"], isHeldOut: true),
          entry("train2017/000000000009.jpg", ["a bowl", "A bowl of food."]),
        ])
    }
  }
}
