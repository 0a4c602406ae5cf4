import CFreeType
import Files
import Imaging

/// A font of colour pictures, drawn by FreeType.
struct ColorFont: Sendable {
  private let bytes: [UInt8]
  private let path: String

  /// Reads the font at `path`; whether it is one is seen when it is used.
  ///
  /// - Throws: `InputError` (`missing`).
  init(_ path: String) throws {
    bytes = try readFile(path)
    self.path = path
  }

  /// The SHA-256 of the file.
  var hash: String { sha256(bytes) }

  /// Whether the font maps each of `characters` to a glyph by itself.
  ///
  /// - Throws: `InputError` (`invalid`) where the file is no font of colour pictures.
  func hasPictures(of characters: [UInt32]) throws -> [Bool] {
    var found = [UInt8](repeating: 0, count: characters.count)
    try checking("a font of colour pictures") { message in
      cfreetype_find(bytes, bytes.count, characters, characters.count, &found, message)
    }
    return found.map { $0 != 0 }
  }

  /// The picture of `character` on white, in the size that the font has it.
  ///
  /// - Throws: `InputError` (`invalid`) where there is none, or the file is damaged.
  func picture(of character: UInt32) throws -> RGBImage {
    var picture = CFreeTypePicture()
    let code = String(character, radix: 16, uppercase: true)
    try checking("a picture of the character U+\(code)") { message in
      cfreetype_draw(bytes, bytes.count, character, &picture, message)
    }
    defer { cfreetype_picture_free(&picture) }
    let (width, height) = (Int(picture.width), Int(picture.height))
    let pixels = UnsafeBufferPointer(start: picture.pixels, count: width * height * 3)
    return RGBImage(width: width, height: height, pixels: Array(pixels))
  }

  private func checking(
    _ expected: String, _ call: (UnsafeMutablePointer<CChar>) -> CFreeTypeStatus
  ) throws {
    try callSurface(path: path, expected: expected, capacity: Int(CFREETYPE_MESSAGE_SIZE)) {
      call($0) == CFREETYPE_OK
    }
  }
}
