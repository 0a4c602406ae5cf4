import CJPEG
import Files

/// Pictures of files in any format that is read, which their first bytes tell, not their names.
public enum Picture {
  /// The most pixels a side may have.
  public static let maximumSide = PNG.maximumSide
  /// The most pixels a picture may have in all: 134 million, a decoded picture of 400 MB.
  public static let maximumPixels = Int(CJPEG_MAX_PIXELS)
  /// The most bytes a file may have.
  public static let maximumBytes = 1 << 28

  /// The picture of the PNG or JPEG file at `path`, as 8-bit RGB.
  ///
  /// Transparent pixels are composited on white, and the EXIF orientation of a JPEG is applied.
  /// Gamma and colour profiles are not.
  ///
  /// - Throws: `InputError` where there is no such file, or it is no PNG or JPEG, is truncated or
  ///   damaged, or is larger than the limits above; its size is checked before it is decoded.
  public static func read(_ path: String) throws -> RGBImage {
    try decode(readBytes(path), path: path)
  }

  /// The bytes of the file at `path`, not checked but for their number.
  ///
  /// - Throws: `InputError` where there is no such file, it cannot be read, or has more than
  ///   `maximumBytes`.
  public static func readBytes(_ path: String) throws -> [UInt8] {
    let file = try OpenFile(path)
    guard file.size <= maximumBytes else {
      throw InputError(
        .invalid, path: path, expected: "at most \(maximumBytes) bytes", found: "\(file.size)")
    }
    return try file.bytes(at: 0, count: file.size)
  }

  /// The picture of the PNG or JPEG file with these `bytes`, as `read` gives it.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: The file's name, for messages.
  /// - Returns: The picture.
  /// - Throws: `InputError`, as `read` does.
  public static func decode(_ bytes: [UInt8], path: String) throws -> RGBImage {
    let header = try PictureHeader(path: path) { offset, count in
      Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
    }
    return switch header.format {
    case .png: try PNG.decode(bytes, path: path).image
    case .jpeg: try JPEG.decode(bytes, path: path)
    }
  }
}
