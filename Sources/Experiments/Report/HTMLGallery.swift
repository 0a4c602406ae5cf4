import Evaluation
import Files
import Imaging

/// The pictures of a comparison, worst for B first, A's above B's.
struct HTMLGallery {
  private let report: ComparisonReport

  private let pictureLimit: Int

  init(_ report: ComparisonReport, pictureLimit: Int) {
    self.report = report
    self.pictureLimit = pictureLimit
  }

  /// The gallery's part of the page.
  ///
  /// - Throws: `InputError` where a picture cannot be encoded.
  func section() throws -> String {
    let cases = report.cases
    let most = max(3, pictureLimit / (2 * report.seeds.seeds.count))
    let isWhole = cases.count <= most
    let best = most / 3
    var cards = try (isWhole ? cases[...] : cases.prefix(most - best)).map(card)
    if !isWhole {
      let missing = cases.count - most
      cards.append(
        "<p class=\"gap\">\(counted(missing, "prompt")) between these are not shown; their scores "
          + "are in comparison.json.</p>")
      cards += try cases.suffix(best).map(card)
    }
    let tags = report.comparison.pairing.tags
    let options = tags.map { "<option>\($0.escapedForHTML)</option>" }.joined()
    let filter =
      tags.count > 1
      ? "<label class=\"filter\">Tag <select id=\"tag\"><option value=\"\">all</option>"
        + "\(options)</select></label>" : ""
    return """
      <section>
      <h2>Pictures, worst for B first</h2>
      \(legend)
      \(filter)
      <div class="gallery">
      \(cards.joined(separator: "\n"))
      </div>
      </section>
      """
  }

  /// What the colours and numbers of the cards are.
  private var legend: String {
    let lines =
      report.judge == nil
      ? "A double green line below a picture: it shows all that its prompt asks for; a red one: it does "
        + "not. " : ""
    let corner =
      report.comparison.pairing.kind == .paired ? "In the corner of a card: B - A." : ""
    return lines.isEmpty && corner.isEmpty ? "" : "<p class=\"small\">\(lines)\(corner)</p>"
  }

  private func card(_ one: ComparedCase) throws -> String {
    let difference = one.difference.map {
      "<span class=\"delta \($0 < 0 ? "worse" : $0 > 0 ? "better" : "")\">"
        + "\(signed($0).withMinusSigns)</span>"
    }
    let badge =
      one.isUnsteady
      ? "<span class=\"badge\" title=\"B wins with one seed, A with another\">unsteady</span>" : ""
    let sides = [
      try one.a.map { try row("A", report.a, $0) }, try one.b.map { try row("B", report.b, $0) },
    ]
    return "<article data-tag=\"\(one.tag.escapedForHTML)\">\n<header><h3>"
      + "\(one.id.escapedForHTML)</h3><span class=\"tag\">\(one.tag.escapedForHTML)</span>"
      + "\(difference ?? "")\(badge)</header>\n"
      + sides.compactMap { $0 }.joined(separator: "\n") + "\n</article>"
  }

  private func row(_ letter: String, _ side: ComparedSide, _ one: ComparedCase.Side) throws
    -> String
  {
    let pictures = try one.pictures.map(button)
    let figures =
      share(one.mean) + (one.diversity.map { ", diversity \(share($0))" } ?? "")
    // The seed comes between them; after "--" a prompt may begin as an option does.
    let command =
      ["limn", "generate"] + (side.modelPath.map { ["--model", $0] } ?? []) + ["--seed"]
    let text = one.prompt.prompt
    let words = (text.hasPrefix("-") ? ["--"] : []) + [text]
    let facts = data([
      ("side", "\(letter), \(side.name)"), ("prompt", one.prompt.prompt),
      ("model", "\(side.modelName) \(side.modelHash)"),
      ("command", command.map(shellWord).joined(separator: " ")),
      ("words", words.map(shellWord).joined(separator: " ")),
    ])
    return "<div class=\"side\" \(facts)><p><b>\(letter)</b> \(one.prompt.prompt.escapedForHTML) "
      + "<span class=\"mean\">\(figures)</span></p>"
      + "<div class=\"seeds\">\(pictures.joined())</div></div>"
  }

  /// A picture to click; what it shares with its row stands there.
  private func button(_ picture: JudgedPicture) throws -> String {
    guard let image = picture.image else { return "" }
    let facts = data([
      ("seed", "\(picture.seed)"), ("score", picture.label), ("pixels", picture.pixelsHash),
    ])
    let label = "seed \(picture.seed), \(picture.label)".escapedForHTML
    let look = picture.isCorrect.map { $0 ? "right" : "wrong" } ?? "measured"
    return "<button type=\"button\" class=\"\(look)\" "
      + "\(facts)><img loading=\"lazy\" width=\"\(image.width)\" height=\"\(image.height)\" alt=\"\(label)\" "
      + "src=\"data:image/png;base64,\(base64(try PNG.encode(image)))\"></button>"
  }

  private func data(_ facts: [(key: String, value: String)]) -> String {
    facts.map { "data-\($0.key)=\"\($0.value.escapedForHTML)\"" }.joined(separator: " ")
  }
}
