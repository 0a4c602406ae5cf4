/// An 8-bit RGB picture, sRGB, rows from the top, three bytes a pixel.
public struct RGBImage: Equatable, Sendable {
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// The bytes: `height` rows of `width` pixels of red, green, blue.
  public var pixels: [UInt8]

  /// A picture of the given size, filled with `color`.
  public init(width: Int, height: Int, color: RGBColor = RGBColor(red: 255, green: 255, blue: 255))
  {
    require(
      width >= 0 && height >= 0, "RGBImage: expected sides of 0 or more, got \(width)x\(height)")
    self.width = width
    self.height = height
    pixels = []
    pixels.reserveCapacity(width * height * 3)
    for _ in 0..<(width * height) {
      pixels.append(color.red)
      pixels.append(color.green)
      pixels.append(color.blue)
    }
  }

  /// A picture of the given size made of `pixels`, which must be `width * height * 3` bytes.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    require(
      pixels.count == width * height * 3,
      "RGBImage: \(width)x\(height) takes \(width * height * 3) bytes, got \(pixels.count)")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The colour at column `x` from the left and row `y` from the top, within the picture.
  public subscript(x: Int, y: Int) -> RGBColor {
    get {
      let start = start(x, y)
      return RGBColor(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
    }
    set {
      let start = start(x, y)
      pixels[start] = newValue.red
      pixels[start + 1] = newValue.green
      pixels[start + 2] = newValue.blue
    }
  }

  private func start(_ x: Int, _ y: Int) -> Int {
    require(
      0..<width ~= x && 0..<height ~= y,
      "RGBImage: expected a place within \(width)x\(height), got \(x), \(y)")
    return (y * width + x) * 3
  }
}

/// An sRGB colour of 8 bits a channel.
public struct RGBColor: Hashable, Sendable {
  /// The red channel.
  public var red: UInt8
  /// The green channel.
  public var green: UInt8
  /// The blue channel.
  public var blue: UInt8

  /// A colour from its channels.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }
}
