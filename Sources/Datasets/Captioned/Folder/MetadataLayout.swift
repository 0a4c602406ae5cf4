import Files

/// The metadata files of a folder, all of which count: at the top, in `train/` and in `test/`.
func metadataFiles(in folder: String) -> [String] {
  ["metadata.jsonl", "train/metadata.jsonl", "test/metadata.jsonl"].filter {
    fileExists("\(folder)/\($0)")
  }
}

/// Lists a folder with `metadata.jsonl`: one JSON object a line.
///
/// `file_name` is the picture, relative to the file; `text`, `caption` or `captions` a string or an
/// array of them; `concept` and `split` ("train" or "test") may be left out; other keys are passed
/// over.
func listMetadata(in folder: String) -> FolderListing {
  var listing = FolderListing()
  for path in metadataFiles(in: folder) {
    do {
      for (number, line) in textLines(try OpenFile("\(folder)/\(path)").bytes()) {
        do {
          listing.candidates.append(try MetadataLine(path: path, number: number).read(line))
        } catch let fault as FolderFault {
          listing.problems.append(fault.problem)
        }
      }
    } catch {
      let found = (error as? InputError)?.found ?? "\(error)"
      listing.problems.append(
        FolderProblem(.malformed, path: path, expected: "a readable file", found: found))
    }
  }
  return listing
}

/// Reads one line of a metadata file.
private struct MetadataLine {
  let path: String
  let number: Int

  func read(_ line: ArraySlice<UInt8>) throws -> FolderListing.Candidate {
    let value = try parse(line)
    guard value.members != nil else { throw fault(expected: "an object", found: value.kindText) }
    guard let name = try text("file_name", in: value) else {
      throw fault(expected: "the key \"file_name\"", found: "none")
    }
    let folder = folderPart(of: path)
    guard let inside = pathInside(name) else {
      throw fault(expected: "a path inside the folder", found: "\"\(name)\"")
    }
    return FolderListing.Candidate(
      picture: folder.isEmpty ? inside : "\(folder)/\(inside)", captions: try captions(in: value),
      concept: try text("concept", in: value),
      isHeldOut: try isHeldOut(value) ?? (folder.isEmpty ? nil : folder == "test"), source: path,
      line: number)
  }

  private func parse(_ line: ArraySlice<UInt8>) throws -> JSONValue {
    guard String(validating: line, as: UTF8.self) != nil else {
      throw fault(.notUTF8, expected: "text in UTF-8", found: "other bytes")
    }
    do {
      return try JSONValue.parse(line, path: path)
    } catch let error as InputError {
      throw fault(expected: error.expected, found: error.found)
    }
  }

  private func captions(in value: JSONValue) throws -> [String] {
    let keys = ["text", "caption", "captions"]
    guard let found = keys.lazy.compactMap({ value[$0] }).first(where: { $0 != .null }) else {
      throw fault(.noCaption, expected: "one of the keys text, caption, captions", found: "none")
    }
    let elements = found.elements ?? [found]
    guard !elements.isEmpty else {
      throw fault(.noCaption, expected: "a caption", found: "an empty array")
    }
    return try elements.map { element in
      guard let text = element.string else {
        throw fault(expected: "captions as strings", found: element.kindText)
      }
      return try readCaption(text.utf8, path: path, line: number).get()
    }
  }

  private func isHeldOut(_ value: JSONValue) throws -> Bool? {
    switch try text("split", in: value) {
    case nil: nil
    case "train": false
    case "test": true
    case let other?: throw fault(expected: "the split train or test", found: "\"\(other)\"")
    }
  }

  /// The string under `key`; nil where there is none, or null.
  private func text(_ key: String, in value: JSONValue) throws -> String? {
    guard let member = value[key], member != .null else { return nil }
    guard let text = member.string, !text.isEmpty else {
      let found = member.string == nil ? member.kindText : "an empty one"
      throw fault(expected: "a string under \"\(key)\"", found: found)
    }
    return text
  }

  private func fault(
    _ kind: FolderProblem.Kind = .malformed, expected: String, found: String
  ) -> FolderFault {
    FolderFault(
      problem: FolderProblem(kind, path: path, line: number, expected: expected, found: found))
  }
}
