/// What the words of a prompt say of shapes, as far as a few plain rules can tell.
///
/// The rules would rather miss a fact than make one up: a word that they do not know ends what they
/// read, and of a prompt that denies something they read nothing.
struct PromptFacts {
  /// A shape with the words that belong to it: "two large red circles".
  struct Phrase: Equatable {
    /// The words, those after the shape included.
    var range: Range<Int>
    var shape: Shape
    var color: ShapeColor?
    var size: Size?
    var count: Int?
  }

  /// One phrase in relation to another, both as indices into `phrases`.
  struct Placing: Equatable {
    var first: Int
    var relation: Relation
    var second: Int
  }

  /// The words in lower case, with "," for commas among them and "." for all else that parts them.
  let words: [String]
  /// The phrases, in the order of the prompt.
  let phrases: [Phrase]
  /// The relations stated between them.
  let placings: [Placing]
  /// The backgrounds named.
  let backgrounds: [Background]

  /// Reads `prompt`; nil where it denies something.
  init?(_ prompt: String) {
    let words = Self.words(of: prompt)
    guard !words.contains(where: Self.denials.contains) else { return nil }
    let phrases = words.indices.compactMap { Self.phrase(at: $0, in: words) }
    self.words = words
    self.phrases = phrases
    placings = Self.placings(of: phrases, in: words)
    backgrounds = words.indices.compactMap { Self.background(at: $0, in: words) }
  }

  /// The words of a phrase, as a message quotes them.
  func text(of phrase: Phrase) -> String { words[phrase.range].joined(separator: " ") }

  /// Whether the number of objects of a shape may be more than one phrase tells.
  var tellsCountsIndirectly: Bool { words.contains(where: Self.additions.contains) }

  /// Whether the words may tell of several things of one shape, of which they name it once.
  var tellsOfSeveral: Bool {
    words.contains(where: Self.joints.contains) || tellsCountsIndirectly
      || phrases.contains { $0.count ?? 1 > 1 && $0.color == nil }
  }

  /// Whether the words may mean a shape by a name that is not known here, as "a round thing".
  var hasOtherNames: Bool { words.contains(where: Self.otherNames.contains) }

  private static let joints: Set<String> = ["and", ",", ".", "one", "ones", "with"]
  private static let otherNames: Set<String> = ["shape", "shapes", "thing", "things", "sided"]
  private static let denials: Set<String> = [
    "no", "not", "without", "never", "except", "nor", "neither", "isn't", "aren't", "don't", "but",
  ]
  private static let additions: Set<String> = [
    "another", "more", "other", "others", "else", "each", "every", "both", "copies", "rows",
    "pairs", "groups", "times",
  ]

  private static func words(of prompt: String) -> [String] {
    var words: [String] = []
    var word = ""
    func finish() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in prompt.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else if character == "'" || character == "\u{2019}" {
        word.append("'")
      } else {
        finish()
        if character == "," { words.append(",") }
        if ".:;!?()&+/".contains(character) { words.append(".") }
      }
    }
    finish()
    return withShapesInOneWord(words)
  }

  /// `words` with "plus-sign" for a plus that is a thing, as in "a red plus" and "two plus signs",
  /// and does not join two, as in "a star plus a ring"; and with "triangle" for a triangular shape.
  private static func withShapesInOneWord(_ words: [String]) -> [String] {
    let signs: Set = ["sign", "signs", "symbol", "symbols"]
    return words.indices.compactMap { index in
      let previous = index > 0 ? words[index - 1] : ""
      let next = index + 1 < words.count ? words[index + 1] : ""
      switch words[index] {
      case let word where signs.contains(word): return previous == "plus" ? nil : word
      case "pluses": return "plus-sign"
      case "plus":
        let joins = hasShape(words[..<index]) && hasShape(words[(index + 1)...])
        let isTold = describes(previous) && !describes(next) && ShapesLexicon.shape(next) == nil
        return !joins || isTold || signs.contains(next) ? "plus-sign" : "plus"
      case "triangular": return ["shape", "shapes"].contains(next) ? "triangle" : words[index]
      default: return words[index]
      }
    }
  }

  private static func hasShape(_ words: ArraySlice<String>) -> Bool {
    words.contains { ShapesLexicon.shape($0) != nil }
  }

  /// Whether `word` can stand before a shape and tell of it.
  private static func describes(_ word: String) -> Bool {
    word == "the" || ShapesLexicon.color(word) != nil || ShapesLexicon.size(word) != nil
      || ShapesLexicon.count(word) != nil
  }

  /// The phrase whose shape is word number `index`.
  private static func phrase(at index: Int, in words: [String]) -> Phrase? {
    guard let shape = ShapesLexicon.shape(words[index]) else { return nil }
    var phrase = Phrase(range: index..<index + 1, shape: shape)
    var start = index
    while start > 0, phrase.take(words[start - 1]) { start -= 1 }
    if start > 1, phrase.count == nil, words[start - 1] == "of",
      ["pair", "couple"].contains(words[start - 2])
    {
      phrase.count = 2
      start -= start > 2 && words[start - 3] == "a" ? 3 : 2
    }
    if start > 1, ["and", "or", ","].contains(words[start - 1]),
      ShapesLexicon.color(words[start - 2]) != nil
    {
      // "a red and blue circle": the words before belong to it too.
      phrase.color = nil
      phrase.count = nil
    }
    var end = index + 1
    if end + 2 < words.count, words[end] == "that", ["is", "are"].contains(words[end + 1]),
      let color = ShapesLexicon.color(words[end + 2])
    {
      phrase.color = phrase.color ?? color
      end += 3
    }
    phrase.range = start..<end
    return phrase
  }

  private static func background(at index: Int, in words: [String]) -> Background? {
    guard let background = ShapesLexicon.background(words[index]) else { return nil }
    let next = index + 1 < words.count ? words[index + 1] : ""
    if next == "background" { return background }
    let isLast = next.isEmpty || [",", "."].contains(next)
    let previous = index > 0 ? words[index - 1] : ""
    return isLast && ["on", "against"].contains(previous) ? background : nil
  }
}

extension PromptFacts.Phrase {
  /// Takes in the word before the phrase; false where it does not belong to it.
  fileprivate mutating func take(_ word: String) -> Bool {
    guard count == nil else { return false }
    if color == nil, let color = ShapesLexicon.color(word) {
      self.color = color
    } else if size == nil, let size = ShapesLexicon.size(word) {
      self.size = size
    } else if let count = ShapesLexicon.count(word) {
      self.count = count
    } else {
      return false
    }
    return true
  }
}
