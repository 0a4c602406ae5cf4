import OrderedCollections

/// The part of a page that shows how runs trained.
struct HTMLCurves {
  private let heading: String
  /// What tells the runs apart, as HTML; empty where there is but one to tell of.
  private let legend: String
  private let sides: [(letter: String, curves: TrainingCurves)]

  /// The curves of one run.
  init(_ curves: TrainingCurves) {
    heading = "How it trained"
    legend = ""
    sides = [("A", curves)]
  }

  /// The curves of the runs that `report` compares.
  init(_ report: ComparisonReport) {
    let runs = [("A", report.a.run), ("B", report.b.run)].compactMap { letter, run in
      run.map { (letter: letter, run: $0) }
    }
    heading = "How they trained"
    legend = runs.map { letter, run in
      " <span class=\"key \(letter.lowercased())\">\(letter), \(run.name.escapedForHTML)</span>"
    }.joined()
    sides = runs.compactMap { letter, run in run.curves.map { (letter, $0) } }
  }

  /// The section; empty where no run measured anything.
  var section: String {
    let charts = figures(\.losses) + figures(\.scores)
    return charts.isEmpty
      ? ""
      : HTMLPage.section(
        heading,
        """
        <p class="small">Against the steps of all stages.\(legend)</p>
        <div class="charts">
        \(charts.joined(separator: "\n"))
        </div>
        """)
  }

  private func figures(_ part: KeyPath<TrainingCurves, [TrainingCurves.Curve]>) -> [String] {
    let curves = sides.map { ($0.letter, $0.curves[keyPath: part]) }
    let titles = OrderedSet(curves.flatMap { $0.1.map(\.title) })
    return titles.compactMap { CurveChart($0, of: curves)?.figure }
  }
}
