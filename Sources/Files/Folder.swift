#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
