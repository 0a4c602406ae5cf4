import Files

/// The format and size of a picture file, from its first bytes.
public struct PictureHeader: Equatable, Sendable {
  /// A format that is read.
  public enum Format: Sendable {
    /// Portable Network Graphics (ISO/IEC 15948).
    case png
    /// JPEG (ITU-T T.81), in a JFIF, EXIF or Adobe file.
    case jpeg
  }

  /// The format.
  public let format: Format
  /// The width in pixels, as the picture is meant to be seen.
  public let width: Int
  /// The height in pixels.
  public let height: Int

  /// Reads the header of the file at `path`, and nothing of its pixels.
  ///
  /// - Throws: `InputError` where there is no such file, it is no PNG or JPEG, or it is larger than
  ///   `Picture` allows.
  public init(of path: String) throws {
    let file = try OpenFile(path)
    guard file.size <= Picture.maximumBytes else {
      throw InputError(
        .invalid, path: path, expected: "at most \(Picture.maximumBytes) bytes",
        found: "\(file.size)")
    }
    try self.init(path: path) { try file.bytes(at: $0, count: $1) }
  }

  /// Reads a header from `bytes`, which gives those at an offset, fewer where the file ends.
  init(path: String, bytes: (_ offset: Int, _ count: Int) throws -> [UInt8]) throws {
    let start = try bytes(0, 32)
    if start.starts(with: pngSignature) {
      guard start.count >= 24, start[12..<16].elementsEqual("IHDR".utf8) else {
        throw InputError(
          .invalid, path: path, expected: "a whole PNG picture", found: "no header")
      }
      format = .png
      width = start[16..<20].reduce(0) { $0 << 8 | Int($1) }
      height = start[20..<24].reduce(0) { $0 << 8 | Int($1) }
    } else if start.starts(with: [0xFF, 0xD8, 0xFF]) {
      let header = try JPEGHeader(path: path, bytes: bytes)
      format = .jpeg
      let isTurned = header.orientation.swapsSides
      width = isTurned ? header.height : header.width
      height = isTurned ? header.width : header.height
    } else {
      throw InputError(
        .invalid, path: path, expected: "a PNG or JPEG picture", found: kind(of: start),
        hint: start.isEmpty ? nil : "convert it to PNG or JPEG")
    }
    try checkSize(path: path)
  }

  private func checkSize(path: String) throws {
    let sides = 1...Picture.maximumSide
    guard sides ~= width, sides ~= height, width * height <= Picture.maximumPixels else {
      throw InputError(
        .invalid, path: path,
        expected: "sides of 1 to \(Picture.maximumSide) pixels and at most "
          + "\(Picture.maximumPixels) pixels in all", found: "\(width)x\(height)")
    }
  }
}

private let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

/// What a file that begins with `start` is, as a noun phrase.
private func kind(of start: [UInt8]) -> String {
  func has(_ text: String, at offset: Int = 0) -> Bool {
    start.dropFirst(offset).starts(with: text.utf8)
  }
  if start.isEmpty { return "an empty file" }
  if has("GIF8") { return "a GIF picture" }
  if has("RIFF"), has("WEBP", at: 8) { return "a WebP picture" }
  if has("BM") { return "a BMP picture" }
  if has("II*\0") || has("MM\0*") { return "a TIFF picture" }
  if has("ftyphei", at: 4) || has("ftypmif1", at: 4) { return "a HEIF picture" }
  if has("ftypavif", at: 4) { return "an AVIF picture" }
  if has("<") { return "a text of markup, as an SVG or a web page is" }
  return "other data"
}
