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
    func finding(_ rule: PromptFinding.Rule, _ what: String, _ advice: String) -> PromptFinding {
      PromptFinding(line: line, rule: rule, what: what, advice: advice)
    }
    var findings: [PromptFinding] = []
    if let expectation = prompt.expect {
      findings += contradictions(of: prompt.prompt, with: expectation).map {
        finding(.contradiction, $0, "change one of the two")
      }
      if expectation.description == nil {
        findings.append(
          finding(
            .impossible, "no scene shows what expect asks for",
            "ask for at most four objects, three or more only small, one relation between two"))
      }
      if let wrong = wrongCategory(of: prompt, expectation) {
        findings.append(finding(.category, wrong.what, wrong.advice))
      }
      if let tag = prompt.tag, !EvaluationPrompts.tags.contains(tag) {
        findings.append(
          finding(
            .tag, "the tag \"\(tag)\" is none of those that prompts are scored by",
            "use one of \(EvaluationPrompts.tags.joined(separator: ", "))"))
      }
    }
    guard let reading = try read?(prompt.prompt) else { return findings }
    if !reading.unknownWords.isEmpty {
      let words = reading.unknownWords.map { "\"\($0)\"" }.joined(separator: ", ")
      findings.append(
        finding(.unknownWords, "the model never saw \(words)", "say it in other words"))
    }
    if reading.isTruncated {
      findings.append(
        finding(.length, "the prompt is longer than the model reads", "make it shorter"))
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
