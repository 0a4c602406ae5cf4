/// Everything that is wrong with a spec, reported at once.
public struct SpecError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, or whatever else the spec came from.
  public let path: String
  /// The faults, in the order in which the spec's type declares its fields; never empty.
  public let problems: [SpecProblem]

  /// Reports the `problems` of the spec at `path`.
  public init(path: String, problems: [SpecProblem]) {
    self.path = path
    self.problems = problems
  }

  /// One line naming the file, then one line a problem.
  public var description: String {
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    return (["\(path): \(count)"] + problems.map { "  \($0)" }).joined(separator: "\n")
  }
}

/// One fault of a spec.
public struct SpecProblem: Equatable, Sendable, CustomStringConvertible {
  /// Where the fault is, as a JSON path: "$.training.batchSize".
  public let path: String
  /// What was expected there, as a noun phrase.
  public let expected: String
  /// What was found instead, as a noun phrase.
  public let found: String
  /// What the writer most likely meant, where there is a guess.
  public let hint: String?

  /// Describes a fault at `path`.
  public init(path: String, expected: String, found: String, hint: String? = nil) {
    self.path = path
    self.expected = expected
    self.found = found
    self.hint = hint
  }

  /// One line: path, what was expected, what was found, and the hint where there is one.
  public var description: String {
    "\(path): expected \(expected), found \(found)" + (hint.map { "; \($0)" } ?? "")
  }
}
