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
      data set: each line of metadata.jsonl has file_name and text.
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
    let pictures = (0..<scenes.count).map { "\(zeroPadded($0, digits: 5)).png" }
    let metadata = "\(folder)/metadata.jsonl"
    try requireFree(pictures.map { "\(folder)/\($0)" } + [metadata], force: force)
    try makeFolder(folder)
    Interruption.watch()
    var bar = ProgressBar(total: pictures.count, unit: "pictures")
    defer { bar.clear() }
    let earlier = fileExists(metadata) ? try readFile(metadata) : []
    var lines = ""
    var done = 0
    for (index, picture) in pictures.enumerated() {
      if Interruption.isRequested { break }
      let sample = ShapesWorld.sample(
        seed: scenes.seed, index: UInt64(index), scenes.wordings)
      let image =
        outlines
        ? renderOutlines(sample.scene, side: scenes.size) : render(sample.scene, side: scenes.size)
      try PNG.write(image, to: "\(folder)/\(picture)")
      let line: JSONValue = ["file_name": .string(picture), "text": .string(sample.caption)]
      lines += line.canonicalText() + "\n"
      printAboveProgress("\(folder)/\(picture)")
      done += 1
      bar.update(done)
    }
    // Also where it was interrupted, and with those of pictures of an earlier sample that are still
    // there, so that no picture is without its caption.
    let kept = captions(in: earlier, notOf: Set(pictures.prefix(done)), path: metadata)
    try writeFile(kept + Array(lines.utf8), to: metadata)
    if done < pictures.count {
      throw Interrupted(advice: "\(done) of \(pictures.count) pictures were written")
    }
  }

  /// The lines of metadata but those of `replaced` pictures, each with its end.
  private func captions(
    in metadata: [UInt8], notOf replaced: Set<String>, path: String
  ) -> [UInt8] {
    metadata.split(separator: UInt8(ascii: "\n")).filter { line in
      let name = (try? JSONValue.parse(Array(line), path: path))?["file_name"]?.string
      return name.map { !replaced.contains($0) } ?? true
    }.flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}
