import Files

/// What is said of an emoji.
extension ListedEmoji {
  /// The name in plain quotation marks, as people type them.
  private var plainName: String {
    String(
      name.compactMap { character -> Character? in
        switch character {
        case "“", "”": nil
        case "’": "'"
        default: character
        }
      })
  }

  /// The captions: the name in some phrasings, and with the words of its subgroup.
  var captions: [String] {
    let (name, thing) = (plainName, withArticle(plainName))
    let kind = subgroup.replacing("-", with: " ").replacing("&", with: "and")
    return (thing == name ? [name] : [name, thing]) + [
      "an emoji of \(thing)", "a picture of \(thing)", "the \(name) emoji", "\(name), \(kind)",
    ]
  }

  /// The name without the words that tell variants of people apart: "woman dancing" and "man
  /// dancing" are "dancing", and plain people are "person".
  var concept: String {
    let words = name.lowercased().split(whereSeparator: { " :,".contains($0) }).map(String.init)
    guard words.contains(where: Self.people.contains) else { return words.joined(separator: " ") }
    let rest = words.filter { !Self.people.contains($0) && $0 != "old" && $0 != "older" }
      .drop { $0 == "and" }
    return rest.isEmpty ? "person" : rest.joined(separator: " ")
  }

  private static let people: Set<String> = [
    "person", "people", "man", "men", "woman", "women", "boy", "girl", "child",
  ]
}
