import Files

/// A prompt or an id that a line of a prompt set has in common with an earlier line.
struct PromptRepetition: Equatable {
  enum Kind: Equatable {
    /// The same id.
    case id
    /// The same prompt.
    case prompt
    /// A prompt that differs only in case or in spaces.
    case similarPrompt
  }

  var kind: Kind
  /// The later line, from 1.
  var line: Int
  /// The line that had it first.
  var earlier: Int
  /// The id or the prompt.
  var text: String

  /// What is wrong, for a set that may not have it.
  func error(path: String) -> InputError {
    let thing = kind == .id ? "id" : "prompt"
    return InputError(
      .invalid, path: "\(path):\(line)",
      expected: "\(kind == .id ? "an" : "a") \(thing) that occurs once",
      found: "the \(thing) of line \(earlier) again, \"\(text)\"")
  }
}

/// What the lines of a prompt set repeat, in their order.
///
/// An id that was made from its prompt is not reported beside it.
func repetitions(in numbered: [NumberedPrompt]) -> [PromptRepetition] {
  var lineOfID: [String: Int] = [:]
  var lineOfPrompt: [String: Int] = [:]
  var lineOfSimilar: [String: Int] = [:]
  var repetitions: [PromptRepetition] = []
  func note(_ kind: PromptRepetition.Kind, _ line: Int, _ earlier: Int, _ text: String) {
    repetitions.append(
      PromptRepetition(kind: kind, line: line, earlier: earlier, text: text))
  }
  for (line, prompt) in numbered.map({ ($0.line, $0.prompt) }) {
    let same = lineOfPrompt.insertIfNew(line, for: prompt.prompt)
    let similar = lineOfSimilar.insertIfNew(line, for: withoutCaseAndSpaces(prompt.prompt))
    if let same {
      note(.prompt, line, same, prompt.prompt)
    } else if let similar {
      note(.similarPrompt, line, similar, prompt.prompt)
    }
    if let earlier = lineOfID.insertIfNew(line, for: prompt.id),
      same == nil || prompt.id != promptID(prompt.prompt)
    {
      note(.id, line, earlier, prompt.id)
    }
  }
  return repetitions
}

private func withoutCaseAndSpaces(_ prompt: String) -> String {
  prompt.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

extension [String: Int] {
  /// Keeps `line` for `text` where it is the first; else the line that was.
  fileprivate mutating func insertIfNew(_ line: Int, for text: String) -> Int? {
    if let earlier = self[text] { return earlier }
    self[text] = line
    return nil
  }
}
