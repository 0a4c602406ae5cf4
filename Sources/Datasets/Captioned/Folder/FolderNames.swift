import Files

/// Folders inside folders are looked into so many levels down: links may form a ring.
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
/// - Throws: `InputError` where a folder cannot be read.
func filesBelow(_ folder: String, prefix: String = "", depth: Int = 0) throws -> [String] {
  try visibleNames(in: prefix.isEmpty ? folder : "\(folder)/\(prefix)").flatMap { name in
    let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
    guard isFolder("\(folder)/\(path)") else { return [path] }
    return depth < deepest ? try filesBelow(folder, prefix: path, depth: depth + 1) : []
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
