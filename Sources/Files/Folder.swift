#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The next entry of a folder that is read; nil at its end with `errno` 0, and where it cannot be
/// read on.
private func nextEntry(of folder: OpaquePointer) -> UnsafeMutablePointer<dirent>? {
  errno = 0
  return readdir(folder)
}

/// The names of what the folder at `path` holds, itself and its parent left out, sorted by their
/// bytes.
///
/// - Throws: `InputError` (`missing` where there is no such folder, `invalid` where it cannot be
///   read or is a file).
public func namesInFolder(_ path: String) throws -> [String] {
  guard let folder = opendir(path) else {
    throw InputError(
      errno == ENOENT ? .missing : .invalid, path: path, expected: "a readable folder",
      found: errnoText())
  }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = nextEntry(of: folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  guard errno == 0 else {
    throw InputError(
      .invalid, path: path, expected: "a readable folder", found: errnoText())
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
