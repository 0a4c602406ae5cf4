import Imaging
import TestSupport
import Testing

/// The fixtures of `Fixtures/make_fixtures.py`, against the formulas stated there.
@Suite struct PNGFormatTests {
  private static let palette = [[255, 0, 0], [0, 255, 0], [0, 0, 255]]

  @Test func rgbAndItsText() throws {
    let (image, text) = try PNG.read(fixturePath("rgb.png"))
    #expect(image == expected { x, y in [x * 60, y * 100, (x + y) * 40] })
    #expect(text.map(\.key) == ["Software", "accent", "cyrillic", "long"])
    let long = String(repeating: "a red circle, ", count: 40)
    #expect(text.map(\.value) == ["Pillow", "café", "круг", long])
  }

  @Test func palette() throws {
    #expect(try fixture("palette.png") == expected { x, y in Self.palette[(x + y) % 3] })
  }

  @Test func paletteWithTransparency() throws {
    // Entry 1 is fully transparent, entry 2 about half: blue at alpha 128 over white.
    let colors = [[255, 0, 0], [255, 255, 255], [127, 127, 255]]
    #expect(
      try fixture("palette_transparent.png") == expected { x, y in colors[(x + y) % 3] })
  }

  @Test func gray() throws {
    let values = expected { x, y in Array(repeating: x * 60 + y * 20, count: 3) }
    #expect(try fixture("gray.png") == values)
  }

  @Test func blackAndWhite() throws {
    let values = expected { x, y in Array(repeating: (x + y) % 2 * 255, count: 3) }
    #expect(try fixture("gray_1bit.png") == values)
  }

  @Test func gray16Bit() throws {
    let values = expected { x, y in
      Array(repeating: scaled(x * 15_000 + y * 5_000), count: 3)
    }
    #expect(try fixture("gray_16bit.png") == values)
  }

  @Test func rgb16Bit() throws {
    let values = expected { x, y in [scaled(x * 20_000), scaled(y * 30_000), 255] }
    #expect(try fixture("rgb_16bit.png") == values)
  }

  @Test func grayWithAlpha() throws {
    let values = expected { x, y in
      Array(repeating: overWhite(x * 60, alpha: y * 127), count: 3)
    }
    #expect(try fixture("gray_alpha.png") == values)
  }

  @Test func rgbWithAlpha() throws {
    let values = expected { x, y in
      [x * 60, y * 100, 30].map { overWhite($0, alpha: x * 85) }
    }
    #expect(try fixture("rgba.png") == values)
  }

  @Test func oneTransparentValue() throws {
    let grays = expected { x, y in
      Array(repeating: x * 60 + y * 20 == 80 ? 255 : x * 60 + y * 20, count: 3)
    }
    #expect(try fixture("gray_transparent.png") == grays)
    let colors = expected { x, y in
      x == 1 && y == 1 ? [255, 255, 255] : [x * 60, y * 100, 30]
    }
    #expect(try fixture("rgb_transparent.png") == colors)
  }

  @Test func interlaced() throws {
    #expect(
      try fixture("interlaced.png") == expected { x, y in [x * 60, y * 100, (x + y) * 40] })
  }

  /// A 16-bit sample as the nearest 8-bit one.
  private func scaled(_ sample: Int) -> Int {
    Int((Double(sample) * 255 / 65_535).rounded())
  }

  private func overWhite(_ sample: Int, alpha: Int) -> Int {
    let opacity = Double(alpha) / 255
    return Int((Double(sample) * opacity + 255 * (1 - opacity)).rounded())
  }
}
