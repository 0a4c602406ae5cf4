import ArgumentParser
import Datasets

/// `limn dataset …`: data to look at and to check.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Show data sets of captioned pictures, or check a folder of your own.",
    discussion: """
      Example:
        limn dataset preview -o shapes.png
        limn dataset check pets/
      """,
    subcommands: [DatasetPreview.self, DatasetSample.self, DatasetCheck.self])
}

/// Which scenes of the built-in data to show.
struct SceneOptions: ParsableArguments {
  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: "How many scenes, or pictures.")
  var count = 24

  @Option(parsing: .unconditional, help: "The seed of the stream of scenes.")
  var seed: UInt64 = 0

  @Option(help: "The side of the pictures in pixels.")
  var size = 64

  @Option(help: "How much the wordings of the scenes' captions vary.")
  var wordings = Wordings.plain

  mutating func validate() throws {
    guard 1...10_000 ~= count else {
      throw ValidationError("--count must be from 1 to 10000, not \(count)")
    }
    guard 16...512 ~= size else {
      throw ValidationError("--size must be from 16 to 512, not \(size)")
    }
  }
}

extension Wordings: ExpressibleByArgument {}
