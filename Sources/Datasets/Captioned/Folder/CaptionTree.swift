import Files

/// Captions as they were published for birds and flowers: a folder a class, in it a file a picture,
/// in it one caption a line.
///
/// After Reed et al. 2016, "Learning deep representations of fine-grained visual descriptions".
struct CaptionTree {
  /// The folder with the classes: `text`, or `text_c10` as it was first published.
  let root: String
  /// A class and the name of a picture in it, without its ending.
  let files: [(className: String, picture: String, path: String)]
  /// The classes to test on, where `testclasses.txt` names them, one a line.
  fileprivate var heldOut: Set<String>?
  /// The lines of `testclasses.txt` that name no class.
  fileprivate(set) var problems: [FolderProblem] = []

  /// Whether a class is held out, where the folder says so.
  func isHeldOut(_ className: String) -> Bool? { heldOut.map { $0.contains(className) } }
}

/// The name of the folder in `folder` that has the classes; nil where there is none.
func captionTreeRoot(in folder: String) -> String? {
  ["text", "text_c10"].first { isFolder("\(folder)/\($0)") }
}

/// The caption tree of `folder`; nil where it has none.
///
/// - Throws: `InputError` where there are classes to test on and they cannot be read: without them,
///   pictures that are to be held out would be trained on.
func captionTree(in folder: String) throws -> CaptionTree? {
  guard let root = captionTreeRoot(in: folder) else { return nil }
  let classes = try visibleNames(in: "\(folder)/\(root)")
  let files = try classes.flatMap { className in
    try visibleNames(in: "\(folder)/\(root)/\(className)").filter { ending(of: $0) == "txt" }.map {
      (className: className, picture: withoutEnding($0), path: "\(root)/\(className)/\($0)")
    }
  }
  let split = "\(folder)/testclasses.txt"
  guard fileExists(split) else { return CaptionTree(root: root, files: files) }
  var tree = CaptionTree(root: root, files: files, heldOut: [])
  for (number, line) in textLines(try OpenFile(split).bytes()) {
    let name = trimmed(String(decoding: line, as: UTF8.self))
    if classes.contains(name) {
      tree.heldOut?.insert(name)
    } else {
      tree.problems.append(
        FolderProblem(
          .malformed, path: "testclasses.txt", line: number,
          expected: "the name of a folder in \(root)", found: "\"\(name)\""))
    }
  }
  return tree
}
