import Files

/// The caption files of COCO in a folder, for instance `annotations/captions_val2017.json`.
func captionAnnotations(in folder: String) throws -> [String] {
  try visibleNames(in: "\(folder)/annotations")
    .filter { $0.hasPrefix("captions_") && $0.hasSuffix(".json") }.map { "annotations/\($0)" }
}

/// Lists a folder as COCO's captions have it.
///
/// After Chen et al. 2015, "Microsoft COCO Captions": `annotations/captions_val2017.json` with
/// `images` and `annotations`, and the pictures in `val2017/` or `images/val2017/`.
///
/// Where there are both a file of "train" and one of "val" or "test", these are the split.
func listCOCO(in folder: String) throws -> FolderListing {
  let files = try captionAnnotations(in: folder)
  let hasSplit = files.contains(where: isTraining) && !files.allSatisfy(isTraining)
  var listing = FolderListing()
  for path in files {
    do {
      let annotations = try COCOCaptions(path: path, folder: folder)
      annotations.list(isHeldOut: hasSplit ? !isTraining(path) : nil, into: &listing)
    } catch {
      let fault = error as? InputError
      listing.problems.append(
        FolderProblem(
          .malformed, path: path, expected: fault?.expected ?? "COCO's captions",
          found: fault?.found ?? "\(error)"))
    }
  }
  return listing
}

private func isTraining(_ path: String) -> Bool { path.contains("train") }

/// One file of captions.
private struct COCOCaptions {
  let path: String
  /// The folder with the pictures, relative to the data set's.
  let pictureFolder: String
  /// The pictures in the order of the file.
  let images: [(id: Int, name: String)]
  /// The captions of each picture in the order of the file.
  private let captions: [Int: [String]]

  init(path: String, folder: String) throws {
    self.path = path
    let name = path.dropFirst("annotations/captions_".count).dropLast(".json".count)
    pictureFolder = isFolder("\(folder)/\(name)") ? "\(name)" : "images/\(name)"
    let value = try JSONValue.parse(OpenFile("\(folder)/\(path)").bytes(), path: path)
    images = try Self.objects(value, "images", path: path).map { object in
      guard let id = object["id"]?.int, let name = object["file_name"]?.string else {
        throw Self.fault(path, "images with a whole id and a file_name", "others")
      }
      return (id, name)
    }
    var captions: [Int: [String]] = [:]
    for object in try Self.objects(value, "annotations", path: path) {
      guard let id = object["image_id"]?.int, let caption = object["caption"]?.string else {
        throw Self.fault(path, "annotations with a whole image_id and a caption", "others")
      }
      captions[id, default: []].append(caption)
    }
    self.captions = captions
  }

  private static func objects(
    _ value: JSONValue, _ key: String, path: String
  ) throws -> [JSONValue] {
    guard let elements = value[key]?.elements else {
      throw fault(path, "an object with the array \"\(key)\"", "none")
    }
    return elements
  }

  private static func fault(_ path: String, _ expected: String, _ found: String) -> InputError {
    InputError(.invalid, path: path, expected: expected, found: found)
  }

  /// Puts the pictures into `listing`.
  func list(isHeldOut: Bool?, into listing: inout FolderListing) {
    for image in images {
      guard let inside = pathInside(image.name) else {
        listing.problems.append(
          FolderProblem(
            .malformed, path: path, expected: "a path inside the folder",
            found: "\"\(image.name)\""))
        continue
      }
      let picture = "\(pictureFolder)/\(inside)"
      do {
        let captions = try (captions[image.id] ?? []).map {
          try readCaption($0.utf8, path: picture, line: nil).get()
        }
        guard !captions.isEmpty else {
          throw FolderFault(
            problem: FolderProblem(
              .noCaption, path: picture, expected: "captions in \(path)", found: "none"))
        }
        listing.candidates.append(
          FolderListing.Candidate(
            picture: picture, captions: captions, concept: nil, isHeldOut: isHeldOut,
            source: path, line: nil))
      } catch {
        if let fault = error as? FolderFault { listing.problems.append(fault.problem) }
      }
    }
  }
}
