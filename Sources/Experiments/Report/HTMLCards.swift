import OrderedCollections

/// The part of a page that shows prompts with their pictures, a card each; those of one tag alone
/// where the reader chooses so.
struct HTMLCards {
  /// A prompt's card.
  struct Card {
    /// The prompt's id.
    var id: String
    /// The tag that it counts under.
    var tag: String
    /// What stands in its corner, as HTML.
    var corner = ""
    /// What was drawn of it, a row a model.
    var rows: [Row]

    /// Whether a picture lacks something that its prompt asks for.
    var fellShort: Bool { rows.contains { $0.pictures.contains { $0.isCorrect == false } } }
  }

  /// The pictures that a model drew of a prompt, one a seed.
  struct Row {
    /// What tells the row from the others of its card, a letter and a name; nil where there is one.
    var side: (letter: String, name: String)?
    /// What was asked for.
    var prompt: String
    /// The mean score in words.
    var figures: String
    /// The model's name and its hash.
    var model: String
    /// The options of `limn generate` that draw them, but for the seed.
    var options: [String]
    /// The pictures.
    var pictures: [JudgedPicture]
  }

  /// What the signs are where pictures are right or wrong, as HTML.
  static let verdicts =
    "<span class=\"sign right\"></span> The picture shows all that its prompt asks for. "
    + "<span class=\"sign wrong\"></span> It does not."

  /// The most cards that are shown of a page's pictures; at least three.
  let limit: Int

  /// Cards for pages of at most `pictures`, as many of them a card as there are.
  init(pictures: Int, perCard: Int) { limit = max(3, pictures / perCard) }

  /// The section: where there are more cards than the limit, two thirds of those shown are the first
  /// ones, and a third the last.
  ///
  /// - Parameters:
  ///   - heading: The section's heading.
  ///   - legend: What the signs and numbers of the cards are, as HTML.
  ///   - cards: The cards, the worst first.
  ///   - tags: Their tags, each once.
  ///   - record: The file that has the scores of those that are not shown.
  /// - Returns: The section.
  func section(
    _ heading: String, legend: String, _ cards: [Card], tags: [String], record: String
  ) -> String {
    let isWhole = cards.count <= limit
    let best = limit / 3
    let seen = isWhole ? cards : Array(cards.prefix(limit - best) + cards.suffix(best))
    var shown = (isWhole ? cards[...] : cards.prefix(limit - best)).map(article)
    if !isWhole {
      shown.append(
        "<p class=\"gap\">\(counted(cards.count - limit, "prompt")) between these are not shown; "
          + "their scores are in \(record).</p>")
      shown += cards.suffix(best).map(article)
    }
    return HTMLPage.section(
      heading,
      """
      \(legend.isEmpty ? "" : "<p class=\"small\">\(legend)</p>")
      <p><a href="#after-pictures">Skip the pictures</a></p>
      \(filters(seen, of: cards.count, tags: tags))
      <div class="gallery">
      \(shown.joined(separator: "\n"))
      </div>
      <div id="after-pictures" tabindex="-1"></div>
      """)
  }

  /// What chooses among the cards, and how many are seen; empty where there is nothing to choose.
  private func filters(_ cards: [Card], of count: Int, tags: [String]) -> String {
    func select(_ name: String, _ id: String, _ options: String) -> String {
      "<label>\(name) <select id=\"\(id)\"><option value=\"\">all</option>\(options)</select></label> "
    }
    let options = byTag(tags, \.self).map { "<option>\($0.escapedForHTML)</option>" }.joined()
    let short = cards.contains(where: \.fellShort) ? "<option>fell short</option>" : ""
    let choices = [
      tags.count > 1 ? select("Tag", "tag", options) : "",
      short.isEmpty ? "" : select("Show", "which", short),
    ].joined()
    return choices.isEmpty
      ? ""
      : "<p class=\"filter\">\(choices)<output id=\"count\" aria-live=\"polite\" "
        + "data-total=\"\(counted(cards.count, "prompt"))"
        + "\(cards.count < count ? " shown" : "")\"></output></p>"
  }

  private func article(_ card: Card) -> String {
    "<article data-tag=\"\(card.tag.escapedForHTML)\"\(card.fellShort ? " data-short" : "")>\n"
      + "<header><h3>\(card.id.escapedForHTML)</h3>"
      + "<span class=\"tag\">\(card.tag.escapedForHTML)</span>\(card.corner)</header>\n"
      + card.rows.map(html).joined(separator: "\n") + "\n</article>"
  }

  private func html(_ row: Row) -> String {
    let name = (row.side.map { "\($0.letter), \($0.name): " } ?? "") + row.prompt
    let pictures = row.pictures.map { button($0, of: name) }
    let reasons = OrderedSet(row.pictures.filter { $0.isCorrect == false }.map(\.reason))
      .map { "<li>\($0.escapedForHTML)</li>" }
    // The seed comes between them; after "--" a prompt may begin as an option does.
    let command = ["limn", "generate"] + row.options + ["--seed"]
    let words = (row.prompt.hasPrefix("-") ? ["--"] : []) + [row.prompt]
    let side = row.side.map { [("side", "\($0.letter), \($0.name)")] } ?? []
    let facts = data(
      side + [
        ("prompt", row.prompt), ("model", row.model),
        ("command", command.map(shellWord).joined(separator: " ")),
        ("words", words.map(shellWord).joined(separator: " ")),
      ])
    let letter = row.side.map { "<b>\($0.letter)</b> " } ?? ""
    return "<div class=\"side\" \(facts)><p><span>\(letter)\(row.prompt.escapedForHTML)</span> "
      + "<span class=\"mean\">\(row.figures)</span></p>"
      + "<div class=\"seeds\">\(pictures.joined())</div>"
      + (reasons.isEmpty ? "" : "<ul class=\"reasons\">\(reasons.joined())</ul>") + "</div>"
  }

  /// A picture to click; what it shares with its row stands there.
  private func button(_ picture: JudgedPicture, of name: String) -> String {
    guard let png = picture.png else { return "" }
    let facts = data([
      ("seed", "\(picture.seed)"), ("score", picture.label), ("pixels", picture.pixelsHash),
    ])
    let label = "seed \(picture.seed), \(picture.label)".escapedForHTML
    let look = picture.isCorrect.map { $0 ? "right" : "wrong" } ?? "measured"
    return "<button type=\"button\" class=\"\(look)\" title=\"\(label)\" "
      + "aria-label=\"\(name.escapedForHTML), \(label)\" \(facts)><img loading=\"lazy\" alt=\"\" "
      + "src=\"data:image/png;base64,\(base64(png))\"></button>"
  }

  private func data(_ facts: [(key: String, value: String)]) -> String {
    facts.map { "data-\($0.key)=\"\($0.value.escapedForHTML)\"" }.joined(separator: " ")
  }
}
