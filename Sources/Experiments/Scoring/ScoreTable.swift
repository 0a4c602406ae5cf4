import Evaluation

extension ScoreReport {
  /// The report as a table for people: a line a tag, shares with their 95% intervals.
  public var table: String {
    var rows = [["", "score", "95% interval", "seen", "unseen", "ceiling", "floor", "n"]]
    for tag in scores.tags {
      rows.append(
        row(
          tag.tag, tag.all, tag.seen, tag.unseen, ceiling.tags.first { $0.tag == tag.tag }?.all,
          floor.tags.first { $0.tag == tag.tag }?.all))
    }
    rows.append(
      row(
        "overall", scores.overall, scores.seen, scores.unseen, ceiling.overall, floor.overall))
    return aligned(rows, flushRight: true)
  }

  private func row(
    _ name: String, _ all: Estimate?, _ seen: Estimate?, _ unseen: Estimate?,
    _ ceiling: Estimate?, _ floor: Estimate?
  ) -> [String] {
    [
      name, text(all), all.map { "\(share($0.low)) to \(share($0.high))" } ?? "-", text(seen),
      text(unseen), text(ceiling), text(floor), all.map { "\($0.images)" } ?? "-",
    ]
  }

  private func text(_ estimate: Estimate?) -> String { estimate.map { share($0.mean) } ?? "-" }
}
