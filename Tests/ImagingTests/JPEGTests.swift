import Files
import Imaging
import TestSupport
import Testing

/// The fixtures of `Fixtures/make_jpeg_fixtures.py`, against the colours stated there.
@Suite struct JPEGTests {
  private static let colors = [
    [200, 30, 40], [20, 160, 60], [30, 60, 210], [240, 220, 50], [128, 128, 128], [255, 255, 255],
  ]
  private static let fixtures = [
    "ycbcr.jpg", "subsampled.jpg", "progressive.jpg", "rgb.jpg", "gray.jpg", "cmyk_adobe.jpg",
    "cmyk_plain.jpg", "ycck_adobe.jpg",
  ]

  private func expectAreas(_ image: RGBImage, _ colors: [[Int]], within tolerance: Int) {
    #expect(image.width == 48)
    #expect(image.height == 32)
    for (index, color) in colors.enumerated() {
      let pixel = image[index % 3 * 16 + 8, index / 3 * 16 + 8]
      let found = [Int(pixel.red), Int(pixel.green), Int(pixel.blue)]
      let isNear = zip(found, color).allSatisfy { abs($0 - $1) <= tolerance }
      #expect(isNear, "area \(index): expected \(color), found \(found)")
    }
  }

  @Test(arguments: fixtures.filter { $0 != "gray.jpg" })
  func everyColourSpaceBecomesRGB(name: String) throws {
    expectAreas(try Picture.read(fixturePath(name)), Self.colors, within: 6)
  }

  @Test func grayBecomesRGB() throws {
    let grays = Self.colors.map { color in
      let gray = (299 * color[0] + 587 * color[1] + 114 * color[2] + 500) / 1000
      return [gray, gray, gray]
    }
    expectAreas(try Picture.read(fixturePath("gray.jpg")), grays, within: 3)
  }

  @Test(arguments: 1...8)
  func everyOrientationIsUndone(orientation: Int) throws {
    let path = fixturePath("orientation_\(orientation).jpg")
    expectAreas(try Picture.read(path), Self.colors, within: 6)
    let header = try PictureHeader(of: path)
    #expect(header.format == .jpeg)
    #expect(header.width == 48)
    #expect(header.height == 32)
  }

  @Test(arguments: fixtures)
  func everyTruncationIsRefused(name: String) throws {
    let bytes = try readFile(fixturePath(name))
    for count in 0..<bytes.count {
      let error = #expect(throws: InputError.self, "\(count) bytes") {
        try Picture.decode(Array(bytes[..<count]), path: name)
      }
      #expect(error?.path == name)
      #expect(error?.found.isEmpty == false)
    }
  }

  @Test(arguments: fixtures)
  func damageIsRefusedOrDecodedButNeverCrashes(name: String) throws {
    let bytes = try readFile(fixturePath(name))
    var refused = 0
    for bit in stride(from: 0, to: bytes.count * 8, by: 7) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      do {
        _ = try Picture.decode(damaged, path: name)
      } catch is InputError {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  @Test func missingDataAreAnErrorThoughTheFileEndsAsItShould() throws {
    let bytes = try readFile(fixturePath("ycbcr.jpg"))
    let cut = bytes.dropLast(30) + [0xFF, 0xD9]
    let error = #expect(throws: InputError.self) {
      try Picture.decode(Array(cut), path: "cut.jpg")
    }
    #expect(error?.path == "cut.jpg")
    #expect(error?.expected == "a whole JPEG picture")
  }

  @Test func absurdSizesAreRefusedBeforeAnyMemoryIsTaken() throws {
    for side in [UInt8(0x40), 0xFF] {
      var bytes = try readFile(fixturePath("ycbcr.jpg"))
      let frame = try #require(bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
      bytes.replaceSubrange(frame + 5..<frame + 9, with: [side, 0, side, 0])
      let error = #expect(throws: InputError.self) { try Picture.decode(bytes, path: "bomb.jpg") }
      #expect(error?.found == "\(Int(side) * 256)x\(Int(side) * 256)")
    }
  }
}
