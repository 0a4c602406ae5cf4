/// The cheapest way to turn patterns into the lines that were found.
///
/// A pattern `...` takes any lines at no cost, and so does a pattern that fits its line. Another
/// line in a pattern's place costs 2, a line too many or too few 3, so that a line that changed is
/// replaced and not taken by an ellipsis beside it.
struct Alignment {
  /// Whether the patterns fit as they are.
  let isExact: Bool
  /// The patterns that fit, and found lines where none does.
  let merged: [String]

  init(of patterns: [String], with found: [String]) {
    let costs = Self.costs(patterns, found)
    isExact = costs[0][0] == 0
    var merged: [String] = []
    var (i, j) = (0, 0)
    while i < patterns.count || j < found.count {
      let step = Self.steps(i, j, patterns, found, costs).min { $0.cost < $1.cost }
      guard let step else { break }
      if let line = step.line { merged.append(line) }
      (i, j) = (i + step.patterns, j + step.lines)
    }
    self.merged = merged
  }

  /// One step of an alignment: how many patterns and lines it takes, what it leaves in the merged
  /// text, and what it costs with all that must follow.
  private struct Step {
    var patterns: Int
    var lines: Int
    var line: String?
    var cost: Int
  }

  /// The steps from pattern `i` and line `j` on, in order of preference.
  private static func steps(
    _ i: Int, _ j: Int, _ patterns: [String], _ found: [String], _ costs: [[Int]]
  ) -> [Step] {
    var steps: [Step] = []
    let (pattern, line) = (i < patterns.count ? patterns[i] : nil, j < found.count ? found[j] : nil)
    if pattern == "..." {
      if line != nil { steps.append(Step(patterns: 0, lines: 1, line: nil, cost: costs[i][j + 1])) }
      steps.append(Step(patterns: 1, lines: 0, line: pattern, cost: costs[i + 1][j]))
      return steps
    }
    if let pattern, let line {
      let fits = matches(line, pattern: pattern)
      steps.append(
        Step(
          patterns: 1, lines: 1, line: fits ? pattern : escaped(line),
          cost: costs[i + 1][j + 1] + (fits ? 0 : 2)))
    }
    if let line {
      steps.append(Step(patterns: 0, lines: 1, line: escaped(line), cost: costs[i][j + 1] + 3))
    }
    if pattern != nil {
      steps.append(Step(patterns: 1, lines: 0, line: nil, cost: costs[i + 1][j] + 3))
    }
    return steps
  }

  /// What it costs to align the patterns from `i` on with the lines from `j` on.
  private static func costs(_ patterns: [String], _ found: [String]) -> [[Int]] {
    let row = [Int](repeating: 0, count: found.count + 1)
    var costs = [[Int]](repeating: row, count: patterns.count + 1)
    for i in (0...patterns.count).reversed() {
      for j in (0...found.count).reversed() {
        costs[i][j] = steps(i, j, patterns, found, costs).map(\.cost).min() ?? 0
      }
    }
    return costs
  }
}

/// Whether `line` is `pattern` with some text in place of each `*`.
func matches(_ line: String, pattern: String) -> Bool {
  let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
  guard let first = parts.first, let last = parts.last, parts.count > 1 else {
    return line == pattern
  }
  guard line.hasPrefix(first) else { return false }
  var rest = line.dropFirst(first.count)
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let range = rest.firstRange(of: part) else { return false }
    rest = rest[range.upperBound...]
  }
  return rest.hasSuffix(last)
}

/// A pattern for `line`, which a notebook would otherwise take for something else.
private func escaped(_ line: String) -> String {
  let hasMeaning =
    line.hasPrefix("$ ") || line.hasPrefix("> ") || line == ">" || line.hasPrefix("```")
    || line.hasPrefix("[exit ")
  return hasMeaning ? "*" + line.dropFirst() : line
}
