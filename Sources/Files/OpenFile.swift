#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file open for reading, of which parts are read wherever they lie.
public struct OpenFile: ~Copyable {
  /// Where the file is.
  public let path: String
  /// Its length in bytes when it was opened.
  public let size: Int
  private let descriptor: CInt

  /// Opens the file at `path`.
  ///
  /// - Throws: `InputError` (`missing` where there is no such file, `invalid` where it is not a
  ///   regular file or cannot be read).
  public init(_ path: String) throws {
    // A pipe without a writer must not make us wait for one.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw InputError(
        errno == ENOENT || errno == ENOTDIR ? .missing : .invalid, path: path,
        expected: "a readable file", found: errnoText())
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw InputError(
        .invalid, path: path, expected: "a file",
        found: status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "something else")
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// All its bytes.
  ///
  /// - Throws: `InputError` (`invalid`) where they cannot be read.
  public func bytes() throws -> [UInt8] { try bytes(at: 0, count: size) }

  /// The `count` bytes from `offset` on, or as many of them as the file has.
  ///
  /// - Throws: `InputError` (`invalid`) where they cannot be read.
  public func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    let wanted = max(0, min(count, size - offset))
    var received = 0
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while received < wanted {
        let part = retrying {
          pread(
            descriptor, buffer.baseAddress.map { $0 + received }, wanted - received,
            off_t(offset + received))
        }
        failed = part < 0
        if part <= 0 { break }
        received += part
      }
      filled = received
    }
    if failed {
      throw InputError(.invalid, path: path, expected: "a readable file", found: errnoText())
    }
    return bytes
  }
}
