extension RGBImage {
  /// Copies all of `image` onto this picture, its left upper corner at column `x` and row `y`.
  ///
  /// `image` must lie inside this picture.
  mutating func draw(_ image: RGBImage, x: Int, y: Int) {
    require(
      x >= 0 && y >= 0 && x + image.width <= width && y + image.height <= height,
      "draw: \(image.width)x\(image.height) at (\(x), \(y)) inside \(width)x\(height)")
    let rowBytes = image.width * 3
    for row in 0..<image.height {
      let target = ((y + row) * width + x) * 3
      let source = row * rowBytes
      pixels.replaceSubrange(
        target..<(target + rowBytes), with: image.pixels[source..<(source + rowBytes)])
    }
  }

  /// Fills a rectangle with `color`; what lies outside this picture is left out.
  mutating func fill(x: Int, y: Int, width: Int, height: Int, color: RGBColor) {
    let columns = (x..<(x + width)).clamped(to: 0..<self.width)
    for row in (y..<(y + height)).clamped(to: 0..<self.height) {
      for column in columns {
        self[column, row] = color
      }
    }
  }
}
