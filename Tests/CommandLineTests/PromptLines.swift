/// The lines of a set of prompts that ask for a red `shape` each.
///
/// - Parameters:
///   - shape: The shape's name.
///   - count: How many prompts there are.
///   - prefix: What their ids begin with.
///   - tag: The tag of a prompt, by its number.
/// - Returns: What a file of them holds.
func promptLines(
  shape: String, count: Int = 12, prefix: String = "p", tag: (Int) -> String = { _ in "colors" }
) -> [UInt8] {
  let lines = (0..<count).map { index in
    #"{"id": "\#(prefix)\#(index)", "prompt": "a red \#(shape) \#(index)", "#
      + #""tag": "\#(tag(index))", "expect": {"include": [{"shape": "\#(shape)", "color": "red"}]}}"#
  }
  return Array(lines.joined(separator: "\n").utf8)
}
