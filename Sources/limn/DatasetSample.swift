import ArgumentParser
import Datasets
import Files
import Imaging

/// `limn dataset sample`: scenes as separate files, with their captions beside them.
struct DatasetSample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write scenes as PNG files, with their captions in metadata.jsonl.",
    discussion: """
      Example:
        limn dataset sample -n 100 -o shapes/
        limn dataset sample -n 8 --outlines -o outlines/

      The path of each picture goes to standard output. Other tools read the folder as an image \
      data set: each line of metadata.jsonl has the keys file_name and text.
      """)

  @OptionGroup var scenes: SceneOptions

  @Option(name: [.customShort("o"), .customLong("output")], help: "The folder to write to.")
  var output = "shapes"

  @Flag(help: "Draw the scenes' outlines alone, for limn translate.")
  var outlines = false

  @Flag(help: "Replace files where they exist.")
  var force = false

  mutating func run() throws {
    let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
    let pictures = (0..<scenes.count).map { "\(fiveDigits($0)).png" }
    let metadata = "\(folder)/metadata.jsonl"
    try requireFree(pictures.map { "\(folder)/\($0)" } + [metadata], force: force)
    try makeFolder(folder)
    var lines = ""
    for (index, picture) in pictures.enumerated() {
      let sample = ShapesWorld.sample(seed: scenes.seed, index: UInt64(index))
      let image =
        outlines
        ? renderOutlines(sample.scene, side: scenes.size) : render(sample.scene, side: scenes.size)
      try PNG.write(image, to: "\(folder)/\(picture)")
      let line: JSONValue = ["file_name": .string(picture), "text": .string(sample.caption)]
      lines += line.canonicalText() + "\n"
      print("\(folder)/\(picture)")
    }
    try writeFile(Array(lines.utf8), to: metadata)
  }

  private func fiveDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}
