import Files

/// Something in a prompt set that a person should look at.
public struct PromptFinding: Equatable, Sendable {
  /// How bad it is.
  public enum Kind: String, Sendable {
    /// Scores over the set would be wrong, or it cannot be read at all.
    case error
    /// It may well be meant.
    case warning
  }

  /// What was looked for.
  public enum Rule: String, CaseIterable, Sendable {
    /// A line that cannot be read, an empty prompt among them.
    case format
    /// A prompt that an earlier line has, perhaps in other case or spacing.
    case repeatedPrompt = "repeated-prompt"
    /// An id that an earlier line has.
    case repeatedID = "repeated-id"
    /// An expectation that the prompt's words deny.
    case contradiction
    /// An expectation that no scene of the Shapes world meets.
    case impossible
    /// "seen" where a held-out pair is expected, or "unseen" where none is.
    case category
    /// A tag that scores do not know.
    case tag
    /// Words that the model never saw.
    case unknownWords = "unknown-words"
    /// More than the model reads.
    case length
  }

  /// The line, from 1.
  public var line: Int
  /// The rule.
  public var rule: Rule
  /// What is there.
  public var what: String
  /// What to do about it.
  public var advice: String

  /// A finding from its parts.
  public init(line: Int, rule: Rule, what: String, advice: String) {
    self.line = line
    self.rule = rule
    self.what = what
    self.advice = advice
  }

  /// How bad it is, which follows from the rule.
  public var kind: Kind {
    switch rule {
    case .format, .repeatedPrompt, .repeatedID, .contradiction, .impossible: .error
    case .category, .tag, .unknownWords, .length: .warning
    }
  }

  /// One line, `path:line: what; advice`, in which a warning is called one.
  public func text(path: String) -> String {
    "\(path):\(line): \(kind == .warning ? "warning: " : "")\(what); \(advice)"
  }
}

extension PromptFinding {
  /// A line that could not be read.
  init(line: Int, _ error: InputError, path: String) {
    let key = error.path.replacing("\(path):\(line)", with: "")
    let place = key.hasPrefix(": ") ? "\(key.dropFirst(2)): " : ""
    self.init(
      line: line, rule: .format, what: "\(place)expected \(error.expected), found \(error.found)",
      advice: error.hint ?? "mend the line or take it out")
  }

  init(_ repetition: PromptRepetition) {
    let (line, earlier, text) = (repetition.line, repetition.earlier, repetition.text)
    switch repetition.kind {
    case .id:
      self.init(
        line: line, rule: .repeatedID, what: "the id \"\(text)\" is that of line \(earlier)",
        advice: "give it another")
    case .prompt:
      self.init(
        line: line, rule: .repeatedPrompt, what: "the prompt is that of line \(earlier)",
        advice: "take one of them out")
    case .similarPrompt:
      self.init(
        line: line, rule: .repeatedPrompt,
        what: "the prompt differs from line \(earlier) only in case or spaces",
        advice: "take one of them out")
    }
  }
}
