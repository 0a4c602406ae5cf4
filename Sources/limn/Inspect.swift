import ArgumentParser
import Experiments
import Files

/// `limn inspect`: what a file or a run says of itself.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a picture, a model file or a run says of itself.",
    discussion: """
      Example:
        limn inspect picture.png

      Reads PNG and safetensors files, and the folders of runs.
      """)

  @Argument(help: "The file or the run's folder.")
  var path: String

  @Flag(help: "Print one line of JSON.")
  var json = false

  mutating func run() throws {
    print(try inspection(of: path).canonicalText(pretty: !json))
  }
}
