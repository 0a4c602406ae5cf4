import Tensors

/// A way in which somebody might ask for a scene: one of many openings, sentence patterns, words.
///
/// As a phrasing it knows nothing of the facts. Each choice is a number that is the same for all
/// facts, but some patterns are for some facts only, such as two objects of one shape.
struct FreeWording: Equatable, Sendable {
  /// What is chosen; of words for groups of objects, for each group.
  enum Choice: UInt64 {
    case preface, hasPreface, opening, hasOpening, closing, hasClosing, background,
      isBackgroundBefore
    case frame, hasSpecialFrame, hasColorsApart, relation, verb, nearness, spot
    case number, noun, hasOtherNoun, color, hasOtherColor, size, order, hasOtherOrder
    case spelling, hasCapital, end
  }

  private let seed: UInt64

  init(using random: inout RandomSource) { seed = random.next() }

  /// A number of [0, 1) for a choice.
  private func place(of choice: Choice, _ group: Int = 0) -> Float {
    var random = RandomSource(seed: seed, choice.rawValue, UInt64(group))
    return random.uniform()
  }

  /// One of `options`, all equally likely.
  private func pick<Option>(_ options: [Option], _ choice: Choice, _ group: Int = 0) -> Option {
    options[Int(place(of: choice, group) * Float(options.count))]
  }

  private func chance(_ probability: Float, _ choice: Choice, _ group: Int = 0) -> Bool {
    place(of: choice, group) < probability
  }
}

// MARK: - The whole caption

extension FreeWording {
  /// The caption that states `facts`, which must be drawable.
  func caption(_ facts: Description) -> String {
    let (core, isStatement) = core(facts)
    let values = ["is": facts.groups[0].count > 1 ? "are" : "is"]
    var text = core
    if chance(0.15, .hasClosing) { text += pick(FreeFrames.closings, .closing).filled(values) }
    let before = backgroundBefore(facts.background, values)
    if let before {
      text = before + text
    } else if chance(isStatement ? 0 : 0.5, .hasOpening) {
      text = pick(FreeFrames.openings, .opening).filled(values) + text
    }
    if let background = facts.background, before == nil {
      text += pick(FreeFrames.backgroundsAfter, .background).filled(["color": name(background)])
    }
    if chance(0.07, .hasPreface) {
      text = pick(FreeFrames.prefaces, .preface).filled(values) + text
    }
    return written(withArticlesMended(text))
  }

  private func backgroundBefore(
    _ background: Background?, _ values: [String: String]
  ) -> String? {
    guard let background, chance(0.25, .isBackgroundBefore) else { return nil }
    return pick(FreeFrames.backgroundsBefore, .background)
      .filled(values.merging(["color": name(background)]) { $1 })
  }

  private func name(_ background: Background) -> String {
    background == .gray && chance(0.4, .spelling) ? "grey" : background.rawValue
  }

  /// What is said of the objects, and whether that has a pattern of its own that openings seldom
  /// suit.
  private func core(_ facts: Description) -> (String, isStatement: Bool) {
    if let relation = facts.relation { return (related(facts.groups, relation), false) }
    if facts.groups.count == 1, let alone = alone(facts.groups[0]) { return (alone, true) }
    if facts.groups.count == 2, let apart = coloredApart(facts.groups) { return (apart, true) }
    let phrases = facts.groups.indices.map { phrase(facts.groups[$0], $0) }
    return (joined(phrases), false)
  }

  private func joined(_ phrases: [String]) -> String {
    switch phrases.count {
    case 1: return phrases[0]
    case 2: return pick(FreeFrames.pairs, .frame).filled(["a": phrases[0], "b": phrases[1]])
    default:
      let rest = phrases.dropLast().joined(separator: ", ")
      return pick(FreeFrames.lists, .frame)
        .filled(["rest": rest, "last": phrases[phrases.count - 1]])
    }
  }

  /// With or without a capital and a stop.
  private func written(_ text: String) -> String {
    let start = chance(0.35, .hasCapital) ? text.prefix(1).uppercased() + text.dropFirst() : text
    return start + choose(["": 12, ".": 6, "!": 1, "?": 1], at: place(of: .end))
  }
}

/// `text` with "an" for "a" before a vowel.
private func withArticlesMended(_ text: String) -> String {
  let words = text.split(separator: " ")
  return words.indices.map { index in
    guard words[index] == "a", index + 1 < words.count, let next = words[index + 1].first,
      "aeiou".contains(next)
    else { return String(words[index]) }
    return "an"
  }.joined(separator: " ")
}

// MARK: - Objects

extension FreeWording {
  /// Group number `index` in words that can stand anywhere: "two large red circles".
  private func phrase(_ group: ObjectGroup, _ index: Int) -> String {
    frame(of: group, index).filled(values(group, index))
  }

  private func frame(of group: ObjectGroup, _ index: Int) -> Template {
    guard chance(0.25, .hasOtherOrder, index) else { return FreeFrames.group }
    switch (group.color, group.size) {
    case (nil, nil): return FreeFrames.group
    case (_?, nil): return pick(FreeFrames.colorsAfter, .order, index)
    case (nil, _?): return pick(FreeFrames.sizesAfter, .order, index)
    case (_?, _?):
      let frames = FreeFrames.colorsAfter + FreeFrames.sizesAfter + FreeFrames.looksAfter
      return pick(frames, .order, index)
    }
  }

  /// What places in the frames of one group stand for.
  private func values(_ group: ObjectGroup, _ index: Int) -> [String: String] {
    let isPlural = group.count > 1
    let color = group.color.map { word($0, index) } ?? ""
    let size = group.size.map { pick(FreeWords.adjectives($0), .size, index) } ?? ""
    return [
      "n": number(group.count, index), "s": noun(group.shape, isPlural: isPlural, index),
      "c": color, "color": color.isEmpty ? "" : color + " ",
      "z": size, "size": size.isEmpty ? "" : size + " ",
      "is": isPlural ? "are" : "is", "it": isPlural ? "they" : "it",
      "them": isPlural ? "them" : "it", "its": isPlural ? "their" : "its",
    ]
  }

  /// A number with a space behind it, or nothing.
  private func number(_ count: Int, _ index: Int) -> String {
    guard count == 1 else {
      return pick(FreeWords.numbers[count] ?? [], .number, index) + " "
    }
    return choose(
      [
        "a ": 50, "": 22, "the ": 10, "one ": 6, "a single ": 5, "1 ": 2, "one single ": 2,
        "just one ": 1, "some ": 1, "exactly one ": 1,
      ], at: place(of: .number, index))
  }

  private func noun(_ shape: Shape, isPlural: Bool, _ index: Int) -> String {
    guard chance(0.12, .hasOtherNoun, index) else {
      return isPlural ? shape.plural : shape.rawValue
    }
    let noun = pick(FreeWords.nouns(shape), .noun, index)
    if !isPlural { return noun }
    return noun.hasSuffix("x") ? noun + "es" : noun + (noun.hasSuffix("s") ? "es" : "s")
  }

  private func word(_ color: ShapeColor, _ index: Int) -> String {
    chance(0.12, .hasOtherColor, index)
      ? pick(FreeWords.adjectives(color), .color, index) : color.rawValue
  }

  /// One kind of object in a pattern that suits nothing else; nil where it is put as in a list.
  private func alone(_ group: ObjectGroup) -> String? {
    if group.count > 1, chance(0.4, .hasSpecialFrame) {
      let bare = frame(of: group, 0).filled(values(group, 0).merging(["n": ""]) { $1 })
      return pick(FreeFrames.aloneCounted, .frame).filled([
        "k": FreeWords.numberWords[group.count], "d": "\(group.count)", "phrase": bare,
        "times": FreeWords.timesWords[group.count], "counted": FreeWords.counted[group.count],
      ])
    }
    if group.color != nil, chance(0.25, .hasSpecialFrame) {
      return pick(FreeFrames.aloneColored, .frame).filled(values(group, 0))
    }
    return nil
  }

  /// Two single objects whose colours are told apart from them, or after them; nil where they are
  /// put as others.
  private func coloredApart(_ groups: [ObjectGroup]) -> String? {
    guard chance(0.4, .hasSpecialFrame), groups.allSatisfy({ $0.count == 1 && $0.size == nil })
    else { return nil }
    if groups[0].shape == groups[1].shape { return twins(groups) }
    switch (groups[0].color, groups[1].color) {
    case (nil, nil): return nil
    case (_?, _?): return pick(FreeFrames.pairsColoredApart, .frame).filled(apart(groups))
    case (_?, nil): return pick(FreeFrames.pairsFirstColored, .frame).filled(apart(groups))
    case (nil, _?): return pick(FreeFrames.pairsSecondColored, .frame).filled(apart(groups))
    }
  }

  private func twins(_ groups: [ObjectGroup]) -> String? {
    guard let first = groups[0].color, let second = groups[1].color else { return nil }
    return pick(FreeFrames.twins, .frame).filled([
      "a": noun(groups[0].shape, isPlural: false, 0), "s": noun(groups[0].shape, isPlural: true, 0),
      "c": word(first, 0), "d": word(second, 1),
    ])
  }

  /// What places stand for where two objects and their colours are told apart.
  private func apart(_ groups: [ObjectGroup]) -> [String: String] {
    let nouns = groups.indices.map { noun(groups[$0].shape, isPlural: false, $0) }
    return [
      "a": number(1, 0) + nouns[0], "b": number(1, 1) + nouns[1], "A": nouns[0], "B": nouns[1],
      "c": groups[0].color.map { word($0, 0) } ?? "",
      "d": groups[1].color.map { word($0, 1) } ?? "",
    ]
  }
}

// MARK: - Relations

extension FreeWording {
  private func related(_ groups: [ObjectGroup], _ relation: Relation) -> String {
    if let apart = relatedApart(groups, relation) { return apart }
    let (a, b) = (phrase(groups[0], 0), phrase(groups[1], 1))
    let names = names(groups)
    let hasPlaces = chance(0.3, .hasSpecialFrame)
    return pick(hasPlaces ? FreeFrames.places : FreeFrames.relations, .frame).filled([
      "a": a, "b": b, "A": names.0, "B": names.1, "rel": words(relation),
      "beside": pick(FreeWords.beside(relation), .spot), "verb": pick(FreeWords.verbs, .verb),
      "placed": pick(FreeWords.participles, .verb),
      "here": pick(FreeWords.spots(relation), .spot),
      "there": pick(FreeWords.spots(relation.inverse), .spot),
      "side": FreeWords.place(relation), "other": FreeWords.place(relation.inverse),
    ])
  }

  private func relatedApart(_ groups: [ObjectGroup], _ relation: Relation) -> String? {
    guard chance(0.2, .hasColorsApart), groups[0].shape != groups[1].shape,
      groups.allSatisfy({ $0.color != nil && $0.size == nil })
    else { return nil }
    return pick(FreeFrames.relationsColoredApart, .frame).filled(
      apart(groups).merging(
        ["rel": words(relation), "verb": pick(FreeWords.verbs, .verb)]) { $1 })
  }

  private func words(_ relation: Relation) -> String {
    let words = pick(FreeWords.words(relation), .relation)
    return chance(0.12, .nearness) ? pick(FreeWords.nearness, .spot) + " " + words : words
  }

  /// How to speak of two objects once they are named: "the star", or "the red one" or "the small
  /// one" where both are stars.
  private func names(_ groups: [ObjectGroup]) -> (String, String) {
    let shapes = groups.indices.map { noun(groups[$0].shape, isPlural: false, $0) }
    if groups[0].shape != groups[1].shape { return ("the \(shapes[0])", "the \(shapes[1])") }
    if let first = groups[0].color, let second = groups[1].color, first != second {
      return ("the \(word(first, 0)) one", "the \(word(second, 1)) one")
    }
    let sizes = groups.map { $0.size?.rawValue ?? "other" }
    return ("the \(sizes[0]) one", "the \(sizes[1]) one")
  }
}
