/// The words for the facts of the Shapes world, those of captions and a few more.
enum ShapesLexicon {
  static func shape(_ word: String) -> Shape? {
    if let shape = singularShape(word) { return shape }
    return ["es", "s"].lazy.filter(word.hasSuffix)
      .compactMap { singularShape(String(word.dropLast($0.count))) }.first
  }

  private static func singularShape(_ word: String) -> Shape? {
    switch word {
    case "disc", "disk", "dot", "ball": .circle
    case "box", "block": .square
    case "donut", "doughnut", "hoop": .ring
    case "rhombus", "lozenge": .diamond
    case "plus-sign": .cross
    default: Shape(rawValue: word)
    }
  }

  static func color(_ word: String) -> ShapeColor? { ShapeColor(rawValue: word) }

  static func background(_ word: String) -> Background? {
    word == "grey" ? .gray : Background(rawValue: word)
  }

  static func size(_ word: String) -> Size? {
    switch word {
    case "small", "little", "tiny": .small
    case "large", "big", "huge": .large
    default: nil
    }
  }

  static func count(_ word: String) -> Int? {
    if ["a", "an"].contains(word) { return 1 }
    return numbers.firstIndex(of: word).map { $0 + 1 } ?? Int(word)
  }

  /// The relation that `words` begin with, and how many of them it takes.
  static func relation(_ words: ArraySlice<String>) -> (relation: Relation, length: Int)? {
    for (relation, wordings) in relations {
      for wording in wordings where words.starts(with: wording) {
        return (relation, wording.count)
      }
    }
    return nil
  }

  /// The side of the picture that `words` begin with, as in "at the top", and how many they are.
  static func place(_ words: ArraySlice<String>) -> (relation: Relation, length: Int)? {
    guard words.count >= 3, relation(words) == nil, let preposition = words.first,
      ["at", "on", "in"].contains(preposition), words[words.startIndex + 1] == "the"
    else { return nil }
    let side: Relation? =
      switch words[words.startIndex + 2] {
      case "top": .above
      case "bottom": .below
      case "left": .leftOf
      case "right": .rightOf
      default: nil
      }
    return side.map { ($0, 3) }
  }

  private static let numbers = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]

  private static let relations: [(Relation, [[String]])] = [
    (.above, [["above"], ["over"], ["on", "top", "of"], ["higher", "than"]]),
    (.below, [["below"], ["under"], ["beneath"], ["underneath"], ["lower", "than"]]),
    (.leftOf, sides("left")), (.rightOf, sides("right")),
  ]

  private static func sides(_ side: String) -> [[String]] {
    [
      [side, "of"], ["to", "the", side, "of"], ["on", "the", side, "of"],
      ["on", "the", side, "side", "of"],
    ]
  }
}
