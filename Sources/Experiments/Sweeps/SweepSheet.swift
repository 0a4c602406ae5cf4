import Imaging
import TextToImage

/// What the models of a sweep draw of the same captions: a row a run, seed 0.
struct SweepSheet {
  /// The most rows that it has: few enough that a PNG file holds them, whatever the pictures' side.
  static let maximumRows = 24

  /// The captions, at least one.
  let captions: [String]
  private var rows: [(name: String, pictures: [RGBImage])] = []
  /// Whether it shows nothing.
  var isEmpty: Bool { rows.isEmpty }

  init(captions: [String]) { self.captions = captions }

  /// Adds a row of what `model` draws.
  ///
  /// - Throws: `InputError` where a caption cannot be drawn.
  mutating func add(_ name: String, _ model: Model) throws {
    rows.append((name, try captions.map { model.picture(of: try model.read($0).text, seed: 0) }))
  }

  /// Draws the sheet, which must have a row.
  func render() -> RGBImage {
    // Runs of a sweep may differ in the size of their pictures.
    let side = rows.flatMap(\.pictures).map(\.width).max() ?? 1
    var sheet = ContactSheet(
      rows: rows.map { row in
        ContactSheet.Row(
          label: row.name,
          cells: zip(row.pictures, captions).map {
            ContactSheet.Cell(image: $0.resized(width: side, height: side), caption: $1)
          })
      })
    sheet.imageScale = max(1, 128 / side)
    return sheet.render()
  }
}
