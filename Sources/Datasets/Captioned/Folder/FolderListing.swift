import Files

/// What a folder says it holds, before any of its pictures is looked at.
struct FolderListing {
  /// A picture with its captions.
  struct Candidate {
    /// Where the picture is, relative to the folder.
    let picture: String
    /// At least one, all of them usable.
    let captions: [String]
    /// What it shows, where the folder says so.
    let concept: String?
    /// Which side of the split it is on, where the folder says so.
    let isHeldOut: Bool?
    /// The file that its captions come from, relative to the folder.
    let source: String
    /// The line in that file, where it has one of its own.
    let line: Int?
  }

  /// The pictures with usable captions, in any order.
  var candidates: [Candidate] = []
  /// What is wrong with the others.
  var problems: [FolderProblem] = []
}

/// A file with captions and the pictures that they belong to are found by one key.
struct KeyedFile {
  let key: String
  /// Relative to the folder.
  let path: String
  /// Of a file with captions: what its picture shows, where the layout says so.
  var concept: String?
  /// Of a file with captions: the side of the split, where the layout says so.
  var isHeldOut: Bool?
}

extension FolderListing {
  /// Pairs files of one caption a line with the pictures of the same key.
  ///
  /// - Parameters:
  ///   - texts: The files with captions.
  ///   - pictures: The pictures; several may have one key.
  ///   - folder: The folder that all paths are relative to.
  ///   - textName: Where the captions of a picture without any should be.
  init(
    pairing texts: [KeyedFile], with pictures: [KeyedFile], in folder: String,
    textName: (KeyedFile) -> String
  ) {
    let byKey = Dictionary(grouping: pictures, by: \.key)
    for text in texts {
      guard let own = byKey[text.key] else {
        problems.append(
          FolderProblem(
            .missingPicture, path: text.path, expected: "a picture of the same name",
            found: "none"))
        continue
      }
      switch readCaptionFile(text.path, in: folder) {
      case .failure(let fault): problems.append(fault.problem)
      case .success(let captions):
        candidates += own.map {
          Candidate(
            picture: $0.path, captions: captions, concept: text.concept,
            isHeldOut: text.isHeldOut, source: text.path, line: nil)
        }
      }
    }
    let captioned = Set(texts.map(\.key))
    problems += pictures.filter { !captioned.contains($0.key) }.map {
      FolderProblem(
        .noCaption, path: $0.path, expected: "its captions in \(textName($0))",
        found: "no such file")
    }
  }
}
