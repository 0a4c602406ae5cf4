import Datasets
import Evaluation
import Files

/// A comparison with all that reports say of it.
public struct ComparisonReport: Sendable {
  /// What differs between the sides.
  public enum Subject: String, Sendable {
    /// Two prompt sets, drawn by one model.
    case prompts
    /// Two models that draw one prompt set.
    case models
    /// The models of two training runs that draw one prompt set.
    case runs
  }

  /// What differs between the sides.
  public let subject: Subject
  /// What is compared with.
  public let a: ComparedSide
  /// What is compared.
  public let b: ComparedSide
  /// The judge that scored the pictures; nil where the oracle did.
  public let judge: ComparedJudge?
  /// The seeds of the first prompt's pictures; see `SeedList.seeds(ofPrompt:)`.
  public let seeds: SeedList
  /// When the comparison is to count as failed; nil for never.
  public let gate: ComparisonGate?
  /// The program, with its version.
  public let software: String
  /// The figures.
  public let comparison: Comparison
  /// What was compared, worst for B first.
  public let cases: [ComparedCase]

  /// Compares two sides.
  ///
  /// - Parameters:
  ///   - subject: What differs between them.
  ///   - a: What is compared with.
  ///   - b: What is compared.
  ///   - judge: What scored the pictures; nil for the oracle.
  ///   - seeds: The seeds of each prompt's pictures, on both sides.
  ///   - margin: The largest difference that does not matter; nil where every one does.
  ///   - gate: When the comparison is to count as failed.
  ///   - software: The program, with its version.
  /// - Throws: `InputError` (`invalid`) where the signatures of the sides differ.
  public init(
    _ subject: Subject, a: ComparedSide, b: ComparedSide, judge: ComparedJudge? = nil,
    seeds: SeedList, margin: Double? = nil, gate: ComparisonGate? = nil, software: String
  ) throws {
    self.subject = subject
    self.a = a
    self.b = b
    self.judge = judge
    self.seeds = seeds
    self.gate = gate
    self.software = software
    comparison = try Comparison(a.scored(seeds: seeds), b.scored(seeds: seeds), margin: margin)
    cases = ComparedCase.worstFirst(comparison.pairing, a, b)
  }

  /// The figures that are told: the overall one, the tags' in the order of reports, the diversity.
  var metrics: [ComparedMetric] {
    [comparison.overall] + byTag(comparison.tags, \.name)
      + [comparison.diversity].compactMap { $0 }
  }

  /// Whether the gate fails, decided by the very verdict that is printed.
  public var fails: Bool { gate?.fails(on: comparison.verdict) ?? false }

  /// The command that gives this comparison again, in the folder that its paths are seen from.
  public var command: String {
    var words = ["limn", "compare"]
    switch subject {
    case .prompts: words += promptArguments(of: [a, b]) + modelArguments(of: [a])
    case .models: words += promptArguments(of: [a]) + modelArguments(of: [a, b])
    case .runs:
      words += [a, b].compactMap(\.modelPath).map(folderName)
      words += promptArguments(of: [a]).flatMap { ["--prompts", $0] }
    }
    if let path = judge?.path { words += ["--judge", path] }
    words += ["--seed", "\(seeds)"]
    if let margin = comparison.margin { words += ["--margin", "\(margin)"] }
    if let gate { words += ["--fail-on", gate.rawValue] }
    return words.map(shellWord).joined(separator: " ")
  }

  /// What the built-in prompts are called where other sets have a file's name.
  public static let builtInPrompts = "built-in prompts"

  private func promptArguments(of sides: [ComparedSide]) -> [String] {
    sides.compactMap(\.promptsPath)
  }

  private func modelArguments(of sides: [ComparedSide]) -> [String] {
    sides.compactMap(\.modelPath).flatMap { ["--model", $0] }
  }
}

/// A pair of prompts with its pictures; a prompt of one side where the sides are independent.
public struct ComparedCase: Sendable {
  /// One side of a case.
  public struct Side: Sendable {
    /// The prompt.
    public var prompt: Prompt
    /// Its pictures, one a seed.
    public var pictures: [JudgedPicture]
    /// How much they differ, 0 to 1; nil where that was not measured.
    public var diversity: Double?

    /// The mean of their scores: where the oracle judged, the share of those that are correct.
    public var mean: Double {
      pictures.isEmpty ? 0 : pictures.reduce(0) { $0 + $1.score } / Double(pictures.count)
    }
  }

  /// The prompts' id.
  public var id: String
  /// The tag that the case counts under.
  public var tag: String
  /// A's prompt; nil where the case is B's only.
  public var a: Side?
  /// B's prompt; nil where the case is A's only.
  public var b: Side?

  /// B's share less A's; nil where the case has one side only.
  public var difference: Double? {
    guard let a, let b else { return nil }
    return b.mean - a.mean
  }

  /// Whether B wins with one seed and A with another, where pictures are right or wrong; figures
  /// that are never the same say nothing by it.
  public var isUnsteady: Bool {
    guard let a, let b, (a.pictures + b.pictures).allSatisfy({ $0.isCorrect != nil }) else {
      return false
    }
    let differences = zip(a.pictures, b.pictures).map { $1.score - $0.score }
    return differences.contains { $0 < 0 } && differences.contains { $0 > 0 }
  }

  /// The rows of `pairing`, by difference from the lowest, then by B's share; those of one side by
  /// their share, B's first.
  static func worstFirst(_ pairing: Pairing, _ a: ComparedSide, _ b: ComparedSide) -> [Self] {
    let cases = pairing.rows.map { row in
      let sideA = row.a.map { Side(a, $0) }
      let sideB = row.b.map { Side(b, $0) }
      return ComparedCase(
        id: sideA?.prompt.id ?? sideB?.prompt.id ?? "", tag: row.tag, a: sideA, b: sideB)
    }
    func order(_ index: Int) -> (Int, Double, Double, Int) {
      let one = cases[index]
      let share = one.b?.mean ?? one.a?.mean ?? 0
      return (one.b == nil ? 1 : 0, one.difference ?? share, share, index)
    }
    return cases.indices.sorted { order($0) < order($1) }.map { cases[$0] }
  }
}

extension ComparedCase.Side {
  /// Prompt number `index` of `side`.
  fileprivate init(_ side: ComparedSide, _ index: Int) {
    prompt = side.set.prompts[index]
    pictures = side.pictures[index]
    diversity = side.diversity(of: index)
  }
}

/// `word` as a shell reads it back: in quotes where it holds anything but plain characters.
func shellWord(_ word: String) -> String {
  let plain = word.utf8.allSatisfy {
    switch $0 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: ","):
      true
    default: false
    }
  }
  return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
}
