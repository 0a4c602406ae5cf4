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

      Reads PNG and safetensors files, and the folders of runs. Each layer and each
      tensor has a line; --json also names what stands in it.
      """)

  @Argument(help: "The file or the run's folder.")
  var path: String

  @Flag(help: "Print one line of JSON.")
  var json = false

  mutating func run() throws {
    let found = try inspection(of: path)
    print(json ? found.canonicalText() : found.listed.canonicalText(pretty: true))
  }
}

extension JSONValue {
  /// The same to be read by people: a list's object without objects of its own is a line of its
  /// values.
  fileprivate var listed: JSONValue {
    switch self {
    case .object(let members): .object(members.map { .init($0.key, $0.value.listed) })
    case .array(let elements): .array(elements.map { $0.line ?? $0.listed })
    default: self
    }
  }

  private var line: JSONValue? {
    guard let members, members.allSatisfy({ $0.value.members == nil }) else { return nil }
    let values = members.map { $0.value.string ?? $0.value.canonicalText() }
    return .string(values.joined(separator: " "))
  }
}
