/// Where everything on a contact sheet goes, in pixels of the sheet.
struct SheetLayout {
  /// One laid out row.
  private struct Row {
    let label: TextLayout
    let cells: [(image: RGBImage, caption: TextLayout)]
    let y: Int
  }

  private static let background = RGBColor(red: 250, green: 250, blue: 250)
  private static let border = RGBColor(red: 208, green: 208, blue: 208)
  private static let captionColor = RGBColor(red: 64, green: 64, blue: 64)
  private static let labelColor = RGBColor(red: 0, green: 0, blue: 0)

  private let sheet: ContactSheet
  private let heads: [TextLayout]
  private let rows: [Row]
  private let imageWidth: Int
  private let imageHeight: Int
  /// The left edge of the first column of pictures.
  private let firstColumn: Int
  let width: Int
  let height: Int

  /// Lays out `sheet`, which must hold at least one picture and only pictures of one size.
  init(_ sheet: ContactSheet) {
    require(
      sheet.imageScale > 0 && sheet.textScale > 0 && sheet.spacing >= 0 && sheet.labelWidth >= 0,
      "ContactSheet.render: image scale \(sheet.imageScale), text scale \(sheet.textScale), "
        + "spacing \(sheet.spacing), label width \(sheet.labelWidth)")
    guard let first = sheet.rows.lazy.flatMap(\.cells).first?.image else {
      fatalError("ContactSheet.render: no pictures")
    }
    for image in sheet.rows.lazy.flatMap(\.cells).map(\.image) {
      require(
        image.width == first.width && image.height == first.height,
        "ContactSheet.render: pictures of \(image.width)x\(image.height) and "
          + "\(first.width)x\(first.height)")
    }
    self.sheet = sheet
    imageWidth = first.width * sheet.imageScale
    imageHeight = first.height * sheet.imageScale
    let hasLabels = sheet.rows.contains { !$0.label.isEmpty }
    firstColumn = sheet.spacing + (hasLabels ? sheet.labelWidth + sheet.spacing : 0)
    let columns = sheet.rows.map(\.cells.count).max() ?? 0
    width = firstColumn + columns * (imageWidth + sheet.spacing)
    heads = Self.captions(sheet.heads, of: sheet, imageWidth: imageWidth)
    let top = sheet.spacing + Self.captionHeight(heads, on: sheet)
    (rows, height) = Self.place(sheet, from: top, imageWidth: imageWidth, imageHeight: imageHeight)
  }

  private static func captions(
    _ texts: [String], of sheet: ContactSheet, imageWidth: Int
  ) -> [TextLayout] {
    texts.map {
      TextLayout(
        $0, width: imageWidth / sheet.textScale, maximumLines: sheet.maximumCaptionLines)
    }
  }

  /// The rows from `top` on, and the height of the sheet.
  private static func place(
    _ sheet: ContactSheet, from top: Int, imageWidth: Int, imageHeight: Int
  ) -> (rows: [Row], height: Int) {
    var rows: [Row] = []
    var y = top
    for row in sheet.rows {
      if row.beginsGroup { y += 2 * sheet.spacing }
      let captions = captions(row.cells.map(\.caption), of: sheet, imageWidth: imageWidth)
      let labelLines = max(1, imageHeight / sheet.textScale / BitmapFont.lineHeight)
      let label = TextLayout(
        row.label, width: sheet.labelWidth / sheet.textScale, maximumLines: labelLines)
      rows.append(Row(label: label, cells: Array(zip(row.cells.map(\.image), captions)), y: y))
      y += imageHeight + captionHeight(captions, on: sheet) + sheet.spacing
    }
    return (rows, y)
  }

  /// The pixels that the captions of a row take below its pictures, or the heads over all rows; the
  /// next row stands off a little further than the next column, so that a caption belongs to the
  /// picture above it.
  private static func captionHeight(_ captions: [TextLayout], on sheet: ContactSheet) -> Int {
    let lines = captions.map(\.lines.count).max() ?? 0
    if lines == 0 { return 0 }
    let text = TextLayout.height(ofLines: lines) * sheet.textScale
    return captionGap(sheet) + text + sheet.spacing / 2
  }

  /// The pixels between a picture and its caption.
  private static func captionGap(_ sheet: ContactSheet) -> Int { 3 * sheet.textScale }

  /// Draws the sheet.
  func draw() -> RGBImage {
    var canvas = RGBImage(width: width, height: height, color: Self.background)
    drawHeads(on: &canvas)
    for row in rows {
      drawLabel(row, on: &canvas)
      for (column, cell) in row.cells.enumerated() {
        let x = self.x(ofColumn: column)
        drawImage(cell.image, on: &canvas, x: x, y: row.y)
        cell.caption.draw(
          on: &canvas, x: x, y: row.y + imageHeight + Self.captionGap(sheet),
          scale: sheet.textScale, color: Self.captionColor)
      }
    }
    return canvas
  }

  private func x(ofColumn column: Int) -> Int {
    firstColumn + column * (imageWidth + sheet.spacing)
  }

  /// Draws the texts over the columns, their last lines at one height.
  private func drawHeads(on canvas: inout RGBImage) {
    let lines = heads.map(\.lines.count).max() ?? 0
    for (column, head) in heads.enumerated() {
      let missing = (lines - head.lines.count) * BitmapFont.lineHeight * sheet.textScale
      head.draw(
        on: &canvas, x: x(ofColumn: column), y: sheet.spacing + missing, scale: sheet.textScale,
        color: Self.captionColor)
    }
  }

  /// Draws a picture in a frame of one pixel, without which a white one would not end anywhere.
  private func drawImage(_ image: RGBImage, on canvas: inout RGBImage, x: Int, y: Int) {
    canvas.fill(
      x: x - 1, y: y - 1, width: imageWidth + 2, height: imageHeight + 2, color: Self.border)
    canvas.draw(image.enlarged(by: sheet.imageScale), x: x, y: y)
  }

  /// Draws the label of a row, centred on the height of its pictures.
  private func drawLabel(_ row: Row, on canvas: inout RGBImage) {
    let textHeight = TextLayout.height(ofLines: row.label.lines.count) * sheet.textScale
    row.label.draw(
      on: &canvas, x: sheet.spacing, y: row.y + max(0, imageHeight - textHeight) / 2,
      scale: sheet.textScale, color: Self.labelColor)
  }
}
