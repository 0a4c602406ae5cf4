import Files

/// Folders inside folders are looked into so many levels down.
private let deepest = 8

/// The endings by which files are taken for pictures; what they are, their first bytes tell.
private let pictureEndings: Set<String> = [
  "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic", "avif",
]

/// The ending of a file's name in lower case, without its full stop.
func ending(of path: String) -> String {
  guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "" }
  return path[path.index(after: dot)...].lowercased()
}

/// A path without the ending of the file's name.
func withoutEnding(_ path: String) -> String {
  let ending = ending(of: path)
  return ending.isEmpty ? path : String(path.dropLast(ending.count + 1))
}

/// The folder part of a relative path; empty at the top.
func folderPart(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}

/// Whether a file is taken for a picture by the ending of its name.
func isNamedAsPicture(_ path: String) -> Bool { pictureEndings.contains(ending(of: path)) }

/// The visible names in a folder, sorted by their bytes; none where there is no such folder.
///
/// - Throws: `InputError` where it cannot be read: what it holds must not vanish from the data.
func visibleNames(in path: String) throws -> [String] {
  guard isFolder(path) else { return [] }
  return try namesInFolder(path).filter { !$0.hasPrefix(".") }
}

/// The paths of all visible files in `folder` and the folders in it, relative to it, sorted by
/// name, folder by folder.
///
/// A link that leads back to a folder that it lies in, or to one above `folder`, is passed over.
///
/// - Throws: `InputError` where a folder cannot be read.
func filesBelow(_ folder: String) throws -> [String] {
  try filesBelow(folder, prefix: "", inside: [])
}

private func filesBelow(
  _ folder: String, prefix: String, inside outer: [String]
) throws -> [String] {
  let place = prefix.isEmpty ? folder : "\(folder)/\(prefix)"
  let real = absolutePath(place) ?? place
  let leadsUp = outer.first.map { $0.hasPrefix(real == "/" ? real : real + "/") } ?? false
  guard outer.count <= deepest, !outer.contains(real), !leadsUp else { return [] }
  return try visibleNames(in: place).flatMap { name in
    let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
    guard isFolder("\(folder)/\(path)") else { return [path] }
    return try filesBelow(folder, prefix: path, inside: outer + [real])
  }
}

/// A path as a file inside the folder has it, without "." and doubled slashes; nil where it leads
/// out of the folder, or names no file by a NUL, where the system would take it to end.
func pathInside(_ path: String) -> String? {
  guard !path.hasPrefix("/"), !path.contains("\0") else { return nil }
  let parts = path.split(separator: "/").filter { $0 != "." }
  return parts.isEmpty || parts.contains("..") ? nil : parts.joined(separator: "/")
}

/// Whether `first` comes before `second` by its UTF-8 bytes.
func precedesBytewise(_ first: String, _ second: String) -> Bool {
  first.utf8.lexicographicallyPrecedes(second.utf8)
}
