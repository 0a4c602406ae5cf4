import Evaluation

extension ComparisonReport {
  /// The verdict with its figures, in a sentence or two.
  public var sentence: String {
    let figures = comparison.overall
    let (nameA, nameB) = ("A (\(a.name))", "B (\(b.name))")
    let verdict =
      switch comparison.verdict {
      case .better: "\(nameB) is better than \(nameA)"
      case .worse: "\(nameB) is worse than \(nameA)"
      case .equivalent:
        "\(nameB) and \(nameA) are equivalent within \(share(comparison.margin ?? 0))"
      case .inconclusive: "No difference between \(nameB) and \(nameA) is shown"
      }
    let facts = [
      figures.interval.map { "95% interval \(signed($0.low)) to \(signed($0.high))" },
      (figures.adjustedP == figures.significance.p ? "" : "adjusted ")
        + "p \(pText(figures.adjustedP))", sampleText,
    ]
    return "\(verdict): \(share(figures.b)) against \(share(figures.a)) overall, a difference of "
      + "\(signed(figures.difference)) (\(facts.compactMap { $0 }.joined(separator: ", ")))."
  }

  /// What would settle an inconclusive comparison; nil where there is nothing to say.
  public var advice: String? {
    guard comparison.verdict == .inconclusive, let power = comparison.overall.power else {
      return nil
    }
    let found =
      "A true difference of \(share(power.detectable)) would be found four times of five."
    guard let more = power.morePrompts, more > 0 else { return found }
    return found + " To find one as large as that observed takes about \(more) more prompts"
      + (comparison.pairing.kind == .paired ? "." : " a side.")
  }

  /// What a reader must know to read the figures aright.
  public var notes: [String] {
    let pairing = comparison.pairing
    var notes: [String] = []
    if pairing.kind == .independent {
      notes.append(
        "No id is in both sets: they are compared as independent samples, and the difference also "
          + "holds that between the prompts. Prompts with the same id would be compared in pairs. The "
          + "seeds of B's prompts go on after those of A's, so that limn evaluate, which begins with "
          + "\(seeds), scores other pictures of B.")
    }
    if pairing.leftOutOfA + pairing.leftOutOfB > 0 {
      let reason =
        pairing.kind == .paired ? "have no counterpart" : "have a tag that the other side lacks"
      let sides = [("A", pairing.leftOutOfA), ("B", pairing.leftOutOfB)].filter { $0.1 > 0 }
        .map { "\(counted($1, "prompt")) of \($0)" }
      notes.append("Left out: \(sides.joined(separator: " and ")) that \(reason).")
    }
    if pairing.retagged > 0 {
      notes.append("\(counted(pairing.retagged, "pair")) with two tags: A's is used.")
    }
    return sameness + judgeNotes + unknownWordsNotes + notes + sizeNotes
  }

  private var sameness: [String] {
    a.set == b.set && a.modelHash == b.modelHash
      ? ["Nothing is compared: both sides are the same prompts, drawn by the same model."] : []
  }

  /// The words that a model never saw, which the terminal has as warnings.
  private var unknownWordsNotes: [String] {
    [a, b].compactMap(\.unknownWordsWarning).map { "\($0)." }
  }

  private var sizeNotes: [String] {
    let overall = comparison.overall
    let prompts = min(overall.promptsOfA, overall.promptsOfB)
    if overall.interval == nil {
      let what = comparison.pairing.kind == .paired ? "There is one pair" : "A side has one prompt"
      return ["\(what) only: no interval can be given, and nothing is shown."]
    }
    var notes: [String] = []
    let leastP = overall.leastAdjustedP
    let cannotTell = comparison.verdict == .inconclusive && leastP > ComparisonVerdict.level
    if cannotTell {
      notes.append(
        "With \(counted(prompts, "prompt")) no difference can be shown: the adjusted p is at least "
          + "\(share(leastP)), however they differ.")
    } else if prompts < 20 {
      notes.append("\(counted(prompts, "prompt")) a side are few: the interval is rough.")
    }
    let contrary = metrics.filter(\.isContrary).map(\.name)
    if !contrary.isEmpty {
      notes.append(
        "The interval leaves 0 out for \(contrary.joined(separator: ", ")), but the verdict goes by "
          + "the adjusted p, which is above \(ComparisonVerdict.level).")
    }
    if comparison.pairing.kind == .paired, cases.allSatisfy({ $0.difference == 0 }) {
      notes.append(
        "No prompt differs between the sides: the interval says how much others could still differ."
      )
    } else if overall.isIntervalExact, !cannotTell {
      notes.append(
        "All but a few prompts differ by the same, or not at all: the interval is the exact one for so "
          + "few, and rather too wide.")
    }
    return notes
  }

  private var sampleText: String {
    let overall = comparison.overall
    let prompts =
      comparison.pairing.kind == .paired
      ? counted(overall.promptsOfA, "prompt")
      : "\(overall.promptsOfA) and \(counted(overall.promptsOfB, "prompt"))"
    return "\(prompts), \(counted(seeds.seeds.count, "seed")) each"
  }

  /// The figures as a table for people, with the sentence above it; without the words that a model
  /// never saw, of which the terminal is warned.
  public var table: String {
    let notes = notes.filter { !unknownWordsNotes.contains($0) }
    var rows = [["", "A", "B", "B - A", "95% interval", "p", "adjusted", "n", "verdict"]]
    rows += metrics.map { metric in
      [
        metric.name, share(metric.a), share(metric.b), signed(metric.difference),
        metric.interval.map { "\(signed($0.low)) to \(signed($0.high))" } ?? "-",
        pText(metric.significance.p), pText(metric.adjustedP), metric.sizeText,
        metric.verdict.rawValue,
      ]
    }
    return
      ([sentence] + [advice].compactMap { $0 } + ["", aligned(rows, flushRight: true)]
      + (notes.isEmpty ? [] : [""] + notes) + ["", "signature \(comparison.signature)"])
      .joined(separator: "\n")
  }
}

extension ComparedMetric {
  /// Whether its interval leaves 0 out although its p decides nothing.
  fileprivate var isContrary: Bool {
    guard verdict == .inconclusive, let interval else { return false }
    return interval.low > 0 || interval.high < 0
  }

  /// The number of prompts: one where they are pairs, else one a side.
  var sizeText: String {
    promptsOfA == promptsOfB ? "\(promptsOfA)" : "\(promptsOfA), \(promptsOfB)"
  }
}

/// A difference with its sign and three decimals: "+0.125", "-0.040", "0.000".
func signed(_ value: Double) -> String {
  let digits = share(abs(value))
  return digits == "0.000" ? digits : (value < 0 ? "-" : "+") + digits
}

/// A p value with three decimals; "<0.001" below.
func pText(_ value: Double) -> String { value < 0.001 ? "<0.001" : share(value) }
