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

/// `paths` as they are seen from the innermost folder that holds all of them and `folders`; those
/// that do not exist stay as they are.
///
/// Where that is the root of the file system, they are told by their ends alone: what is written
/// from them is not to tell how a computer is set up.
public func seenFromCommonFolder(_ paths: [String], and folders: [String] = []) -> [String] {
  func parts(of folder: String) -> [Substring]? {
    absolutePath(folder).map { $0.split(separator: "/") }
  }
  let homes = paths.map { fileExists($0) ? parts(of: folderName($0)) : nil }
  let all = homes.compactMap(\.self) + folders.compactMap(parts)
  guard let first = all.first else { return paths }
  let common = first.indices.prefix { index in
    all.allSatisfy { $0.count > index && $0[index] == first[index] }
  }.count
  if common == 0 { return distinctEnds(paths) }
  return zip(paths, homes).map { path, home in
    guard let home else { return path }
    return (home.dropFirst(common) + [fileName(path)[...]]).joined(separator: "/")
  }
}
