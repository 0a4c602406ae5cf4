/// Pictures of one size side by side, in rows.
public struct ImageGrid: Sendable {
  /// How many pictures a row holds.
  public var columns: Int
  /// The pixels between pictures and around them.
  public var padding: Int
  /// How many times each pixel of a picture is repeated along both axes.
  public var scale: Int
  /// The colour between pictures, and of places left over in the last row.
  public var background: RGBColor

  /// A grid with the given layout.
  ///
  /// - Parameters:
  ///   - columns: At least 1.
  ///   - padding: In pixels of the result, at least 0.
  ///   - scale: At least 1.
  ///   - background: The colour between pictures.
  public init(
    columns: Int, padding: Int = 2, scale: Int = 1,
    background: RGBColor = RGBColor(red: 255, green: 255, blue: 255)
  ) {
    require(
      columns > 0 && padding >= 0 && scale > 0,
      "ImageGrid: \(columns) columns, padding \(padding), scale \(scale)")
    self.columns = columns
    self.padding = padding
    self.scale = scale
    self.background = background
  }

  /// The pictures row by row from the left upper corner; a grid of fewer pictures than columns is
  /// only as wide as they are.
  ///
  /// - Parameter images: At least one picture, all of the same size.
  /// - Returns: The grid, padding included.
  public func compose(_ images: [RGBImage]) -> RGBImage {
    guard let first = images.first else { fatalError("ImageGrid.compose: no pictures") }
    let used = min(columns, images.count)
    let rows = (images.count + columns - 1) / columns
    let (cellWidth, cellHeight) = (first.width * scale, first.height * scale)
    var grid = RGBImage(
      width: padding + used * (cellWidth + padding),
      height: padding + rows * (cellHeight + padding), color: background)
    for (index, image) in images.enumerated() {
      require(
        image.width == first.width && image.height == first.height,
        "ImageGrid.compose: picture \(index) is \(image.width)x\(image.height), "
          + "the first \(first.width)x\(first.height)")
      grid.draw(
        image.enlarged(by: scale),
        x: padding + index % columns * (cellWidth + padding),
        y: padding + index / columns * (cellHeight + padding))
    }
    return grid
  }
}
