import Imaging
import TextToImage

/// What the models of a sweep draw of the same captions: a row a run, seed 0.
struct SweepSheet {
  /// The most rows that it has: few enough that a PNG file holds them, whatever the pictures' side.
  static let maximumRows = 24

  /// The captions, at least one.
  let captions: [String]
  private var rows: [(arm: String, seed: Int, pictures: [RGBImage])] = []
  /// Whether it shows nothing.
  var isEmpty: Bool { rows.isEmpty }

  init(captions: [String]) { self.captions = captions }

  /// Adds a row of what `model` draws, which `arm` has trained with `seed`.
  ///
  /// - Throws: `InputError` where a caption cannot be drawn.
  mutating func add(_ arm: String, seed: Int, _ model: Model) throws {
    add(arm, seed: seed, try captions.map { model.picture(of: try model.read($0).text, seed: 0) })
  }

  /// Adds a row of `pictures`, one a caption.
  mutating func add(_ arm: String, seed: Int, _ pictures: [RGBImage]) {
    rows.append((arm, seed, pictures))
  }

  /// Draws the sheet, which must have a row.
  ///
  /// The captions stand once, over the first row; the trainings of an arm stand together.
  func render() -> RGBImage {
    // Runs of a sweep may differ in the size of their pictures.
    let side = rows.flatMap(\.pictures).map(\.width).max() ?? 1
    var sheet = ContactSheet(
      rows: rows.enumerated().map { index, row in
        ContactSheet.Row(
          label: "\(row.arm), training seed \(row.seed)",
          cells: row.pictures.map { .init(image: $0.resized(width: side, height: side)) },
          beginsGroup: index > 0 && row.arm != rows[index - 1].arm)
      })
    sheet.heads = captions
    sheet.imageScale = max(1, 128 / side)
    return sheet.render()
  }
}
