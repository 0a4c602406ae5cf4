/// Lists a folder as CUB-200-2011 with Reed's captions has it: `images/<class>/x.jpg` with
/// `text/<class>/x.txt`; a class is a concept.
func listBirds(in folder: String) throws -> FolderListing {
  guard let tree = try captionTree(in: folder) else { return FolderListing() }
  let pictures = try visibleNames(in: "\(folder)/images").flatMap { className in
    try visibleNames(in: "\(folder)/images/\(className)").filter(isNamedAsPicture).map {
      KeyedFile(key: "\(className)/\(withoutEnding($0))", path: "images/\(className)/\($0)")
    }
  }
  var listing = FolderListing(
    pairing: tree.files.map {
      KeyedFile(
        key: "\($0.className)/\($0.picture)", path: $0.path, concept: $0.className,
        isHeldOut: tree.isHeldOut($0.className))
    },
    with: pictures, in: folder, textName: { "\(tree.root)/\($0.key).txt" })
  listing.problems += tree.problems
  return listing
}
