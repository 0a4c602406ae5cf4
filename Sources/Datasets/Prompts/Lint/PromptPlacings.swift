extension PromptFacts {
  /// The relations that the words state between `phrases`.
  static func placings(of phrases: [Phrase], in words: [String]) -> [Placing] {
    phrases.indices.compactMap { following($0, phrases, words) ?? preceding($0, phrases, words) }
      + places(of: phrases, in: words)
  }

  /// "A above B", "A is above B", and "B with A above it".
  private static func following(_ first: Int, _ phrases: [Phrase], _ words: [String]) -> Placing? {
    var index = phrases[first].range.upperBound
    if index < words.count, ["is", "are"].contains(words[index]) { index += 1 }
    guard let (relation, length) = ShapesLexicon.relation(words[index...]) else { return nil }
    index += length
    if index < words.count, words[index] == "it" {
      guard phrases.count == 2, first == 1,
        words[phrases[0].range.upperBound..<phrases[1].range.lowerBound] == ["with"]
      else { return nil }
      return Placing(first: 1, relation: relation, second: 0)
    }
    return phrase(at: index, phrases, words).map {
      Placing(first: first, relation: relation, second: $0)
    }
  }

  /// "above B is A".
  private static func preceding(_ second: Int, _ phrases: [Phrase], _ words: [String]) -> Placing? {
    let end = phrases[second].range.upperBound
    guard end < words.count, words[end] == "is",
      let first = phrase(at: end + 1, phrases, words),
      let (relation, _) = relation(endingAt: phrases[second].range.lowerBound, words)
    else { return nil }
    return Placing(first: first, relation: relation, second: second)
  }

  /// The relation that begins a clause and ends just before `end`.
  private static func relation(endingAt end: Int, _ words: [String]) -> (Relation, Int)? {
    for start in max(0, end - 5)..<end where start == 0 || [",", "."].contains(words[start - 1]) {
      if let found = ShapesLexicon.relation(words[start..<end]), start + found.length == end {
        return found
      }
    }
    return nil
  }

  /// "A at the top and B at the bottom".
  private static func places(of phrases: [Phrase], in words: [String]) -> [Placing] {
    let sides = phrases.map { ShapesLexicon.place(words[$0.range.upperBound...])?.relation }
    guard phrases.count == 2, let first = sides[0], sides[1] == first.inverse else { return [] }
    return [Placing(first: 0, relation: first, second: 1)]
  }

  /// The phrase that begins at word number `index`, or at the one after "the".
  private static func phrase(at index: Int, _ phrases: [Phrase], _ words: [String]) -> Int? {
    let start = index < words.count && words[index] == "the" ? index + 1 : index
    return phrases.firstIndex { $0.range.lowerBound == start }
  }
}
