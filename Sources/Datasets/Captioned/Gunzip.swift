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
  try withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CZLIB_MESSAGE_SIZE)) { buffer in
    buffer.initialize(repeating: 0)
    guard let message = buffer.baseAddress else { return [] }
    var output: UnsafeMutablePointer<UInt8>?
    var size = 0
    guard czlib_gunzip(bytes, bytes.count, limit, &output, &size, message) == CZLIB_OK else {
      throw InputError(
        .invalid, path: path, expected: "a whole gzip file of at most \(limit) bytes of content",
        found: String(cString: message))
    }
    defer { czlib_bytes_free(output) }
    return Array(UnsafeBufferPointer(start: output, count: size))
  }
}
