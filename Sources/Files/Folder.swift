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
  /// Nil at the end with `errno` 0, and where the folder cannot be read on.
  func nextEntry() -> UnsafeMutablePointer<dirent>? {
    errno = 0
    return readdir(folder)
  }
  while let entry = nextEntry() {
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

/// Makes an empty folder for files that nobody else is to see, which the caller removes.
///
/// - Parameter name: What its name begins with.
/// - Returns: Its path.
/// - Throws: `InputError` (`unwritable`).
public func makeTemporaryFolder(named name: String) throws -> String {
  let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
  let pattern = "\(parent.isEmpty ? "/tmp" : parent)/\(name)-XXXXXX"
  guard let path = strdup(pattern) else { throw unwritable(pattern) }
  defer { free(path) }
  guard mkdtemp(path) != nil else { throw unwritable(pattern) }
  return String(cString: path)
}

/// Removes the folder at `path` with all that is in it, as far as can be; what links lead to stays.
public func removeFolder(_ path: String) {
  for name in (try? namesInFolder(path)) ?? [] {
    let inner = "\(path)/\(name)"
    var status = stat()
    if lstat(inner, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      removeFolder(inner)
    } else {
      unlink(inner)
    }
  }
  rmdir(path)
}

/// Makes a symbolic link at `path` that leads to `target`.
///
/// - Throws: `InputError` (`unwritable`).
public func makeLink(at path: String, to target: String) throws {
  if symlink(target, path) != 0 { throw unwritable(path) }
}
