/// Whether `folder` has nothing but pictures in folders of two classes or more, and no captions.
///
/// - Throws: `InputError` where a folder cannot be read.
func hasClassFolders(_ folder: String) throws -> Bool {
  let files = try filesBelow(folder)
  let places = classPlaces(of: files.filter(isNamedAsPicture))
  return !files.contains(where: isCaptionFile) && !places.contains { $0.concept.isEmpty }
    && Set(places.map(\.concept)).count > 1
}

/// Lists a folder with a folder for each class, as torchvision's ImageFolder has it: what the folder
/// is called, with spaces for "_" and "-", is the caption of each picture in it.
///
/// Where the top has both `train` and `test`, these are the split. Else about a tenth of the pictures
/// is held out, whatever their class: since those of a class have one caption, a class that is held
/// out would be one that no model could draw.
///
/// - Throws: `InputError` where a folder cannot be read.
func listClassFolders(in folder: String) throws -> FolderListing {
  let pictures = try filesBelow(folder).filter(isNamedAsPicture)
  let heldOut = heldOutConcepts(among: pictures)
  var listing = FolderListing()
  listing.candidates = zip(pictures, classPlaces(of: pictures)).map { path, place in
    let name = place.concept.split(separator: "/").last ?? ""
    let caption = String(name.map { $0 == "_" || $0 == "-" ? " " : $0 })
    return FolderListing.Candidate(
      picture: path, captions: [caption], concept: caption,
      isHeldOut: place.isHeldOut ?? heldOut.contains(path), source: path, line: nil)
  }
  return listing
}

private func classPlaces(of pictures: [String]) -> [(concept: String, isHeldOut: Bool?)] {
  let hasSplit = hasSplitFolders(pictures)
  return pictures.map { place(of: $0, hasSplit: hasSplit) }
}
