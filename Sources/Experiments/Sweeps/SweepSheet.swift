import Datasets
import Imaging
import TextToImage

/// What the models of a sweep draw of the same prompts: a row a run, a prompt of each tag, seed 0.
struct SweepSheet {
  /// The runs, at least one: what each is called, and the model that it gave.
  let runs: [(name: String, model: Model)]

  /// Draws the sheet.
  ///
  /// - Throws: `InputError` where a prompt cannot be drawn.
  func render() throws -> RGBImage {
    let prompts = EvaluationPrompts.make().selecting(perTag: 1).prompts.map(\.prompt)
    // Runs of a sweep may differ in the size of their pictures.
    let side = runs.map(\.model.side).max() ?? 1
    let rows = try runs.map { run in
      ContactSheet.Row(
        label: run.name,
        cells: try prompts.map { prompt in
          let text = try run.model.read(prompt).text
          return ContactSheet.Cell(
            image: run.model.picture(of: text, seed: 0).resized(width: side, height: side),
            caption: prompt)
        })
    }
    var sheet = ContactSheet(rows: rows)
    sheet.imageScale = max(1, 128 / side)
    return sheet.render()
  }
}
