import Evaluation
import Files

/// A comparison as a page of Markdown, for reviews and notebooks: the HTML page without pictures.
public struct MarkdownReport {
  private let report: ComparisonReport

  /// The most prompts that are listed from the worst on.
  private static let listed = 20

  /// The page of `report`.
  public init(_ report: ComparisonReport) { self.report = report }

  /// The page's text, the same for the same comparison.
  public var page: String {
    var blocks = [
      "# \(cell(report.b.name)) against \(cell(report.a.name))",
      "**\(report.comparison.verdict.rawValue)**: \(cell(report.sentence))",
    ]
    if let advice = report.advice { blocks.append(advice) }
    if let gate = report.gate {
      blocks.append("Gate `--fail-on \(gate.rawValue)`: \(report.fails ? "failed" : "passed").")
    }
    if !report.notes.isEmpty {
      blocks.append(report.notes.map { "- \(cell($0))" }.joined(separator: "\n"))
    }
    blocks += [
      "## What was compared", provenance,
      "## Differences", differences,
      "## Worst for B", worst,
      "## To see it again", "In the folder that all of its files are in:",
      "```\n\(report.command)\n```",
    ]
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var provenance: String {
    let pairing = report.comparison.pairing
    func lines(_ letter: String, _ side: ComparedSide) -> [[String]] {
      [
        ["\(letter), prompts", cell(side.promptsFile), "`\(side.set.hash)`"],
        ["\(letter), model", cell(side.modelName), "`\(side.modelHash)`"],
      ]
    }
    let design = pairing.kind == .paired ? "paired by id and seed" : "independent samples"
    return table(
      ["", "name", "SHA-256"], lines("A", report.a) + lines("B", report.b), alignment: "---")
      + "\n\nSeeds \(report.seeds.ofPrompts), n being the prompts before; \(design), "
      + "signature `\(report.comparison.signature)`, "
      + "\(report.software)."
  }

  private var differences: String {
    table(
      ["", "A", "B", "B - A", "95% interval", "p", "adjusted", "n", "detectable", "verdict"],
      report.metrics.map { metric in
        [
          cell(metric.name), share(metric.a), share(metric.b), signed(metric.difference),
          metric.interval.map { "\(signed($0.low)) to \(signed($0.high))" } ?? missing,
          pText(metric.significance.p), pText(metric.adjustedP), metric.sizeText,
          metric.power.map { share($0.detectable) } ?? missing, metric.verdict.rawValue,
        ]
      }, alignment: "--:")
      + "\n\nAdjusted: p by Holm's procedure over this table. Detectable: the true difference that would "
      + "be found four times of five."
  }

  /// The pairs that are worse for B; of independent samples B's prompts that fall short, those of
  /// least share first.
  private var worst: String {
    let cases =
      report.comparison.pairing.kind == .paired
      ? report.cases.filter { ($0.difference ?? 0) < 0 }
      : report.cases.filter { ($0.b?.mean ?? 1) < 1 }
    guard !cases.isEmpty else { return "No prompt does worse with B." }
    let listed = table(
      ["id", "tag", "A", "B", "B - A", "prompt"],
      cases.prefix(Self.listed).map { one in
        [
          cell(one.id), cell(one.tag), one.a.map { share($0.mean) } ?? "",
          one.b.map { share($0.mean) } ?? "", one.difference.map(signed) ?? "",
          cell((one.b ?? one.a)?.prompt.prompt ?? ""),
        ]
      }, alignment: "---")
    let more = cases.count - Self.listed
    return more > 0 ? listed + "\n\nAnd \(counted(more, "prompt")) more." : listed
  }

  private func table(_ head: [String], _ rows: [[String]], alignment: String) -> String {
    let rule = head.indices.map { $0 == 0 ? "---" : alignment }
    return ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// Text that Markdown takes literally, in a table too.
  private func cell(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>|#&".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
