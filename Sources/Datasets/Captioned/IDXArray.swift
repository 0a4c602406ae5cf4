import Files

/// An array of bytes as an IDX file holds it, the format that MNIST came in.
///
/// The file is 0, 0, the type of the elements (8 for bytes), the number of dimensions, each
/// dimension as 32 bits, highest byte first, and the elements, the last dimension fastest.
struct IDXArray: Sendable {
  /// The dimensions.
  let shape: [Int]
  /// The elements.
  let elements: ArraySlice<UInt8>

  /// Reads an array of `dimensions` dimensions from the gzip file at `path`.
  ///
  /// - Throws: `InputError` (`missing`, or `invalid` where the file is no such array, is truncated,
  ///   or has more after the array's end).
  init(gzip path: String, dimensions: Int) throws {
    try self.init(
      gunzip(readFile(path), limit: Self.maximumSize, path: path), dimensions: dimensions,
      path: path)
  }

  /// The most bytes an expanded file may have: five times what Fashion-MNIST's largest has.
  private static let maximumSize = 1 << 28

  private init(_ bytes: [UInt8], dimensions: Int, path: String) throws {
    let start = 4 + 4 * dimensions
    guard bytes.count >= start, bytes.starts(with: [0, 0, 8, UInt8(dimensions)]) else {
      let head = bytes.prefix(4).map { "\($0)" }.joined(separator: " ")
      throw InputError(
        .invalid, path: path, expected: "an IDX file of bytes in \(dimensions) dimensions",
        found: head.isEmpty ? "nothing" : "one that begins with \(head)")
    }
    shape = (0..<dimensions).map { axis in
      bytes[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
    }
    elements = bytes[start...]
    // Not multiplied out before it is known to fit.
    let count = shape.reduce(1) { product, side in
      let (count, overflow) = product.multipliedReportingOverflow(by: side)
      return overflow ? Int.max : count
    }
    guard elements.count == count else {
      throw InputError(
        .invalid, path: path, expected: "\(shape.map(String.init).joined(separator: " x ")) bytes",
        found: "\(elements.count)")
    }
  }
}
