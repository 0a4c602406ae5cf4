/// Pictures in rows, each with a caption under it, and each row with a label before it if wanted.
///
/// Captions are wrapped to the width of their picture and drawn in a bitmap font of printable
/// ASCII; other characters show as boxes.
public struct ContactSheet: Sendable {
  /// A picture and the text under it.
  public struct Cell: Sendable {
    /// The picture.
    public var image: RGBImage
    /// The text under it; may be empty.
    public var caption: String

    /// A picture and the text under it.
    public init(image: RGBImage, caption: String = "") {
      self.image = image
      self.caption = caption
    }
  }

  /// Cells from left to right.
  public struct Row: Sendable {
    /// The text before the row; may be empty.
    public var label: String
    /// The cells.
    public var cells: [Cell]
    /// Whether it stands off from the row above, as the first of several that belong together.
    public var beginsGroup: Bool

    /// Cells from left to right, with the text before them.
    public init(label: String = "", cells: [Cell], beginsGroup: Bool = false) {
      self.label = label
      self.cells = cells
      self.beginsGroup = beginsGroup
    }
  }

  /// How many times each pixel of a picture is repeated along both axes.
  public var imageScale = 3
  /// The side of a font pixel, in pixels of the sheet.
  public var textScale = 2
  /// The pixels between cells and around them.
  public var spacing = 16
  /// The pixels that row labels may take in width.
  public var labelWidth = 160
  /// The lines a caption may take; what is beyond is cut.
  public var maximumCaptionLines = 6
  /// The texts over the columns; none where there are fewer of them.
  public var heads: [String] = []
  /// The rows from the top.
  public var rows: [Row]

  /// A sheet of the given rows.
  ///
  /// - Parameter rows: At least one picture; all pictures are of the same size.
  public init(rows: [Row]) { self.rows = rows }

  /// A sheet of `cells` in rows of `columns`.
  ///
  /// - Parameters:
  ///   - cells: At least one; all pictures are of the same size.
  ///   - columns: At least 1.
  public init(cells: [Cell], columns: Int) {
    require(columns > 0, "ContactSheet: \(columns) columns")
    rows = stride(from: 0, to: cells.count, by: columns).map {
      Row(cells: Array(cells[$0..<min(cells.count, $0 + columns)]))
    }
  }

  /// How many times the pixels of pictures of `side` pixels are repeated to be seen well, with room
  /// for captions under them: about 192 pixels.
  public static func imageScale(ofSide side: Int) -> Int { max(1, 192 / side) }

  /// The size of the sheet in pixels.
  public var size: (width: Int, height: Int) {
    let layout = SheetLayout(self)
    return (layout.width, layout.height)
  }

  /// Draws the sheet.
  public func render() -> RGBImage { SheetLayout(self).draw() }
}
