import Imaging
import TextToImage

/// What the models of a sweep draw of the same captions: a row a run, seed 0.
struct SweepSheet {
  /// The runs, at least one: what each is called, and the model that it gave.
  let runs: [(name: String, model: Model)]
  /// The captions, at least one.
  let captions: [String]

  /// Draws the sheet.
  ///
  /// - Throws: `InputError` where a caption cannot be drawn.
  func render() throws -> RGBImage {
    // Runs of a sweep may differ in the size of their pictures.
    let side = runs.map(\.model.side).max() ?? 1
    let rows = try runs.map { run in
      ContactSheet.Row(
        label: run.name,
        cells: try captions.map { caption in
          let text = try run.model.read(caption).text
          return ContactSheet.Cell(
            image: run.model.picture(of: text, seed: 0).resized(width: side, height: side),
            caption: caption)
        })
    }
    var sheet = ContactSheet(rows: rows)
    sheet.imageScale = max(1, 128 / side)
    return sheet.render()
  }
}
