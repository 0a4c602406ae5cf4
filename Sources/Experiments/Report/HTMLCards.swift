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

  /// What the colours are where pictures are right or wrong.
  static let verdicts =
    "A double green line below a picture: it shows all that its prompt asks for; a red one: it does "
    + "not."

  /// The most cards that are shown of a page's pictures; at least three.
  let limit: Int

  /// Cards for pages of at most `pictures`, as many of them a card as there are.
  init(pictures: Int, perCard: Int) { limit = max(3, pictures / perCard) }

  /// The section: where there are more cards than the limit, two thirds of those shown are the first
  /// ones, and a third the last.
  ///
  /// - Parameters:
  ///   - heading: The section's heading.
  ///   - legend: What the colours and numbers of the cards are.
  ///   - cards: The cards, the worst first.
  ///   - tags: Their tags, each once.
  ///   - record: The file that has the scores of those that are not shown.
  /// - Returns: The section.
  func section(
    _ heading: String, legend: String, _ cards: [Card], tags: [String], record: String
  ) -> String {
    let isWhole = cards.count <= limit
    let best = limit / 3
    var shown = (isWhole ? cards[...] : cards.prefix(limit - best)).map(article)
    if !isWhole {
      shown.append(
        "<p class=\"gap\">\(counted(cards.count - limit, "prompt")) between these are not shown; "
          + "their scores are in \(record).</p>")
      shown += cards.suffix(best).map(article)
    }
    let options = tags.map { "<option>\($0.escapedForHTML)</option>" }.joined()
    let filter =
      tags.count > 1
      ? "<label class=\"filter\">Tag <select id=\"tag\"><option value=\"\">all</option>"
        + "\(options)</select></label>" : ""
    return HTMLPage.section(
      heading,
      """
      \(legend.isEmpty ? "" : "<p class=\"small\">\(legend)</p>")
      \(filter)
      <div class="gallery">
      \(shown.joined(separator: "\n"))
      </div>
      """)
  }

  private func article(_ card: Card) -> String {
    "<article data-tag=\"\(card.tag.escapedForHTML)\">\n<header><h3>"
      + "\(card.id.escapedForHTML)</h3><span class=\"tag\">\(card.tag.escapedForHTML)</span>"
      + "\(card.corner)</header>\n"
      + card.rows.map(html).joined(separator: "\n") + "\n</article>"
  }

  private func html(_ row: Row) -> String {
    let pictures = row.pictures.map(button)
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
    return "<div class=\"side\" \(facts)><p>\(letter)\(row.prompt.escapedForHTML) "
      + "<span class=\"mean\">\(row.figures)</span></p>"
      + "<div class=\"seeds\">\(pictures.joined())</div></div>"
  }

  /// A picture to click; what it shares with its row stands there.
  private func button(_ picture: JudgedPicture) -> String {
    guard let png = picture.png else { return "" }
    let facts = data([
      ("seed", "\(picture.seed)"), ("score", picture.label), ("pixels", picture.pixelsHash),
    ])
    let label = "seed \(picture.seed), \(picture.label)".escapedForHTML
    let look = picture.isCorrect.map { $0 ? "right" : "wrong" } ?? "measured"
    return "<button type=\"button\" class=\"\(look)\" title=\"\(label)\" "
      + "\(facts)><img loading=\"lazy\" alt=\"\(label)\" "
      + "src=\"data:image/png;base64,\(base64(png))\"></button>"
  }

  private func data(_ facts: [(key: String, value: String)]) -> String {
    facts.map { "data-\($0.key)=\"\($0.value.escapedForHTML)\"" }.joined(separator: " ")
  }
}
