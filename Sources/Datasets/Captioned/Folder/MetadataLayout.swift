import Files

/// The metadata files of a folder called `name`, all of which count: at the top, in `train/` and in
/// `test/`.
func metadataFiles(_ name: String, in folder: String) -> [String] {
  [name, "train/\(name)", "test/\(name)"].filter { fileExists("\(folder)/\($0)") }
}

/// Lists a folder with `metadata.jsonl`: one JSON object a line.
///
/// `file_name` is the picture, relative to the file; `text`, `caption` or `captions` a string or an
/// array of them; `concept` and `split` ("train" or "test") may be left out; other keys are passed
/// over.
func listMetadata(in folder: String) -> FolderListing {
  listing(of: .metadata, in: folder) { bytes, path in
    textLines(bytes).map { number, line in
      let place = MetadataLine(path: path, number: number)
      return (place, Result { try place.parse(line) })
    }
  }
}

/// Lists a folder with `metadata.csv`: a table (RFC 4180) whose first line names the keys, those of
/// `metadata.jsonl`; an empty field is none.
func listMetadataTable(in folder: String) -> FolderListing {
  listing(of: .metadataTable, in: folder) { bytes, path in
    let bytes = bytes.starts(with: byteOrderMark) ? bytes[byteOrderMark.count...] : bytes[...]
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(.invalid, path: path, expected: "text in UTF-8", found: "other bytes")
    }
    let records = try tableRecords(text, separator: ",", path: path)
    guard let keys = records.first?.fields, keys.contains("file_name") else {
      throw InputError(
        .invalid, path: path, expected: "a first line with \"file_name\"",
        found: records.first?.fields.joined(separator: ",") ?? "none")
    }
    return records.dropFirst().map { number, fields in
      let place = MetadataLine(path: path, number: number)
      return (place, Result { try place.object(keys, fields) })
    }
  }
}

/// What the files of a layout of metadata list, each of which `read` cuts into lines.
private func listing(
  of layout: FolderLayout, in folder: String,
  _ read: (_ bytes: [UInt8], _ path: String) throws -> [(MetadataLine, Result<JSONValue, Error>)]
) -> FolderListing {
  var listing = FolderListing()
  for path in metadataFiles(layout.rawValue, in: folder) {
    do {
      for (place, value) in try read(OpenFile("\(folder)/\(path)").bytes(), path) {
        do {
          listing.candidates.append(try place.candidate(value.get()))
        } catch let fault as FolderFault {
          listing.problems.append(fault.problem)
        }
      }
    } catch {
      let fault = error as? InputError
      listing.problems.append(
        FolderProblem(
          .malformed, path: path, expected: fault?.expected ?? "a readable file",
          found: fault?.found ?? "\(error)"))
    }
  }
  return listing
}

/// Reads one line of a metadata file.
private struct MetadataLine {
  let path: String
  let number: Int

  /// What the line's object says of a picture.
  func candidate(_ value: JSONValue) throws -> FolderListing.Candidate {
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

  /// The object of a line of JSON.
  func parse(_ line: ArraySlice<UInt8>) throws -> JSONValue {
    guard String(validating: line, as: UTF8.self) != nil else {
      throw fault(.notUTF8, expected: "text in UTF-8", found: "other bytes")
    }
    do {
      return try JSONValue.parse(line, path: path)
    } catch let error as InputError {
      throw fault(expected: error.expected, found: error.found)
    }
  }

  /// The object of a table's line, without the fields that are empty.
  func object(_ keys: [String], _ fields: [String]) throws -> JSONValue {
    guard fields.count == keys.count else {
      throw fault(expected: "\(keys.count) fields", found: "\(fields.count)")
    }
    return .object(
      zip(keys, fields).filter { !$1.isEmpty }.map { .init($0, .string($1)) })
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
