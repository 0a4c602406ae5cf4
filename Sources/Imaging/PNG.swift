import CPNG
import Files

/// PNG files: 8-bit RGB with text chunks, written and read through libpng.
public enum PNG {
  /// The most pixels a side may have, read or written.
  public static let maximumSide = Int(CPNG_MAX_SIDE)

  /// The bytes of a PNG file that holds `image` and `text`, in that order.
  ///
  /// The same arguments give the same bytes: no clock or host enters, and every compression
  /// setting is fixed (another version of zlib may compress the same pixels otherwise). A value
  /// of printable Latin-1 and line feeds is a `tEXt` chunk, any other an `iTXt` chunk in UTF-8.
  ///
  /// - Parameters:
  ///   - image: The picture, 1 to `maximumSide` pixels a side.
  ///   - text: Keys of 1 to 79 printable Latin-1 characters without outer or double spaces, and
  ///     values without NUL.
  /// - Returns: The whole file.
  /// - Throws: `InputError` where a side, a key or a value is out of these bounds.
  public static func encode(
    _ image: RGBImage, text: [(key: String, value: String)] = []
  ) throws -> [UInt8] {
    guard 1...maximumSide ~= image.width, 1...maximumSide ~= image.height else {
      throw InputError(
        .invalid, path: "PNG", expected: "sides of 1 to \(maximumSide) pixels",
        found: "\(image.width)x\(image.height)")
    }
    let chunks = try text.map { try TextChunk(key: $0.key, value: $0.value) }
    return try withCTexts(chunks[...]) { texts in
      var output: UnsafeMutablePointer<UInt8>?
      var size = 0
      try checking(path: "PNG", expected: "an encodable picture") { message in
        cpng_encode(
          image.pixels, UInt32(image.width), UInt32(image.height), texts, texts.count, &output,
          &size, message)
      }
      defer { cpng_bytes_free(output) }
      return Array(UnsafeBufferPointer(start: output, count: size))
    }
  }

  /// The picture and the text chunks, in file order, of the PNG file with these `bytes`.
  ///
  /// Palette, grayscale and 16-bit pictures become 8-bit RGB; transparent pixels are composited
  /// on white. Gamma and colour profiles are not applied.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: The file's name, for messages.
  /// - Returns: The picture, and the keys and values of the text chunks.
  /// - Throws: `InputError` where the file is no PNG, is truncated, fails a checksum, or is larger
  ///   than `maximumSide`.
  public static func decode(
    _ bytes: [UInt8], path: String
  ) throws -> (image: RGBImage, text: [(key: String, value: String)]) {
    var decoded = CPNGImage()
    try checking(path: path, expected: "a whole PNG picture") { message in
      cpng_decode(bytes, bytes.count, &decoded, message)
    }
    defer { cpng_image_free(&decoded) }
    let (width, height) = (Int(decoded.width), Int(decoded.height))
    let pixels = UnsafeBufferPointer(start: decoded.pixels, count: width * height * 3)
    let texts = UnsafeBufferPointer(start: decoded.texts, count: decoded.text_count)
    return (
      RGBImage(width: width, height: height, pixels: Array(pixels)),
      texts.map { (latin1($0.key), $0.is_utf8 != 0 ? String(cString: $0.value) : latin1($0.value)) }
    )
  }

  /// Writes `image` and `text` to a PNG file at `path`, whole or not at all.
  ///
  /// - Throws: `InputError`, as `encode` does, or `unwritable`.
  public static func write(
    _ image: RGBImage, text: [(key: String, value: String)] = [], to path: String
  ) throws {
    try writeFile(encode(image, text: text), to: path)
  }

  /// Reads the PNG file at `path`.
  ///
  /// - Throws: `InputError`, as `decode` does, or `missing`.
  public static func read(
    _ path: String
  ) throws -> (image: RGBImage, text: [(key: String, value: String)]) {
    try decode(readFile(path), path: path)
  }
}

private func checking(
  path: String, expected: String, _ call: (UnsafeMutablePointer<CChar>) -> CPNGStatus
) throws {
  try callSurface(path: path, expected: expected, capacity: Int(CPNG_MESSAGE_SIZE)) {
    call($0) == CPNG_OK
  }
}

private func latin1(_ text: UnsafePointer<CChar>) -> String {
  var scalars = String.UnicodeScalarView()
  var next = text
  while next.pointee != 0 {
    scalars.append(Unicode.Scalar(UInt8(bitPattern: next.pointee)))
    next += 1
  }
  return String(scalars)
}
