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

/// The ends of `paths`, as many parts of each as tell different paths apart: the file names where
/// those differ.
public func distinctEnds(_ paths: [String]) -> [String] {
  let parts = paths.map { $0.split(separator: "/") }
  let longest = parts.map(\.count).max() ?? 0
  for count in 1..<max(2, longest) {
    let ends = parts.map { $0.suffix(count).joined(separator: "/") }
    if Set(ends).count == Set(paths).count { return ends }
  }
  return paths
}
