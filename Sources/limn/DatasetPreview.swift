import ArgumentParser
import Datasets
import Experiments
import Files
import Imaging

/// `limn dataset preview`: one picture of many scenes, or pictures of a folder, with captions.
struct DatasetPreview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Draw a contact sheet of pictures with their captions.",
    discussion: """
      Example:
        limn dataset preview -n 24 --seed 7 -o shapes.png
        limn dataset preview --wordings free -o free.png
        limn dataset preview --name emoji -o emoji.png
        limn dataset preview --folder pets/ -o pets.png

      The path of the sheet goes to standard output. Of a folder, the seed chooses which pictures \
      are shown, each with its first caption; `limn dataset check` names those that \
      cannot be used.
      """)

  @OptionGroup var scenes: SceneOptions

  @Option(help: "The data set.")
  var name = DatasetSpec.Name.shapes

  @Option(
    help: ArgumentHelp("Show pictures of this folder instead.", valueName: "folder"))
  var folder: String?

  @Flag(help: "Show pictures that are held out, not those to train on.")
  var heldOut = false

  @Option(help: "How many pictures a row has.")
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
    try requirePNGName(output)
    try requireFittingSheet()
    if name == .folder { throw ValidationError("for a folder of pictures give --folder") }
    guard folder == nil || name == .shapes else {
      throw ValidationError("--folder and --name exclude each other")
    }
    guard scenes.wordings == .plain || folder == nil && name == .shapes else {
      throw ValidationError("--wordings is for scenes; other pictures have their captions")
    }
    guard folder != nil || name != .shapes || !heldOut else {
      throw ValidationError(
        "--held-out needs --folder or --name: scenes are of no side of a split")
    }
  }

  /// Checks, before anything is drawn, that a PNG file can hold the sheet, captions left aside.
  private func requireFittingSheet() throws {
    let cell =
      scenes.size * ContactSheet.imageScale(ofSide: scenes.size) + ContactSheet(rows: []).spacing
    let rows = (scenes.count + columns - 1) / columns
    guard max(rows, columns) * cell <= PNG.maximumSide else {
      throw ValidationError(
        "a sheet of \(rows) rows and \(columns) columns of \(cell) pixels each exceeds "
          + "\(PNG.maximumSide) pixels; lower --count or --size, or change --columns")
    }
  }

  mutating func run() throws {
    let data: (any CaptionedPictures)? =
      if let folder { try FolderPictures(folder: folder) } else {
        try captionedPictures(for: DatasetSpec(name: name))
      }
    let output = output ?? "\(data?.name ?? "shapes").png"
    try requireFree([output], force: force)
    try requirePlaces(for: [output])
    let cells = try data.map(cells) ?? sceneCells()
    var sheet = ContactSheet(cells: cells, columns: columns)
    sheet.imageScale = ContactSheet.imageScale(ofSide: scenes.size)
    try PNG.write(sheet.render(), text: [("Software", Limn.software)], to: output)
    print(output)
  }

  private func cells(of data: any CaptionedPictures) throws -> [ContactSheet.Cell] {
    try CaptionedSheet(
      count: scenes.count, side: scenes.size, seed: scenes.seed, isHeldOut: heldOut
    ).cells(of: data)
  }

  private func sceneCells() -> [ContactSheet.Cell] {
    (0..<scenes.count).map { index in
      let sample = ShapesWorld.sample(
        seed: scenes.seed, index: UInt64(index), scenes.wordings)
      return ContactSheet.Cell(
        image: render(sample.scene, side: scenes.size), caption: sample.caption)
    }
  }
}

extension DatasetSpec.Name: ExpressibleByArgument {
  /// A folder is named by --folder.
  public static var allValueStrings: [String] {
    allCases.filter { $0 != .folder }.map(\.rawValue)
  }
}
