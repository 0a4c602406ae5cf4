/// The last part of `path`: "c.json" of "a/b/c.json".
public func fileName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

/// The folder of the file at `path`: "a/b" of "a/b/c.json", "." where the path has one part.
public func folderName(_ path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// What stands before the last part of `path`: "a/b/" of "a/b/c.json", nothing where the path has
/// one part.
public func folderPrefix(_ path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}
