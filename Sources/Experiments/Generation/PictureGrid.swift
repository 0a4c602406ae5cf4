import Imaging

/// How pictures are put into one: in rows, side by side, or each row with its prompt before it and
/// each picture with its seed under it.
public struct PictureGrid: Equatable, Sendable {
  /// The pictures a row.
  public let columns: Int
  /// Whether prompts and seeds are told.
  public let isLabelled: Bool

  /// A picture and what it is drawn from.
  public typealias Cell = (image: RGBImage, prompt: String, seed: UInt64)

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
    let isOfOne = cells.allSatisfy { $0.prompt == cells[0].prompt }
    let rows = stride(from: 0, to: cells.count, by: columns).map { start in
      ContactSheet.Row(
        // One prompt in several rows is told once.
        label: isOfOne && start > 0 ? "" : cells[start].prompt,
        cells: cells[start..<min(cells.count, start + columns)].map {
          ContactSheet.Cell(image: $0.image, caption: "seed \($0.seed)")
        })
    }
    var sheet = ContactSheet(rows: rows)
    sheet.imageScale = max(1, 128 / (cells.first?.image.width ?? 128))
    return sheet
  }
}
