import Tensors

/// How much the wordings of captions vary.
public enum Wordings: String, CaseIterable, Sendable {
  /// The grammar of captions.
  case plain
  /// The grammar, with other articles, openings, links and verbs now and then, and with words that
  /// mean nothing, so that a reader learns what may be passed over.
  case varied
  /// One in three as the varied ones, the others as people ask for things, in some hundreds of
  /// sentence patterns.
  case free
}

/// What the varied wordings of captions have beyond the grammar; see `Phrasing`.
struct Variety: Equatable, Sendable {
  /// A word without meaning, and where it comes to stand: 0 for first, 1 for last.
  struct StrayWord: Equatable, Sendable {
    var word: String
    var place: Float
  }

  private var article: Float
  private var opening: Float
  private var link: Float
  private var verb: Float
  private var colorClauses: [Float]
  private var strayWords: [StrayWord]

  init(using random: inout RandomSource) {
    article = random.uniform()
    opening = random.uniform()
    link = random.uniform()
    verb = random.uniform()
    colorClauses = (0..<4).map { _ in random.uniform() }
    strayWords = (0..<choose([0: 60, 1: 25, 2: 15], at: random.uniform())).map { _ in
      StrayWord(word: strayWord(using: &random), place: random.uniform())
    }
  }

  /// The same without words that mean nothing.
  var withoutStrayWords: Variety {
    var variety = self
    variety.strayWords = []
    return variety
  }

  /// "the", no article, or nil for that of the grammar.
  var otherArticle: String? { choose([nil: 60, "the": 20, "": 20], at: article) }

  /// Words before the objects, or nil for those of the grammar.
  var otherOpening: String? {
    choose(
      [
        nil: 75, "draw ": 6, "make ": 4, "show me ": 4, "paint ": 3, "an illustration of ": 4,
        "a sketch of ": 2, "imagine ": 2,
      ], at: opening)
  }

  /// What joins two objects, or nil for what the grammar has.
  var otherLink: String? {
    choose(
      [nil: 70, "near": 8, "alongside": 8, "along with": 8, "accompanied by": 6], at: link)
  }

  /// "is" of a relation, or another verb.
  var relationVerb: String {
    choose(["is": 50, "lies": 15, "stands": 15, "hangs": 10, "appears": 10], at: verb)
  }

  /// What states the colour of group number `group` after its noun, before the colour; nil where
  /// the colour comes first.
  func colorClause(of group: Int, isPlural: Bool) -> String? {
    let verb = isPlural ? "are" : "is"
    return choose(
      [nil: 86, "that \(verb)": 6, "which \(verb)": 4, "colored": 4],
      at: colorClauses[group % colorClauses.count])
  }

  /// `text` with the words that mean nothing put in; long texts stay as they are.
  func straying(_ text: String) -> String {
    if strayWords.isEmpty { return text }
    var words = text.split(separator: " ").map(String.init)
    guard words.count <= 16 else { return text }
    for stray in strayWords {
      words.insert(stray.word, at: Int(stray.place * Float(words.count + 1)))
    }
    return words.joined(separator: " ")
  }
}

/// Three to seven letters that can be said, such as "tavoke".
private func strayWord(using random: inout RandomSource) -> String {
  let consonants = Array("bcdfghjklmnprstvwyz")
  let vowels = Array("aeiou")
  let first = random.integer(below: 2)
  return String(
    (0..<(3 + random.integer(below: 5))).map { index in
      random.element(of: (index + first) % 2 == 0 ? consonants : vowels)
    })
}
