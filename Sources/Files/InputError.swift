/// Something that came from outside the program and is not as it must be.
///
/// Carries where the input is, what was expected and what was found, so that the message alone
/// tells a person what to mend.
public struct InputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong, as far as a caller must tell cases apart; the command line maps each to an
  /// exit code.
  public enum Kind: Equatable, Sendable {
    /// A file or a name that does not exist.
    case missing
    /// Content that is malformed or out of range.
    case invalid
    /// An output that exists and must not be overwritten.
    case exists
    /// A place that cannot be written: permissions, a full disk.
    case unwritable
    /// A recorded input whose hash no longer matches.
    case changed
    /// What another process is working on.
    case inUse
  }

  /// The kind of fault.
  public let kind: Kind
  /// The file, or the place inside one ("spec.json: $.training.steps"), the fault is in.
  public let path: String
  /// What was expected there, as a noun phrase.
  public let expected: String
  /// What was found instead, as a noun phrase.
  public let found: String
  /// What a person can do about it, as a sentence without its full stop; it may name options of the
  /// command line.
  public let hint: String?

  /// Describes a fault of outside input.
  public init(
    _ kind: Kind, path: String, expected: String, found: String, hint: String? = nil
  ) {
    self.kind = kind
    self.path = path
    self.expected = expected
    self.found = found
    self.hint = hint
  }

  /// The same fault in `file`, of which it named the place alone.
  public func inside(_ file: String) -> InputError {
    InputError(kind, path: "\(file): \(path)", expected: expected, found: found, hint: hint)
  }

  /// The same fault with another hint.
  public func hinting(_ hint: String) -> InputError {
    InputError(kind, path: path, expected: expected, found: found, hint: hint)
  }

  /// One line: path, what was expected, what was found, and the hint where there is one.
  ///
  /// What comes from outside is written so that a terminal shows it, and no longer than a person
  /// reads.
  public var description: String {
    "\(path.printable.shortened(to: 1000)): expected \(expected.printable), "
      + "found \(found.printable.shortened(to: 4000))" + (hint.map { "; \($0.printable)" } ?? "")
  }
}
