import Files

/// Lists a folder with a text file beside each picture: `cat.png` and `cat.txt`.
///
/// Pictures in folders of their own show what the folder is called, where there is more than one.
/// Where the top has both `train` and `test`, these are the split.
func listCaptionFiles(in folder: String) throws -> FolderListing {
  let files = try filesBelow(folder)
  let pictures = files.filter(isNamedAsPicture)
  let texts = files.filter(isCaptionFile)
  let hasSplit = hasSplitFolders(texts)
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

/// Whether files lie in both `train/` and `test/`, which then are the split.
func hasSplitFolders(_ files: [String]) -> Bool {
  let tops = Set(files.compactMap { $0.contains("/") ? $0.prefix { $0 != "/" } : nil })
  return tops.contains("train") && tops.contains("test")
}

/// What the folders that a file lies in say of it.
func place(of path: String, hasSplit: Bool) -> (concept: String, isHeldOut: Bool?) {
  let folders = folderPart(of: path).split(separator: "/")
  guard hasSplit, let top = folders.first, top == "train" || top == "test" else {
    return (folders.joined(separator: "/"), nil)
  }
  return (folders.dropFirst().joined(separator: "/"), top == "test")
}

/// Whether a file is a text that belongs to a picture, and not to the folder.
func isCaptionFile(_ path: String) -> Bool {
  ending(of: path) == "txt"
    && !["readme.txt", "license.txt", "licence.txt"].contains(path.lowercased())
}
