extension ShapesWorld {
  /// What `prompt` asks for that no scene shows, each as a clause that "the prompt" begins; as far as
  /// the rules of `PromptFacts` tell.
  public static func unmetRequests(of prompt: String) -> [String] {
    guard let facts = PromptFacts(prompt) else { return [] }
    guard !facts.phrases.isEmpty else {
      return ["names no shape; shapes are \(listed(Shape.allCases.map(\.rawValue)))"]
    }
    // More than that is no number that a sentence is about, and sums must not overflow.
    let count = facts.phrases.reduce(0) { $0 + min($1.count ?? 1, 1_000_000) }
    let colors = facts.phrases.compactMap { facts.backgroundWord(before: $0) }
    return (count > 4 ? ["asks for \(count) objects; scenes have at most four"] : [])
      + colors.prefix(1).map {
        "asks for an object that is \($0); objects are \(listed(ShapeColor.allCases.map(\.rawValue)))"
      }
      + facts.coloredBackgrounds.prefix(1).map {
        "asks for a background that is \($0); backgrounds are "
          + listed(Background.allCases.map(\.rawValue))
      }
  }

  private static func listed(_ names: [String]) -> String {
    names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }
}

extension PromptFacts {
  /// The word before a phrase, where it is the colour of a background: "black" of "a black square".
  fileprivate func backgroundWord(before phrase: Phrase) -> String? {
    guard phrase.range.lowerBound > 0, phrase.color == nil else { return nil }
    let index = phrase.range.lowerBound - 1
    // "on white two circles": the colour of the background that stands there.
    let isBackground = index > 0 && ["on", "against"].contains(words[index - 1])
    return isBackground || ShapesLexicon.background(words[index]) == nil ? nil : words[index]
  }

  /// The colours of objects that stand before the word "background".
  fileprivate var coloredBackgrounds: [String] {
    zip(words, words.dropFirst()).filter { color, next in
      next == "background" && ShapesLexicon.color(color) != nil
    }.map(\.0)
  }
}
