#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The most bytes that are read of a file: more than any model that a computer of today trains.
private let maximumFileBytes = 4 << 30
/// The most bytes that are read of what is no file, as a pipe or a device, which may have no end.
private let maximumStreamBytes = 64 << 20

/// Reads the whole file at `path`.
///
/// - Throws: `InputError` (`missing` where there is no such file, `invalid` where it is a folder,
///   cannot be read, or is longer than 4 GiB; what is no file, as a pipe, longer than 64 MiB).
public func readFile(_ path: String) throws -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw InputError(
      errno == ENOENT || errno == ENOTDIR ? .missing : .invalid, path: path,
      expected: "a readable file", found: errnoText())
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
    throw InputError(.invalid, path: path, expected: "a file", found: "a folder")
  }
  let isFile = status.st_mode & S_IFMT == S_IFREG
  let limit = isFile ? maximumFileBytes : maximumStreamBytes
  func requireAtMostLimit(_ count: Int) throws {
    guard count > limit else { return }
    throw InputError(
      .invalid, path: path, expected: "at most \(limit >> 20) MiB",
      found: isFile ? "\(count >> 20) MiB" : "more")
  }
  try requireAtMostLimit(Int(status.st_size))
  var bytes: [UInt8] = []
  let chunkSize = max(1 << 16, Int(status.st_size) + 1)
  while true {
    var failed = false
    let start = bytes.count
    let chunk = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
      let received = retrying { read(descriptor, buffer.baseAddress, chunkSize) }
      failed = received < 0
      count = max(0, received)
    }
    if failed {
      throw InputError(
        .invalid, path: path, expected: "a readable file", found: errnoText())
    }
    if chunk.isEmpty { return bytes }
    if start == 0 { bytes = chunk } else { bytes += chunk }
    try requireAtMostLimit(bytes.count)
  }
}

/// Writes `bytes` to `path` so that the file appears whole or not at all.
///
/// The bytes go to a temporary file in the same folder, are flushed to the disk, and the file is
/// renamed into place; whatever stood at `path` before is replaced in one step.
///
/// - Throws: `InputError` (`unwritable`), leaving no temporary file behind; also where a device, a
///   folder or the like stands at `path`.
public func writeFile(_ bytes: some Collection<UInt8>, to path: String) throws {
  if let status = status(of: path), status.st_mode & S_IFMT != S_IFREG {
    throw InputError(
      .unwritable, path: path, expected: "a place for a file", found: "something that is no file")
  }
  let temporary = partialName(of: path)
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw unwritable(path) }
  var failure: InputError?
  let contiguous = ContiguousArray(bytes)
  contiguous.withUnsafeBytes { buffer in
    var offset = 0
    while offset < buffer.count, failure == nil {
      let written = retrying {
        write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
      }
      if written <= 0 { failure = unwritable(path) } else { offset += written }
    }
  }
  if failure == nil, fsync(descriptor) != 0, errno != EINVAL { failure = unwritable(path) }
  if close(descriptor) != 0, failure == nil { failure = unwritable(path) }
  if failure == nil, rename(temporary, path) != 0 { failure = unwritable(path) }
  if let failure {
    unlink(temporary)
    throw failure
  }
}

/// The end of the names of files that are not whole yet.
private let partialEnd = ".partial"

/// The name under which this process writes the file at `path`: its own with an end, cut where the
/// two would be longer than a name may be.
private func partialName(of path: String) -> String {
  let end = ".\(getpid())\(partialEnd)"
  let name = fileName(path)
  guard name.utf8.count + end.utf8.count > 255 else { return path + end }
  return folderPrefix(path) + checksum(of: name.utf8) + end
}

/// Whether `name` is that of a file that `writeFile` writes, or was writing when its process was
/// killed.
public func isPartialFile(_ name: String) -> Bool { name.hasSuffix(partialEnd) }

/// Whether anything exists at `path`.
public func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Takes away the file at `path`, where there is one.
///
/// - Throws: `InputError` (`unwritable`).
public func removeFile(_ path: String) throws {
  if unlink(path) != 0, errno != ENOENT { throw unwritable(path) }
}

/// Makes the folder at `path` and those above it, where they are missing.
///
/// - Throws: `InputError` (`unwritable`).
public func makeFolder(_ path: String) throws {
  if path.isEmpty || isFolder(path) { return }
  if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
    try makeFolder(String(path[..<slash]))
  }
  if mkdir(path, 0o755) != 0 {
    let reason = errno
    if isFolder(path) { return }
    errno = reason
    guard reason != EEXIST else {
      throw InputError(.unwritable, path: path, expected: "a folder", found: "something else")
    }
    throw unwritable(path)
  }
}

/// Checks that nothing exists at `paths`, unless it may be replaced.
///
/// - Throws: `InputError` (`exists`) for the first path that is taken, `unwritable` where a folder
///   stands.
public func requireFree(_ paths: [String], force: Bool) throws {
  if let folder = paths.first(where: isFolder) {
    throw InputError(
      .unwritable, path: folder, expected: "a place for a file", found: "a folder")
  }
  guard !force, let taken = paths.first(where: fileExists) else { return }
  throw InputError(
    .exists, path: taken, expected: "no file", found: "one", hint: "replace it with --force")
}

/// Checks that the folder of the file at `path` is there and can be written.
///
/// - Throws: `InputError` (`unwritable`).
public func requirePlace(for path: String) throws {
  let folder = folderName(path)
  guard isFolder(folder) else {
    throw InputError(
      .unwritable, path: path, expected: "a place that can be written",
      found: "no folder \(folder)")
  }
  guard access(folder, W_OK | X_OK) == 0 else { throw unwritable(path) }
}

/// Whether `path` is a folder.
public func isFolder(_ path: String) -> Bool {
  status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
}

/// Whether two paths lead to one file, which exists.
public func isSameFile(_ first: String, _ second: String) -> Bool {
  guard let first = status(of: first), let second = status(of: second) else { return false }
  return first.st_dev == second.st_dev && first.st_ino == second.st_ino
}

/// The path of what `path` leads to from the root of the file system, without links, "." and "..";
/// nil where there is no such thing.
public func absolutePath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

private func status(of path: String) -> stat? {
  var status = stat()
  return stat(path, &status) == 0 ? status : nil
}

/// What the last failed system call on `path`, which was to be written, is to be told as.
public func unwritable(
  _ path: String, expected: String = "a place that can be written"
) -> InputError {
  InputError(.unwritable, path: path, expected: expected, found: errnoText())
}

/// What the last failed system call says of it.
public func errnoText() -> String {
  String(cString: strerror(errno)).lowercased()
}

/// The result of `call`, which is repeated while signals interrupt it.
public func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
