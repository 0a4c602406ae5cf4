import Files
import Imaging
import TestSupport
import Testing

@Suite struct PNGTests {
  @Test(arguments: [(1, 1), (3, 2), (64, 64), (1, 300), (257, 5)])
  func pixelsSurviveARoundTrip(width: Int, height: Int) throws {
    let image = patterned(width: width, height: height)
    let decoded = try PNG.decode(PNG.encode(image), path: "memory")
    #expect(decoded.image == image)
    #expect(decoded.text.isEmpty)
  }

  @Test func textSurvivesARoundTripInOrder() throws {
    let text = [
      (key: "Software", value: "limn"),
      (key: "parameters", value: "a red circle\nSteps: 1, Seed: 7"),
      (key: "empty", value: ""),
      (key: "accent", value: "café ÿ"),
      (key: "cyrillic", value: "красный круг 🔴"),
      (key: "control", value: "tab\tand\r\n"),
      (key: "empty", value: "again"),
      (key: "clé", value: String(repeating: "long ", count: 20_000)),
    ]
    let bytes = try PNG.encode(patterned(width: 2, height: 2), text: text)
    let decoded = try PNG.decode(bytes, path: "memory").text
    #expect(decoded.map(\.key) == text.map(\.key))
    #expect(decoded.map(\.value) == text.map(\.value))
  }

  @Test func latin1IsPlainTextAndTheRestInternationalText() throws {
    let image = patterned(width: 2, height: 2)
    let plain = try PNG.encode(image, text: [(key: "k", value: "café")])
    #expect(plain.contains(Array("tEXtk\0caf".utf8) + [0xE9]))
    let international = try PNG.encode(image, text: [(key: "k", value: "круг")])
    #expect(international.contains(Array("iTXtk\0\0\0\0\0круг".utf8)))
  }

  @Test func equalInputsGiveEqualBytes() throws {
    let image = patterned(width: 64, height: 64)
    let text = [(key: "limn", value: "{}")]
    let first = try PNG.encode(image, text: text)
    #expect(try PNG.encode(image, text: text) == first)
    let other = RGBImage(width: 64, height: 64)
    #expect(try PNG.encode(other, text: text) != first)
  }

  @Test(arguments: [
    "", " outer", "outer ", "double  space", "круг", "a\nb", String(repeating: "k", count: 80),
  ])
  func badKeysAreRefused(key: String) {
    #expect(throws: InputError.self) {
      try PNG.encode(patterned(width: 1, height: 1), text: [(key: key, value: "v")])
    }
  }

  @Test func aValueWithNULIsRefused() {
    #expect(throws: InputError.self) {
      try PNG.encode(patterned(width: 1, height: 1), text: [(key: "k", value: "a\0b")])
    }
  }

  @Test(arguments: [(0, 1), (1, 0), (PNG.maximumSide + 1, 1)])
  func badSizesAreRefused(width: Int, height: Int) {
    #expect(throws: InputError.self) { try PNG.encode(RGBImage(width: width, height: height)) }
  }

  @Test func theLongestSideSurvivesARoundTrip() throws {
    let image = patterned(width: PNG.maximumSide, height: 1)
    #expect(try PNG.decode(PNG.encode(image), path: "memory").image == image)
  }

  @Test func aFileIsWrittenAndReadBack() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/picture.png"
      let image = patterned(width: 5, height: 4)
      try PNG.write(image, text: [(key: "k", value: "v")], to: path)
      #expect(try readFile(path) == PNG.encode(image, text: [(key: "k", value: "v")]))
      #expect(try PNG.read(path).image == image)
    }
  }

  @Test func aMissingFileIsNamed() {
    let error = #expect(throws: InputError.self) { try PNG.read("/nowhere/at-all.png") }
    #expect(error?.kind == .missing)
    #expect(error?.path == "/nowhere/at-all.png")
  }
}
