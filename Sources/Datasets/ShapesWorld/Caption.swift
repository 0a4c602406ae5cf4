import Tensors

extension Description {
  /// The caption that states the description in the wording of `phrasing`.
  ///
  /// The description must be drawable. Captions are in lower case without a full stop, or now and
  /// then a sentence with both a capital and a stop, in free wordings with either alone; plain ones
  /// have fewer than 24 words.
  public func caption(_ phrasing: Phrasing) -> String {
    require(isDrawable, "caption(_:): the description is not drawable: \(self)")
    let facts = phrasing.isReversed ? reversed : self
    if let free = phrasing.free {
      let text = free.caption(facts)
      return phrasing.variety?.straying(text) ?? text
    }
    let phrases = facts.groups.indices.map { index in
      groupPhrase(facts.groups[index], index, of: facts.groups.count, phrasing)
    }
    let isPlural = facts.groups[0].count > 1
    var text: String
    if let relation = facts.relation {
      text = relationClause(relation, phrases, phrasing)
    } else {
      text = opening(phrasing, isPlural: isPlural) + list(phrases, phrasing)
    }
    if let background {
      text = withBackground(background, text, phrasing)
    }
    if let variety = phrasing.variety { text = variety.straying(text) }
    return phrasing.isSentence ? text.prefix(1).uppercased() + text.dropFirst() + "." : text
  }

  /// The same facts told from the other end: the last group first, and the relation inverted.
  private var reversed: Description {
    Description(background: background, groups: groups.reversed(), relation: relation?.inverse)
  }
}

// MARK: - Objects

/// Group number `index` of `count` in words: "two large red circles".
private func groupPhrase(
  _ group: ObjectGroup, _ index: Int, of count: Int, _ phrasing: Phrasing
) -> String {
  let choices = phrasing.groups[index]
  let isPlural = group.count > 1
  var words = [isPlural ? group.shape.plural : group.shape.rawValue]
  let clause = colorClause(of: index, among: count, isPlural: isPlural, phrasing)
  if let color = group.color, clause == nil { words.insert(color.rawValue, at: 0) }
  if let size = group.size { words.insert(sizeWord(size, at: choices.size), at: 0) }
  let article = isPlural ? nil : phrasing.variety?.otherArticle
  words.insert(
    article ?? numberWord(group.count, before: words[0], at: choices.number), at: 0)
  if let color = group.color, let clause { words += [clause, color.rawValue] }
  return words.filter { !$0.isEmpty }.joined(separator: " ")
}

/// What stands between a noun and its colour where the colour comes after it.
private func colorClause(
  of group: Int, among count: Int, isPlural: Bool, _ phrasing: Phrasing
) -> String? {
  if count == 1, phrasing.colorPlace > 0.95 { return isPlural ? "that are" : "that is" }
  return phrasing.variety?.colorClause(of: group, isPlural: isPlural)
}

extension Shape {
  /// The word for several.
  public var plural: String { self == .cross ? "crosses" : rawValue + "s" }
}

private func sizeWord(_ size: Size, at place: Float) -> String {
  switch size {
  case .small: choose(["small": 7, "little": 1.5, "tiny": 1.5], at: place)
  case .large: choose(["large": 7, "big": 2, "huge": 1], at: place)
  }
}

private func numberWord(_ count: Int, before next: String, at place: Float) -> String {
  switch count {
  case 1:
    let article = next.first.map("aeiou".contains) ?? false ? "an" : "a"
    return choose([article: 9, "one": 1], at: place)
  case 2: return choose(["two": 8, "2": 1, "a pair of": 1], at: place)
  case 3: return choose(["three": 9, "3": 1], at: place)
  default: return choose(["four": 9, "4": 1], at: place)
  }
}

/// Groups in one phrase: "a circle, a star and a heart".
private func list(_ phrases: [String], _ phrasing: Phrasing) -> String {
  guard phrases.count > 1 else { return phrases[0] }
  guard phrases.count == 2 else {
    let last = choose([" and ": 2, ", and ": 1], at: phrasing.joining)
    return phrases.dropLast().joined(separator: ", ") + last + phrases[phrases.count - 1]
  }
  let link =
    phrasing.variety?.otherLink
    ?? choose(["and": 16, "with": 2, "together with": 1, "and also": 1], at: phrasing.joining)
  return "\(phrases[0]) \(link) \(phrases[1])"
}

// MARK: - Frames

/// Words before the objects: "a picture of ", or nothing.
private func opening(_ phrasing: Phrasing, isPlural: Bool) -> String {
  if let other = phrasing.variety?.otherOpening { return other }
  let verb = isPlural ? "are" : "is"
  return choose(
    [
      "": 50, "a picture of ": 10, "there \(verb) ": 10, "an image of ": 6,
      "a drawing of ": 5, "a photo of ": 4, "the picture shows ": 4, "a painting of ": 3,
      "here \(verb) ": 3, "picture of ": 3, "you can see ": 2,
    ], at: phrasing.opening)
}

/// The text with the background named after it, or before a text that opens with an object.
private func withBackground(
  _ background: Background, _ text: String, _ phrasing: Phrasing
) -> String {
  let color =
    background == .gray
    ? choose(["gray": 7, "grey": 3], at: phrasing.spelling) : background.rawValue
  if phrasing.backgroundFirst && opening(phrasing, isPlural: false).isEmpty {
    return "on a \(color) background, \(text)"
  }
  return choose(
    [
      "\(text) on a \(color) background": 8, "\(text) on \(color)": 3,
      "\(text) against a \(color) background": 3, "\(text) against \(color)": 2,
      "\(text) with a \(color) background": 2, "\(text), \(color) background": 1,
    ], at: phrasing.background)
}

// MARK: - Relations

/// How the two objects of a relation are put into a clause.
private enum RelationForm {
  /// "a circle above a star"
  case phrase
  /// "a star with a circle above it"
  case attached
  /// "a circle is above a star"
  case sentence
  /// "above a star is a circle"
  case inverted
  /// "a circle at the top and a star at the bottom"
  case places
}

private func relationClause(
  _ relation: Relation, _ phrases: [String], _ phrasing: Phrasing
) -> String {
  let (first, second) = (phrases[0], phrases[1])
  let word = relationWord(relation, at: phrasing.relationWord)
  let opening = opening(phrasing, isPlural: false)
  let form = choose(
    [
      RelationForm.phrase: 12, .attached: 2, .sentence: 2, .inverted: 1, .places: 3,
    ], at: phrasing.relationForm)
  switch form {
  case .phrase: return "\(opening)\(first) \(word) \(second)"
  case .attached: return "\(opening)\(second) with \(first) \(word) it"
  case .sentence:
    return "\(first) \(phrasing.variety?.relationVerb ?? "is") \(word) \(second)"
  case .inverted: return "\(word) \(second) is \(first)"
  case .places:
    return "\(opening)\(first) \(place(relation)) and \(second) \(place(relation.inverse))"
  }
}

private func relationWord(_ relation: Relation, at place: Float) -> String {
  switch relation {
  case .above:
    choose(["above": 6, "over": 3, "on top of": 1, "higher than": 1], at: place)
  case .below:
    choose(["below": 5, "under": 3, "beneath": 2, "underneath": 1], at: place)
  case .leftOf: sideWord("left", at: place)
  case .rightOf: sideWord("right", at: place)
  }
}

private func sideWord(_ side: String, at place: Float) -> String {
  choose(
    [
      "to the \(side) of": 5, "\(side) of": 4, "on the \(side) of": 1,
      "on the \(side) side of": 1,
    ], at: place)
}

private func place(_ relation: Relation) -> String {
  switch relation {
  case .above: "at the top"
  case .below: "at the bottom"
  case .leftOf: "on the left"
  case .rightOf: "on the right"
  }
}
