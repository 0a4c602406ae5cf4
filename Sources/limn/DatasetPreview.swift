import ArgumentParser
import Datasets
import Experiments
import Files
import Imaging

/// `limn dataset preview`: one picture of many scenes with their captions.
struct DatasetPreview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Draw a contact sheet of pictures with their captions.",
    discussion: """
      Example:
        limn dataset preview -n 24 --seed 7 -o shapes.png
        limn dataset preview --name emoji -o emoji.png

      The path of the sheet goes to standard output.
      """)

  @OptionGroup var scenes: SceneOptions

  @Option(help: "The data set: shapes, fashion-mnist or emoji.")
  var name = DatasetSpec.Name.shapes

  @Option(help: "How many scenes a row has.")
  var columns = 6

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The PNG file to write. (default: the data set's name with .png)")
  var output: String?

  @Flag(help: "Replace the file where it exists.")
  var force = false

  mutating func validate() throws {
    guard 1...100 ~= columns else {
      throw ValidationError("--columns must be from 1 to 100, not \(columns)")
    }
    if name == .folder { throw ValidationError("--name must be shapes, fashion-mnist or emoji") }
  }

  mutating func run() throws {
    let output = output ?? "\(name.rawValue).png"
    try requireFree([output], force: force)
    let data = try captionedPictures(for: DatasetSpec(name: name))
    let cells = try (0..<UInt64(scenes.count)).map { index in
      guard let data else { return shapesCell(index) }
      let (entry, caption) = data.drawn(seed: scenes.seed, index: index)
      return ContactSheet.Cell(
        image: try data.picture(entry, side: scenes.size), caption: caption)
    }
    let sheet = ContactSheet(cells: cells, columns: columns).render()
    try PNG.write(sheet, text: [("Software", "limn \(Limn.version)")], to: output)
    print(output)
  }

  private func shapesCell(_ index: UInt64) -> ContactSheet.Cell {
    let sample = ShapesWorld.sample(seed: scenes.seed, index: index)
    return ContactSheet.Cell(
      image: render(sample.scene, side: scenes.size), caption: sample.caption)
  }
}

extension DatasetSpec.Name: ExpressibleByArgument {}
