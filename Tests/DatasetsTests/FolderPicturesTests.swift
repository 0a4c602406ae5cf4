import Datasets
import Files
import Imaging
import Testing

@Suite struct FolderPicturesTests {
  /// A folder of `count` pictures of two concepts' worth of names, one picture for all.
  private func fill(_ folder: TestFolder, concepts: Range<Int>) throws {
    try folder.paint("a.png")
    let picture = try readFile("\(folder.path)/a.png")
    var lines: [String] = []
    for concept in concepts {
      for copy in 0..<2 {
        try folder.write(picture, to: "\(concept)-\(copy).png")
        lines.append(
          #"{"file_name": "\#(concept)-\#(copy).png", "text": "x", "concept": "thing \#(concept)"}"#
        )
      }
    }
    try folder.write(lines.joined(separator: "\n"), to: "metadata.jsonl")
  }

  private func heldOut(_ pictures: FolderPictures) -> Set<String> {
    Set(pictures.entries.filter(\.isHeldOut).map(\.concept))
  }

  @Test func someConceptIsLeftToTrainOn() throws {
    // The hashes of both are below a tenth of all.
    try withTestFolder { folder in
      for name in ["newt", "owl"] {
        try folder.paint("\(name)/a.png")
        try folder.write("an animal", to: "\(name)/a.txt")
      }
      #expect(try folder.open().entries.map(\.isHeldOut) == [true, false])
    }
  }

  @Test func aTenthOfTheConceptsIsHeldOutByTheirNamesAlone() throws {
    let some = try withTestFolder { folder in
      try fill(folder, concepts: 0..<60)
      return heldOut(try folder.open())
    }
    let more = try withTestFolder { folder in
      try fill(folder, concepts: 0..<120)
      let pictures = try folder.open()
      let training = Set(pictures.entries.filter { !$0.isHeldOut }.map(\.concept))
      #expect(training.isDisjoint(with: heldOut(pictures)))
      return heldOut(pictures)
    }
    #expect(4...20 ~= more.count)
    #expect(some.isSubset(of: more))
    #expect(!some.isEmpty)
  }

  @Test(arguments: [(1, 0), (2, 1), (3, 1)])
  func smallFoldersKeepSomethingOnBothSides(concepts: Int, held: Int) throws {
    try withTestFolder { folder in
      try fill(folder, concepts: 0..<concepts)
      #expect(heldOut(try folder.open()).count == held)
    }
  }

  @Test func conceptsThatAreHeldOutWithAllPicturesAreNamed() throws {
    try withTestFolder { folder in
      for name in ["cats/a", "cats/b", "dogs/a", "dogs/b"] {
        try folder.paint("\(name).png")
        try folder.write("one of \(name)", to: "\(name).txt")
      }
      let pictures = try folder.open()
      let unseen = Set(pictures.entries.filter(\.isHeldOut).map(\.concept))
      #expect(unseen.count == 1)
      #expect(pictures.unseenConcepts == Array(unseen))
      #expect(try FolderCheck(pictures).unseenConcepts == Array(unseen))
      // Where each picture is its own concept, nothing is missed.
      try folder.write(
        (1...4).map { #"{"file_name": "dogs/\#($0).png", "text": "x"}"# }.joined(separator: "\n"),
        to: "metadata.jsonl")
      try folder.paint("dogs/1.png", "dogs/2.png", "dogs/3.png", "dogs/4.png")
      #expect(try folder.open().unseenConcepts == [])
      // A split of one's own is meant.
      try folder.write(
        ["train", "test", "test"].enumerated().map {
          #"{"file_name": "dogs/\#($0 + 1).png", "text": "x", "concept": "\#($1)", "split": "\#($1)"}"#
        }.joined(separator: "\n"), to: "metadata.jsonl")
      #expect(try folder.open().unseenConcepts == [])
    }
  }

  @Test func entriesAreSortedByBytes() throws {
    try withTestFolder { folder in
      try folder.paint("é.png", "z.png", "Z.png", "a.png")
      for name in ["é", "z", "Z", "a"] { try folder.write(name, to: "\(name).txt") }
      #expect(try folder.open().entries.map(\.id) == ["Z.png", "a.png", "z.png", "é.png"])
    }
  }

  @Test func theHashIsOfWhatIsInTheFolder() throws {
    func hash(_ change: (TestFolder) throws -> Void) throws -> String {
      try withTestFolder { folder in
        try folder.paint("a.png", "b.png")
        for name in ["a", "b"] { try folder.write("thing \(name)", to: "\(name).txt") }
        try change(folder)
        return try folder.open().hash
      }
    }
    let plain = try hash { _ in }
    #expect(plain.count == 64)
    #expect(try hash { _ in } == plain)
    #expect(try hash { try $0.write("\n thing a \n", to: "a.txt") } == plain)
    #expect(try hash { try $0.write("thing c", to: "a.txt") } != plain)
    #expect(try hash { try $0.paint("b.png") } != plain)
  }

  @Test func theHashIsOfConceptsAndOfTheSplit() throws {
    func hash(_ more: String) throws -> String {
      try withTestFolder { folder in
        try folder.paint("a.png", "b.png")
        try folder.write(
          #"{"file_name": "a.png", "text": "a", \#(more)}"# + "\n"
            + #"{"file_name": "b.png", "text": "b", "concept": "b", "split": "train"}"#,
          to: "metadata.jsonl")
        return try folder.open().hash
      }
    }
    let hashes = try [
      #""concept": "a", "split": "train""#, #""concept": "c", "split": "train""#,
      #""concept": "a", "split": "test""#,
    ].map(hash)
    #expect(Set(hashes).count == 3)
  }

  @Test func picturesAreSquares() throws {
    try withTestFolder { folder in
      let pixels: [UInt8] = [9, 50, 70, 9].flatMap { [$0, $0, $0] }
      try folder.write(
        PNG.encode(RGBImage(width: 4, height: 1, pixels: pixels)), to: "wide.png")
      try folder.write("wide", to: "wide.txt")
      let picture = try folder.open().picture(0, side: 2)
      #expect(picture.width == 2)
      #expect(picture.height == 2)
      #expect(picture.pixels.allSatisfy { $0 == 50 })
    }
  }

  @Test func damageBehindTheHeaderIsFoundByTheCheck() throws {
    try withTestFolder { folder in
      try folder.paint("a.png", "b.png")
      try folder.write(Array(try readFile("\(folder.path)/b.png").dropLast(20)), to: "b.png")
      for name in ["a.txt", "b.txt"] { try folder.write("a thing", to: name) }
      let pictures = try folder.open()
      #expect(pictures.problems.isEmpty)
      let error = #expect(throws: InputError.self) { try pictures.picture(1, side: 8) }
      #expect(error?.path == "\(folder.path)/b.png")
      let check = try FolderCheck(pictures)
      #expect(check.problems.map(\.path) == ["b.png"])
      #expect(check.problems.map(\.kind) == [.unreadablePicture])
      #expect(check.usable.map(\.id) == ["a.png"])
      #expect(check.hash == pictures.hash)
    }
  }

  @Test func equalPicturesAndCaptionsAreTold() throws {
    try withTestFolder { folder in
      try folder.paint("a.png", "d.png")
      for (name, first) in [("b", "a"), ("c", "a"), ("e", "d")] {
        try folder.write(readFile("\(folder.path)/\(first).png"), to: "\(name).png")
      }
      for (name, text) in [
        ("a", "one\ntwo"), ("b", "two"), ("c", "three\none"), ("d", "one\none"), ("e", "four"),
      ] {
        try folder.write(text, to: "\(name).txt")
      }
      let check = try FolderCheck(folder.open())
      #expect(check.problems.isEmpty)
      #expect(
        check.equalPictures.map { $0.map(\.id) } == [
          ["a.png", "b.png", "c.png"], ["d.png", "e.png"],
        ])
      #expect(check.equalCaptions.map(\.caption) == ["one", "two"])
      #expect(
        check.equalCaptions.map(\.ids) == [["a.png", "c.png", "d.png"], ["a.png", "b.png"]])
      #expect(check.captionCount == 8)
      #expect(check.conceptCount == 5)
    }
  }
}
