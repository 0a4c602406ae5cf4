import CZlib
import Files

/// The content of a gzip file (RFC 1952).
///
/// - Parameters:
///   - bytes: The whole file.
///   - limit: The most bytes that the content may have.
///   - path: The file's name, for messages.
/// - Returns: The content.
/// - Throws: `InputError` (`invalid`) where the file is no gzip file, is truncated, fails a
///   checksum, or expands to more than `limit` bytes.
func gunzip(_ bytes: [UInt8], limit: Int, path: String) throws -> [UInt8] {
  var output: UnsafeMutablePointer<UInt8>?
  var size = 0
  try callSurface(
    path: path, expected: "a whole gzip file of at most \(limit) bytes of content",
    capacity: Int(CZLIB_MESSAGE_SIZE)
  ) { czlib_gunzip(bytes, bytes.count, limit, &output, &size, $0) == CZLIB_OK }
  defer { czlib_bytes_free(output) }
  return Array(UnsafeBufferPointer(start: output, count: size))
}
