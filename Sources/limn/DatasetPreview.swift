import ArgumentParser
import Datasets
import Experiments
import Files
import Imaging

/// `limn dataset preview`: one picture of many scenes with their captions.
struct DatasetPreview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Draw a contact sheet of scenes with their captions.",
    discussion: """
      Example:
        limn dataset preview -n 24 --seed 7 -o shapes.png

      The path of the sheet goes to standard output.
      """)

  @OptionGroup var scenes: SceneOptions

  @Option(help: "How many scenes a row has.")
  var columns = 6

  @Option(name: [.customShort("o"), .customLong("output")], help: "The PNG file to write.")
  var output = "shapes.png"

  @Flag(help: "Replace the file where it exists.")
  var force = false

  mutating func validate() throws {
    guard 1...100 ~= columns else {
      throw ValidationError("--columns must be from 1 to 100, not \(columns)")
    }
  }

  mutating func run() throws {
    try requireFree([output], force: force)
    let cells = (0..<scenes.count).map { index in
      let sample = ShapesWorld.sample(seed: scenes.seed, index: UInt64(index))
      return ContactSheet.Cell(
        image: render(sample.scene, side: scenes.size), caption: sample.caption)
    }
    let sheet = ContactSheet(cells: cells, columns: columns).render()
    try PNG.write(sheet, text: [("Software", "limn \(Limn.version)")], to: output)
    print(output)
  }
}
