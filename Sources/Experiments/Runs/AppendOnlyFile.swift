import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text file that lines are added to, each handed to the system at once and whole.
///
/// What was added survives the end of the process, however it ends.
final class AppendOnlyFile {
  private let path: String
  private let descriptor: Int32

  /// Opens the file at `path`, made where it is missing.
  ///
  /// A last line without its end, left by a process that was killed, is ended first, so that the
  /// next line starts on its own.
  ///
  /// - Throws: `InputError` (`unwritable`).
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw unwritable() }
    var last: UInt8 = 0
    let size = lseek(descriptor, 0, SEEK_END)
    if size > 0, pread(descriptor, &last, 1, size - 1) == 1, last != UInt8(ascii: "\n") {
      try append("")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds `line` and its end.
  ///
  /// - Throws: `InputError` (`unwritable`), such as on a full disk.
  func append(_ line: String) throws {
    let bytes = Array("\(line)\n".utf8)
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes { bytes in
        retrying { write(descriptor, bytes.baseAddress, bytes.count) }
      }
      guard written > 0 else { throw unwritable() }
      offset += written
    }
  }

  private func unwritable() -> InputError {
    Files.unwritable(path, expected: "a file that can be added to")
  }
}
