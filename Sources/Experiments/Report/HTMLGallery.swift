/// The pictures of a comparison, worst for B first, A's above B's.
struct HTMLGallery {
  private let report: ComparisonReport
  private let pictureLimit: Int

  init(_ report: ComparisonReport, pictureLimit: Int) {
    self.report = report
    self.pictureLimit = pictureLimit
  }

  /// The gallery's part of the page.
  var section: String {
    HTMLCards(pictures: pictureLimit, perCard: 2 * report.seeds.seeds.count).section(
      "Pictures, worst for B first", legend: legend, report.cases.map(card),
      tags: report.comparison.pairing.tags, record: "comparison.json")
  }

  /// What the signs and numbers of the cards are.
  private var legend: String {
    let corner =
      report.comparison.pairing.kind == .paired ? "In the corner of a card: B \u{2212} A." : ""
    return (report.judge == nil ? HTMLCards.verdicts + " " : "") + corner
  }

  private func card(_ one: ComparedCase) -> HTMLCards.Card {
    let difference = one.difference.map {
      "<span class=\"delta \($0 < 0 ? "worse" : $0 > 0 ? "better" : "")\">"
        + "\(signed($0).withMinusSigns)</span>"
    }
    let badge =
      one.isUnsteady
      ? "<span class=\"badge\" title=\"B wins with one seed, A with another\">unsteady</span>" : ""
    let rows = [one.a.map { row("A", report.a, $0) }, one.b.map { row("B", report.b, $0) }]
    return HTMLCards.Card(
      id: one.id, tag: one.tag, corner: (difference ?? "") + badge, rows: rows.compactMap { $0 })
  }

  private func row(
    _ letter: String, _ side: ComparedSide, _ one: ComparedCase.Side
  ) -> HTMLCards.Row {
    HTMLCards.Row(
      side: (letter, side.name), prompt: one.prompt.prompt,
      figures: share(one.mean) + (one.diversity.map { ", diversity \(share($0))" } ?? ""),
      model: "\(side.modelName) \(side.modelHash)",
      options: side.modelPath.map { ["--model", $0] } ?? [],
      pictures: one.pictures)
  }
}
