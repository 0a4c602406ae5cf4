import OrderedCollections

/// The part of a page that shows how runs trained.
struct HTMLCurves {
  private let heading: String
  /// What tells the runs apart, as HTML; empty where there is but one to tell of.
  private let legend: String
  private let steps: String
  private let sides: [(letter: String, curves: TrainingCurves)]

  /// The curves of one run.
  init(_ curves: TrainingCurves) {
    heading = "How it trained"
    legend = ""
    steps = "Against the steps of all stages."
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
    // Where a stage of one run is longer, the next ones would not stand below each other.
    steps = "Scores against the steps of all stages, the rest against those of its own stage."
    sides = runs.compactMap { letter, run in
      run.curves.map { (letter, $0.countedWithinStages()) }
    }
  }

  /// The section, scores first; empty where no run measured anything.
  var section: String {
    let losses = sides.map { ($0.letter, $0.curves.losses) }
    let stages = OrderedSet(losses.flatMap { $0.1.compactMap(\.stage) })
    let groups =
      [group("scores", of: sides.map { ($0.letter, $0.curves.scores) }, scale: 0...1)]
      + stages.map { stage in
        group(
          Stage(rawValue: stage)?.title ?? stage,
          of: losses.map { ($0, $1.filter { $0.stage == stage }) })
      }
    let content = groups.joined()
    return content.isEmpty
      ? ""
      : HTMLPage.section(heading, "<p class=\"small\">\(steps)\(legend)</p>\n\(content)")
  }

  /// The charts of what the sides measured under a heading; empty where there are none.
  private func group(
    _ heading: String, of sides: [(letter: String, curves: [TrainingCurves.Curve])],
    scale: ClosedRange<Double>? = nil
  ) -> String {
    let names = OrderedSet(sides.flatMap { $0.curves.map(\.name) })
    let charts = names.compactMap { name in
      CurveChart(
        name,
        of: sides.compactMap { letter, curves in
          curves.first { $0.name == name }.map { (letter, $0) }
        }, scale: scale)
    }
    if charts.isEmpty { return "" }
    let figures = charts.filter { $0.constant == nil }.map(\.figure)
    let constants = charts.compactMap(\.constant).map {
      "<p class=\"small\">\($0.withMinusSigns.escapedForHTML)</p>\n"
    }
    return "<h3>\(heading.escapedForHTML)</h3>\n"
      + (figures.isEmpty
        ? "" : "<div class=\"charts\">\n\(figures.joined(separator: "\n"))\n</div>\n")
      + constants.joined()
  }
}
