/// Calls a C surface that says in text why it refuses.
///
/// - Parameters:
///   - path: The file that it is about, for the error.
///   - expected: What the file was expected to be.
///   - capacity: The bytes that the text may have, its end included.
///   - call: Does it, with room for the text; false where the surface refuses.
/// - Throws: `InputError` (`invalid`) with the text.
public func callSurface(
  path: String, expected: String, capacity: Int,
  _ call: (UnsafeMutablePointer<CChar>) throws -> Bool
) throws {
  try withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { text in
    text.initialize(repeating: 0)
    guard let start = text.baseAddress, try !call(start) else { return }
    throw InputError(.invalid, path: path, expected: expected, found: String(cString: start))
  }
}
