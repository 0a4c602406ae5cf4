extension RGBImage {
  /// This picture as a square of `side` pixels: the largest square in its centre, resized.
  ///
  /// What lies outside that square is lost, as it is with the field's usual preparation of
  /// text-to-image data (a central crop of the shorter side). Where the longer side is longer by
  /// an odd number, the square lies half a pixel to the left or the top. A larger square is shrunk
  /// by averaging areas, a smaller one grown bilinearly; see `resized`.
  ///
  /// - Parameter side: At least 1.
  /// - Returns: The picture, `side` pixels wide and high.
  public func fitted(toSquareOf side: Int) -> RGBImage {
    centralSquare().resized(width: side, height: side)
  }

  /// The largest square in the centre of this picture.
  private func centralSquare() -> RGBImage {
    if width == height { return self }
    let side = min(width, height)
    let (left, top) = ((width - side) / 2, (height - side) / 2)
    var square: [UInt8] = []
    square.reserveCapacity(side * side * 3)
    for y in top..<top + side {
      let start = (y * width + left) * 3
      square += pixels[start..<start + side * 3]
    }
    return RGBImage(width: side, height: side, pixels: square)
  }
}
