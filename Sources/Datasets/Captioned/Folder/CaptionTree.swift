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
  fileprivate let heldOut: Set<String>?

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
  let files = visibleNames(in: "\(folder)/\(root)").flatMap { className in
    visibleNames(in: "\(folder)/\(root)/\(className)").filter { ending(of: $0) == "txt" }.map {
      (className: className, picture: withoutEnding($0), path: "\(root)/\(className)/\($0)")
    }
  }
  let split = "\(folder)/testclasses.txt"
  let heldOut =
    fileExists(split)
    ? Set(textLines(try readFile(split)).map { String(decoding: $0.line, as: UTF8.self) }) : nil
  return CaptionTree(root: root, files: files, heldOut: heldOut)
}
