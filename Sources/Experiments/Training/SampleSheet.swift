import Datasets
import Imaging
import TextToImage

/// A sheet of the same prompts and seeds every time: two prompts of each tag, two seeds each, with
/// the prompts as captions.
func sampleSheet(_ model: Model, prompts: PromptSet) throws -> RGBImage {
  let cells = try prompts.selecting(perTag: 2).prompts.flatMap { prompt in
    let text = try model.read(prompt.prompt).text
    return [0, 1].map { seed in
      ContactSheet.Cell(image: model.picture(of: text, seed: seed), caption: prompt.prompt)
    }
  }
  var sheet = ContactSheet(cells: cells, columns: 6)
  sheet.imageScale = max(1, 192 / model.side)
  return sheet.render()
}
