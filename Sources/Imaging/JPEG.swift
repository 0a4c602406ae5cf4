import CJPEG
import Files

/// JPEG files, read through libjpeg.
enum JPEG {
  /// The picture of the JPEG file with these `bytes`, turned as its EXIF orientation says.
  ///
  /// Gray, YCbCr, RGB, CMYK and YCCK pictures become 8-bit RGB. Colour profiles are not applied.
  ///
  /// - Throws: `InputError` where the file is no JPEG, is truncated or damaged, or is larger than
  ///   `Picture` allows.
  static func decode(_ bytes: [UInt8], path: String) throws -> RGBImage {
    var decoded = CJPEGImage()
    try callSurface(
      path: path, expected: "a whole JPEG picture", capacity: Int(CJPEG_MESSAGE_SIZE)
    ) { cjpeg_decode(bytes, bytes.count, &decoded, $0) == CJPEG_OK }
    defer { cjpeg_image_free(&decoded) }
    let (width, height) = (Int(decoded.width), Int(decoded.height))
    let pixels = UnsafeBufferPointer(start: decoded.pixels, count: width * height * 3)
    let stored = RGBImage(width: width, height: height, pixels: Array(pixels))
    let header = try JPEGHeader(path: path) { offset, count in
      Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
    }
    return stored.turned(header.orientation)
  }
}
