import Files

/// What a model makes of a prompt, as far as lint asks.
public struct PromptReading: Sendable {
  /// The words that the model never saw.
  public var unknownWords: [String]
  /// Whether the prompt is longer than the model reads.
  public var isTruncated: Bool

  /// A reading from its parts.
  public init(unknownWords: [String], isTruncated: Bool) {
    self.unknownWords = unknownWords
    self.isTruncated = isTruncated
  }
}

/// Looks through prompt sets for what would spoil a score.
public struct PromptLint {
  private let read: ((String) throws -> PromptReading)?

  /// A lint.
  ///
  /// - Parameter read: What the model makes of a prompt; nil leaves out the rules about it.
  public init(read: ((String) throws -> PromptReading)? = nil) {
    self.read = read
  }

  /// The findings in `bytes`, the content of the file `path`, by line and then by rule.
  ///
  /// - Throws: `InputError` where the file as a whole cannot be read.
  public func findings(in bytes: [UInt8], path: String) throws -> [PromptFinding] {
    var findings: [PromptFinding] = []
    var numbered: [NumberedPrompt] = []
    for record in try readPromptRecords(bytes, path: path) {
      do {
        let prompt = NumberedPrompt(line: record.line, prompt: try record.prompt.get())
        findings += try self.findings(in: prompt)
        numbered.append(prompt)
      } catch let error as InputError {
        findings.append(PromptFinding(line: record.line, error, path: path))
      }
    }
    findings += repetitions(in: numbered).map { PromptFinding($0) }
    return findings.sorted { ($0.line, $0.rule.rank) < ($1.line, $1.rule.rank) }
  }

  private func findings(in numbered: NumberedPrompt) throws -> [PromptFinding] {
    let (line, prompt) = (numbered.line, numbered.prompt)
    let expected = prompt.expect.map { findings(on: $0, of: prompt, line: line) } ?? []
    return try expected + (read.map { findings(on: try $0(prompt.prompt), line: line) } ?? [])
  }

  /// What is wrong with the expectation, and with the tag and category that scores go by.
  private func findings(
    on expectation: Expectation, of prompt: Prompt, line: Int
  ) -> [PromptFinding] {
    var findings = contradictions(of: prompt.prompt, with: expectation).map {
      PromptFinding(line: line, rule: .contradiction, what: $0, advice: "change one of the two")
    }
    if expectation.description == nil {
      findings.append(
        PromptFinding(
          line: line, rule: .impossible, what: "no scene shows what expect asks for",
          advice: "ask for at most four objects, three or more only small, one relation of two"))
    }
    if let wrong = wrongCategory(of: prompt, expectation) {
      findings.append(
        PromptFinding(line: line, rule: .category, what: wrong.what, advice: wrong.advice))
    }
    if let tag = prompt.tag, !EvaluationPrompts.tags.contains(tag) {
      findings.append(
        PromptFinding(
          line: line, rule: .tag,
          what: "the tag \"\(tag)\" is none of those that prompts are scored by",
          advice: "use one of \(EvaluationPrompts.tags.joined(separator: ", "))"))
    }
    return findings
  }

  private func findings(on reading: PromptReading, line: Int) -> [PromptFinding] {
    var findings: [PromptFinding] = []
    if !reading.unknownWords.isEmpty {
      let words = reading.unknownWords.map { "\"\($0)\"" }.joined(separator: ", ")
      findings.append(
        PromptFinding(
          line: line, rule: .unknownWords, what: "the model never saw \(words)",
          advice: "say it in other words"))
    }
    if reading.isTruncated {
      findings.append(
        PromptFinding(
          line: line, rule: .length, what: "the prompt is longer than the model reads",
          advice: "make it shorter"))
    }
    return findings
  }

  private func wrongCategory(
    of prompt: Prompt, _ expectation: Expectation
  ) -> (what: String, advice: String)? {
    let heldOut = expectation.include.first { object in
      object.color.map { HeldOutPairs.contains(object.shape, $0) } ?? false
    }
    switch (prompt.category, heldOut) {
    case ("seen", let object?):
      let pair = "\(object.color?.rawValue ?? "") \(object.shape.rawValue)"
      return ("\"seen\", but training never shows a \(pair)", "call it \"unseen\"")
    case ("unseen", nil):
      return ("\"unseen\", but training shows all that expect names", "call it \"seen\"")
    default: return nil
    }
  }
}

extension PromptFinding.Rule {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
