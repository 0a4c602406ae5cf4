import Imaging
import TextToImage

/// How pictures are put into one.
///
/// They stand side by side in rows. Labelled, each row has its prompt before it and each picture its
/// seed under it; where a row has several prompts, each picture has its own under it. Of a way
/// between prompts or seeds, its ends have theirs, and each picture in between how far it is.
public struct PictureGrid: Equatable, Sendable {
  /// The pictures a row.
  public let columns: Int
  /// Whether prompts and seeds are told.
  public let isLabelled: Bool

  /// A picture and what it is drawn from, and where it lies on a way to another.
  public typealias Cell = (image: RGBImage, prompt: String, seed: UInt64, blend: Blend?)

  /// A grid of `columns` pictures a row.
  public init(columns: Int, isLabelled: Bool = false) {
    self.columns = columns
    self.isLabelled = isLabelled
  }

  /// The picture of `cells`, at least one, row by row; all are of the same size.
  public func compose(_ cells: [Cell]) -> RGBImage {
    isLabelled ? sheet(cells).render() : plain.compose(cells.map(\.image))
  }

  /// The longer side of the picture of `cells`, in pixels.
  public func longerSide(of cells: [Cell]) -> Int {
    if isLabelled {
      let size = sheet(cells).size
      return max(size.width, size.height)
    }
    let rows = (cells.count + columns - 1) / columns
    let side = cells.first?.image.width ?? 0
    return max(columns, rows) * (side + plain.padding) + plain.padding
  }

  private var plain: ImageGrid { ImageGrid(columns: columns) }

  private func sheet(_ cells: [Cell]) -> ContactSheet {
    let rows = stride(from: 0, to: cells.count, by: columns).map {
      Array(cells[$0..<min(cells.count, $0 + columns)])
    }
    let hasMixedRows = rows.contains { row in
      row.contains { $0.prompt != row[0].prompt || $0.blend != nil }
    }
    let side = cells.first?.image.width ?? 128
    guard hasMixedRows else { return labelledSheet(rows, side: side) }
    var sheet = ContactSheet(
      cells: cells.map { .init(image: $0.image, caption: caption(of: $0)) }, columns: columns)
    sheet.imageScale = ContactSheet.imageScale(ofSide: side)
    return sheet
  }

  private func caption(of cell: Cell) -> String {
    guard let blend = cell.blend, blend.share > 0 else {
      return "\(cell.prompt) (seed \(cell.seed))"
    }
    return blend.share < 1
      ? "\(Int((blend.share * 100).rounded()))%" : "\(blend.prompt) (seed \(blend.seed))"
  }

  /// The sheet of rows of one prompt each.
  private func labelledSheet(_ rows: [[Cell]], side: Int) -> ContactSheet {
    let isOfOne = rows.allSatisfy { $0[0].prompt == rows[0][0].prompt }
    var sheet = ContactSheet(
      rows: rows.enumerated().map { index, row in
        ContactSheet.Row(
          // One prompt in several rows is told once.
          label: isOfOne && index > 0 ? "" : row[0].prompt,
          cells: row.map { .init(image: $0.image, caption: "seed \($0.seed)") })
      })
    sheet.imageScale = max(1, 128 / side)
    return sheet
  }
}
