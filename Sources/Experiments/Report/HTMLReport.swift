import Evaluation
import Files

/// A comparison as one HTML page that needs nothing beside it: no network, no other file.
///
/// The same comparison gives the same bytes.
public struct HTMLReport {
  private let report: ComparisonReport
  private let pictureLimit: Int

  /// The page of `report`.
  ///
  /// - Parameters:
  ///   - report: The comparison.
  ///   - pictureLimit: The most pictures that the page shows. Where there are more, two thirds are
  ///     those of the prompts that are worst for B, and a third of those that are best.
  public init(_ report: ComparisonReport, pictureLimit: Int = 4000) {
    self.report = report
    self.pictureLimit = pictureLimit
  }

  /// The page's text.
  public var page: String {
    HTMLPage(
      title: "\(report.b.name) against \(report.a.name)",
      parts: [
        verdict, provenance, HTMLPage.section("Differences", differences),
        HTMLPage.section("How sure, by tag", tests), HTMLCurves(report).section,
        HTMLGallery(report, pictureLimit: pictureLimit).section,
        HTMLPage.again(report.command, hasFiles: true),
      ]
    ).text
  }

  private var verdict: String {
    let comparison = report.comparison
    var lines = [
      "<p class=\"verdict \(comparison.verdict.rawValue)\">"
        + "<b>\(comparison.verdict.rawValue)</b> \(figures(report.sentence))</p>"
    ]
    if let advice = report.advice { lines.append("<p>\(figures(advice))</p>") }
    if !report.notes.isEmpty {
      let items = report.notes.map { "<li>\(figures($0))</li>" }.joined()
      lines.append("<ul class=\"notes\">\(items)</ul>")
    }
    if let gate = report.gate {
      let state = report.fails ? "failed" : "passed"
      lines.append("<p>Gate <code>--fail-on \(gate.rawValue)</code>: \(state).</p>")
    }
    return lines.joined(separator: "\n")
  }

  private var provenance: String {
    let pairing = report.comparison.pairing
    let facts = [
      ("A", side(report.a)), ("B", side(report.b)),
      ("Seeds", "\(report.seeds.ofPrompts), n being the prompts before"),
      ("Design", pairing.kind == .paired ? "paired by id and seed" : "independent samples"),
      ("Signature", "<code>\("\(report.comparison.signature)".escapedForHTML)</code>"),
      ("Program", report.software.escapedForHTML),
    ]
    return HTMLPage.strip(facts)
  }

  private func side(_ side: ComparedSide) -> String {
    let prompts = "\(side.promptsFile.escapedForHTML), \(counted(side.set.prompts.count, "prompt"))"
    let lines = [
      side.run.map { "run \($0.name.escapedForHTML)" },
      "\(prompts) \(HTMLPage.code(side.set.hash))",
      "model \(side.modelName.escapedForHTML) \(HTMLPage.code(side.modelHash))",
    ]
    return lines.compactMap { $0 }.joined(separator: "<br>")
  }

  private var differences: String {
    let metrics = report.metrics
    let plot = DifferencePlot(metrics, margin: report.comparison.margin)
    var table = HTMLTable(
      "Differences",
      columns: [
        "", "A", "B", "B \u{2212} A", plot.axis, "95% interval", "adjusted p", "verdict",
      ])
    for metric in metrics {
      let interval = metric.interval.map { "\(signed($0.low)) to \(signed($0.high))" }
      table.add(
        metric.name,
        [
          share(metric.a), share(metric.b), figures(signed(metric.difference)),
          plot.line(metric), interval.map(figures), pText(metric.adjustedP).escapedForHTML,
          "<span class=\"mark \(metric.verdict.rawValue)\">\(metric.verdict.rawValue)</span>",
        ])
    }
    let band =
      report.comparison.margin.map {
        " The band is the margin, differences up to \(share($0))."
      } ?? ""
    return table.html
      + "<p class=\"small\">\(measured) Overall is the mean of the tags. "
      + "Right of 0, B is better\(report.comparison.diversity == nil ? "" : ", or more diverse").\(band)</p>"
  }

  private var measured: String {
    report.judge == nil
      ? "Shares of correct pictures." : "How well pictures agree with their prompts, 0 to 1."
  }

  private var tests: String {
    var table = HTMLTable(
      "How sure, by tag",
      columns: ["", "prompts", "p", "adjusted p", "test", "detectable", "more prompts"])
    for metric in report.metrics {
      table.add(
        metric.name,
        [
          metric.sizeText, pText(metric.significance.p).escapedForHTML,
          pText(metric.adjustedP).escapedForHTML, metric.significance.isExact ? "exact" : "sampled",
          metric.power.map { share($0.detectable) },
          metric.power?.morePrompts.map { $0 == 0 ? "enough" : "\($0)" },
        ])
    }
    let spread =
      report.comparison.spread.map { spread in
        " Differences vary by \(share(spread.betweenPrompts)) (standard deviation) between prompts"
          + (spread.withinPrompts.map { " and by \(share($0)) between the seeds of a prompt" } ?? "")
          + "."
      } ?? ""
    let power =
      report.metrics.contains { $0.power != nil }
      ? " Detectable: the true difference found four times of five, adjusted so. More prompts: how "
        + "many it takes to find one as large as that observed." : ""
    return table.html
      + "<p class=\"small\">Adjusted by Holm over this table.\(power)\(spread)</p>"
  }

  private func figures(_ text: String) -> String { text.escapedForHTML.withMinusSigns }
}
