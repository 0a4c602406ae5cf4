extension RGBImage {
  /// This picture in the middle of a square, with `color` around it.
  ///
  /// - Parameters:
  ///   - side: The side of the square, at least the picture's longer side; nil for just that.
  ///   - color: What is around it.
  /// - Returns: The square. Where what is left over is odd, the right and the lower edge get more.
  public func padded(toSide side: Int? = nil, color: RGBColor) -> RGBImage {
    let side = side ?? max(width, height)
    require(
      side >= max(width, height), "padded: \(width)x\(height) does not fit into a side of \(side)")
    if width == side, height == side { return self }
    var square = RGBImage(width: side, height: side, color: color)
    let (left, top) = ((side - width) / 2, (side - height) / 2)
    square.draw(self, x: left, y: top)
    return square
  }
}
