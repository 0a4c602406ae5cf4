import ArgumentParser
import Experiments
import Files

/// `limn inspect`: what a file or a run says of itself.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a picture, a model file, a run or a record says of itself.",
    discussion: """
      Example:
        limn inspect picture.png

      Reads PNG, safetensors, JSON and JSON Lines files, and the folders of runs. Of long lists, such as those of tensors, \
      only the beginning is shown; --json has all of them.
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
  /// The lists that are shown whole, and how much of longer ones is.
  private static let shown = (most: 12, ofLonger: 6)

  /// The same to be read by people: a list's object that has a string, and no objects of its own, is
  /// a line of its values, and a long list is cut.
  fileprivate var listed: JSONValue {
    switch self {
    case .object(let members): .object(members.map { .init($0.key, $0.value.listed) })
    case .array(let elements) where elements.count > Self.shown.most:
      .array(
        elements.prefix(Self.shown.ofLonger).map { $0.line ?? $0.listed }
          + [.string("and \(elements.count - Self.shown.ofLonger) more")])
    case .array(let elements): .array(elements.map { $0.line ?? $0.listed })
    default: self
    }
  }

  private var line: JSONValue? {
    // Numbers alone would say nothing without their names.
    guard let members, members.contains(where: { $0.value.string != nil }),
      members.allSatisfy({ $0.value.isScalarOrListOfThem })
    else { return nil }
    let values = members.map { $0.value.string ?? $0.value.canonicalText() }
    return .string(values.joined(separator: " "))
  }

  private var isScalarOrListOfThem: Bool {
    members == nil && (elements ?? []).allSatisfy { $0.members == nil }
  }
}
