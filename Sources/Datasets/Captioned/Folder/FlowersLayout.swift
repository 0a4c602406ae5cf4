/// Lists a folder as Oxford-102 with Reed's captions has it: `jpg/image_00001.jpg` with
/// `text/<class>/image_00001.txt`; a class is a concept.
func listFlowers(in folder: String) throws -> FolderListing {
  guard let tree = try captionTree(in: folder) else { return FolderListing() }
  let pictures = try visibleNames(in: "\(folder)/jpg").filter(isNamedAsPicture).map {
    KeyedFile(key: withoutEnding($0), path: "jpg/\($0)")
  }
  var listing = FolderListing(
    pairing: tree.files.map {
      KeyedFile(
        key: $0.picture, path: $0.path, concept: $0.className,
        isHeldOut: tree.isHeldOut($0.className))
    },
    with: pictures, in: folder, textName: { "\(tree.root)/<class>/\($0.key).txt" })
  listing.problems += tree.problems
  return listing
}
