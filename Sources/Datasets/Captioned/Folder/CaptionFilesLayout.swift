import Files

/// Lists a folder with a text file beside each picture: `cat.png` and `cat.txt`.
///
/// Pictures in folders of their own show what the folder is called, where there is more than one.
/// Where the top has both `train` and `test`, these are the split.
func listCaptionFiles(in folder: String) throws -> FolderListing {
  let files = try filesBelow(folder)
  let pictures = files.filter(isNamedAsPicture)
  let texts = files.filter { ending(of: $0) == "txt" && !isAboutTheFolder($0) }
  let tops = Set(texts.compactMap { $0.contains("/") ? $0.prefix { $0 != "/" } : nil })
  let hasSplit = tops.contains("train") && tops.contains("test")
  let areConcepts = Set(texts.map { place(of: $0, hasSplit: hasSplit).concept }).count > 1
  return FolderListing(
    pairing: texts.map { path in
      let place = place(of: path, hasSplit: hasSplit)
      return KeyedFile(
        key: withoutEnding(path), path: path,
        concept: areConcepts && !place.concept.isEmpty ? place.concept : nil,
        isHeldOut: place.isHeldOut)
    },
    with: pictures.map { KeyedFile(key: withoutEnding($0), path: $0) }, in: folder,
    textName: { "\($0.key).txt" })
}

/// What the folders that a file lies in say of it.
private func place(of path: String, hasSplit: Bool) -> (concept: String, isHeldOut: Bool?) {
  let folders = folderPart(of: path).split(separator: "/")
  guard hasSplit, let top = folders.first, top == "train" || top == "test" else {
    return (folders.joined(separator: "/"), nil)
  }
  return (folders.dropFirst().joined(separator: "/"), top == "test")
}

/// Whether a text file belongs to the folder, not to a picture.
private func isAboutTheFolder(_ path: String) -> Bool {
  let name = path.lowercased()
  return ["readme.txt", "license.txt", "licence.txt"].contains(name)
}
