import Files
import Imaging
import TestSupport
import Testing

/// Files that were cut short, flipped or made up: each is refused in words, or decodes to what it
/// held.
@Suite struct DamagedPNGTests {
  private static let fixtures = [
    "rgb.png", "palette.png", "palette_transparent.png", "gray.png", "gray_1bit.png",
    "gray_16bit.png", "gray_alpha.png", "rgba.png", "rgb_16bit.png",
    "interlaced.png", "gray_transparent.png", "rgb_transparent.png",
  ]

  @Test(arguments: fixtures)
  func everyTruncationIsRefused(name: String) throws {
    let bytes = try readFile(fixturePath(name))
    for count in 0..<bytes.count {
      let error = #expect(throws: InputError.self) {
        try PNG.decode(Array(bytes[..<count]), path: name)
      }
      #expect(error?.path == name)
      #expect(error?.found.isEmpty == false)
    }
  }

  @Test(arguments: fixtures)
  func everyFlippedBitIsRefused(name: String) throws {
    let bytes = try readFile(fixturePath(name))
    for bit in 0..<(bytes.count * 8) {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: InputError.self, "bit \(bit)") { try PNG.decode(flipped, path: name) }
    }
  }

  @Test func manyBytesReplacedNeverCrash() throws {
    let bytes = try PNG.encode(
      patterned(width: 24, height: 24), text: [(key: "limn", value: "{}")])
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<500 {
      var damaged = bytes
      for _ in 0..<(1 + next(20)) { damaged[next(bytes.count)] = UInt8(next(256)) }
      guard damaged != bytes else { continue }
      #expect(throws: InputError.self) { try PNG.decode(damaged, path: "damaged") }
    }
  }

  @Test func foreignFilesAreRefused() {
    for text in ["", "P6 1 1 255 abc", "\u{89}PNG", "GIF89a", String(repeating: "x", count: 999)] {
      #expect(throws: InputError.self) { try PNG.decode(Array(text.utf8), path: "foreign") }
    }
  }

  @Test(arguments: [(1 << 30, 1), (16_385, 1), (1, 16_385), (0, 1), (16_384, 16_384)])
  func absurdSizesAreRefused(width: Int, height: Int) {
    let bytes = file(header: header(width: width, height: height), data: [0x78, 0x9C, 3, 0])
    #expect(throws: InputError.self) { try PNG.decode(bytes, path: "absurd") }
  }

  @Test func theFileBuilderOfTheseTestsMakesReadableFiles() throws {
    // One black pixel: a stored deflate block of a filter byte and three zeros, and its Adler-32.
    let stream: [UInt8] = [0x78, 1, 1, 4, 0, 0xFB, 0xFF, 0, 0, 0, 0, 0, 4, 0, 1]
    let bytes = file(header: header(width: 1, height: 1), data: stream)
    #expect(try PNG.decode(bytes, path: "built").image.pixels == [0, 0, 0])
  }

  private func header(width: Int, height: Int) -> [UInt8] {
    bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 2, 0, 0, 0]
  }

  private func file(header: [UInt8], data: [UInt8]) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
      + chunk("IDAT", data) + chunk("IEND", [])
  }

  private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bigEndian(UInt32(data.count)) + body + bigEndian(crc32(body))
  }

}
