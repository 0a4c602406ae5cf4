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
    for row in max(0, y)..<max(0, min(self.height, y + height)) {
      for column in max(0, x)..<max(0, min(self.width, x + width)) {
        self[column, row] = color
      }
    }
  }
}

/// Stops the program where `condition` is false: a mistake of the caller, not of outside input.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  guard condition else { fatalError(message()) }
}
