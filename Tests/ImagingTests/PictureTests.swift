import Files
import Imaging
import TestSupport
import Testing

@Suite struct PictureTests {
  @Test func firstBytesTellTheFormatNotTheName() throws {
    try withTemporaryFolder { folder in
      try writeFile(readFile(fixturePath("rgb.png")), to: "\(folder)/photo.jpg")
      try writeFile(readFile(fixturePath("ycbcr.jpg")), to: "\(folder)/photo.png")
      #expect(try Picture.read("\(folder)/photo.jpg") == fixture("rgb.png"))
      #expect(try PictureHeader(of: "\(folder)/photo.jpg").format == .png)
      #expect(try Picture.read("\(folder)/photo.png").width == 48)
      #expect(try PictureHeader(of: "\(folder)/photo.png").format == .jpeg)
    }
  }

  @Test(arguments: [
    ("", "an empty file"), ("GIF89a…", "a GIF picture"),
    ("RIFF\u{1}\u{1}\u{1}\u{1}WEBPVP8 ", "a WebP picture"), ("BM......", "a BMP picture"),
    ("II*\0\u{8}", "a TIFF picture"), ("\0\0\0\u{18}ftypheic", "a HEIF picture"),
    ("\0\0\0\u{18}ftypavif", "an AVIF picture"),
    ("<svg/>", "a text of markup, as an SVG or a web page is"), ("hello", "other data"),
  ])
  func otherFormatsAreNamed(text: String, found: String) throws {
    let error = #expect(throws: InputError.self) {
      try Picture.decode(Array(text.utf8), path: "pets/cat.png")
    }
    #expect(error?.path == "pets/cat.png")
    #expect(error?.expected == "a PNG or JPEG picture")
    #expect(error?.found == found)
  }

  @Test func missingFilesAndFoldersAreNamed() throws {
    let missing = #expect(throws: InputError.self) { try Picture.read("/nonexistent/a.png") }
    #expect(missing?.kind == .missing)
    let folder = #expect(throws: InputError.self) { try PictureHeader(of: "/") }
    #expect(folder?.found == "a folder")
  }

  @Test(arguments: [
    ("rgb.png", 4, 3), ("gray_16bit.png", 4, 3), ("interlaced.png", 4, 3), ("gray.jpg", 48, 32),
    ("progressive.jpg", 48, 32), ("orientation_6.jpg", 48, 32),
  ])
  func headersGiveTheSizeThatIsSeen(name: String, width: Int, height: Int) throws {
    let header = try PictureHeader(of: fixturePath(name))
    #expect(header.width == width)
    #expect(header.height == height)
  }

  @Test func aHugePNGIsRefusedByItsHeader() throws {
    var bytes = try readFile(fixturePath("rgb.png"))
    bytes.replaceSubrange(16..<24, with: [0, 0, 0x40, 0, 0, 0, 0x40, 0])
    let error = #expect(throws: InputError.self) { try Picture.decode(bytes, path: "bomb.png") }
    #expect(error?.found == "16384x16384")
  }

  @Test func aHugePNGIsNotDecoded() throws {
    var bytes = try readFile(fixturePath("rgb.png"))
    bytes.replaceSubrange(16..<24, with: [0, 0, 0x40, 0, 0, 0, 0x40, 0])
    let sum = crc32(bytes[12..<29])
    bytes.replaceSubrange(
      29..<33, with: bigEndian(sum))
    let error = #expect(throws: InputError.self) { try PNG.decode(bytes, path: "bomb.png") }
    #expect(error?.found == "more pixels than are read")
  }

  @Test func aWidePictureLosesItsEnds() {
    let image = RGBImage(width: 5, height: 2, pixels: (0..<30).map { UInt8($0) })
    let square = image.fitted(toSquareOf: 2)
    #expect(square.pixels == [3, 4, 5, 6, 7, 8, 18, 19, 20, 21, 22, 23])
  }

  @Test func aTallPictureIsCroppedThenAveraged() {
    let levels: [UInt8] = [9, 9, 10, 20, 30, 40, 9, 9]
    let image = RGBImage(width: 2, height: 4, pixels: levels.flatMap { [$0, $0, $0] })
    #expect(image.fitted(toSquareOf: 1).pixels == [25, 25, 25])
  }

  @Test func aSmallPictureIsGrown() {
    let image = RGBImage(width: 3, height: 1, pixels: [1, 1, 1, 7, 8, 9, 2, 2, 2])
    #expect(image.fitted(toSquareOf: 4).pixels == (0..<16).flatMap { _ in [7, 8, 9] as [UInt8] })
  }
}
