/// Why a picture or a caption of a folder cannot be used.
public struct FolderProblem: Equatable, Sendable {
  /// What is wrong.
  public enum Kind: String, CaseIterable, Sendable {
    /// Captions name a picture that does not exist.
    case missingPicture = "missing-picture"
    /// A picture that is no PNG or JPEG, too large, or damaged.
    case unreadablePicture = "unreadable-picture"
    /// A picture without captions.
    case noCaption = "no-caption"
    /// A caption with nothing in it but white space.
    case emptyCaption = "empty-caption"
    /// A caption longer than `maximumCaptionBytes`.
    case longCaption = "long-caption"
    /// A caption with a control character, as an escape or a NUL.
    case controlCharacter = "control-character"
    /// Text that is not UTF-8.
    case notUTF8 = "not-utf-8"
    /// A picture named twice.
    case duplicatePath = "duplicate-path"
    /// A line, or a file, that is not in the form its layout has.
    case malformed
  }

  /// What is wrong.
  public let kind: Kind
  /// The file to mend, relative to the folder.
  public let path: String
  /// The line in that file, from 1, where there is one.
  public let line: Int?
  /// What was expected there, as a noun phrase.
  public let expected: String
  /// What was found instead, as a noun phrase.
  public let found: String

  /// A problem at `path`.
  init(_ kind: Kind, path: String, line: Int? = nil, expected: String, found: String) {
    self.kind = kind
    self.path = path
    self.line = line
    self.expected = expected
    self.found = found
  }
}

extension FolderProblem {
  /// Whether `first` comes before `second`: by the bytes of the path, then by the line.
  static func areInOrder(_ first: FolderProblem, _ second: FolderProblem) -> Bool {
    first.path == second.path
      ? first.line ?? 0 < second.line ?? 0 : precedesBytewise(first.path, second.path)
  }
}

extension FolderProblem: CustomStringConvertible {
  /// One line: the path, the line, what was expected and what was found.
  public var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): expected \(expected), found \(found)"
  }
}
