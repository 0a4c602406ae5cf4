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
  ///
  /// - Throws: `InputError` where a picture cannot be encoded.
  public func page() throws -> String {
    let title = "\(report.b.name) against \(report.a.name)".escapedForHTML
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(ReportAssets.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      \(verdict)
      \(provenance)
      <section>
      <h2>Differences</h2>
      \(differences)
      </section>
      <section>
      <h2>How sure, by tag</h2>
      \(tests)
      </section>
      \(HTMLCurves(report).section)
      \(try HTMLGallery(report, pictureLimit: pictureLimit).section())
      <section>
      <h2>To see it again</h2>
      <p>In the folder that all of its files are in:</p>
      <pre>\(report.command.escapedForHTML)</pre>
      <p>One picture: click it in the gallery for its command.</p>
      </section>
      </main>
      \(ReportAssets.dialog)
      <script>
      \(ReportAssets.script)
      </script>
      </body>
      </html>

      """
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
    let items = facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" }.joined(separator: "\n")
    return "<dl class=\"strip\">\n\(items)\n</dl>"
  }

  private func side(_ side: ComparedSide) -> String {
    func code(_ hash: String) -> String { "<code title=\"\(hash)\">\(hash.prefix(10))</code>" }
    let prompts = "\(side.promptsFile.escapedForHTML), \(counted(side.set.prompts.count, "prompt"))"
    let lines = [
      side.run.map { "run \($0.name.escapedForHTML)" },
      "\(prompts) \(code(side.set.hash))",
      "model \(side.modelName.escapedForHTML) \(code(side.modelHash))",
    ]
    return lines.compactMap { $0 }.joined(separator: "<br>")
  }

  private var differences: String {
    let metrics = report.comparison.metrics
    let plot = ForestPlot(metrics, margin: report.comparison.margin)
    let columns = ["", "A", "B", "B \u{2212} A", plot.axis, "95% interval", ""]
    let rows = metrics.map { metric in
      let interval = metric.interval.map { "\(signed($0.low)) to \(signed($0.high))" } ?? "unknown"
      return row(
        metric.name, columns,
        [
          share(metric.a), share(metric.b), figures(signed(metric.difference)),
          plot.line(metric), figures(interval),
          "<span class=\"mark \(metric.verdict.rawValue)\">\(metric.verdict.rawValue)</span>",
        ])
    }
    let band =
      report.comparison.margin.map {
        " The band is the margin, differences up to \(share($0))."
      } ?? ""
    return table(columns, rows)
      + "<p class=\"small\">\(measured) Overall is the mean of the tags. "
      + "Right of 0, B is better\(report.comparison.diversity == nil ? "" : ", or more diverse").\(band)</p>"
  }

  private var measured: String {
    report.judge == nil
      ? "Shares of correct pictures." : "How well pictures agree with their prompts, 0 to 1."
  }

  private var tests: String {
    let columns = ["", "prompts", "p", "adjusted", "test", "detectable", "more prompts"]
    let rows = report.comparison.metrics.map { metric in
      row(
        metric.name, columns,
        [
          metric.sizeText, pText(metric.significance.p).escapedForHTML,
          pText(metric.adjustedP).escapedForHTML, metric.significance.isExact ? "exact" : "sampled",
          metric.power.map { share($0.detectable) } ?? "unknown",
          metric.power?.morePrompts.map { "\($0)" } ?? "unknown",
        ])
    }
    let spread =
      report.comparison.spread.map { spread in
        " Differences vary by \(share(spread.betweenPrompts)) (standard deviation) between prompts"
          + (spread.withinPrompts.map { " and by \(share($0)) between the seeds of a prompt" } ?? "")
          + "."
      } ?? ""
    return table(columns, rows)
      + "<p class=\"small\">Adjusted by Holm over this table. Detectable: the true difference found "
      + "four times of five, adjusted so. More prompts: how many it takes to find one as large as "
      + "that observed.\(spread)</p>"
  }

  /// A line of a table.
  ///
  /// On a phone it becomes a block, in which each figure says what it is.
  private func row(_ name: String, _ columns: [String], _ cells: [String]) -> String {
    let cells = zip(columns.dropFirst(), cells).map { column, cell in
      isPlot(column)
        ? "<td class=\"plot\">\(cell)</td>"
        : "<td" + (column.isEmpty ? "" : " data-label=\"\(column)\"") + ">\(cell)</td>"
    }
    return "<tr><th scope=\"row\">\(name.escapedForHTML)</th>\(cells.joined())</tr>"
  }

  private func table(_ columns: [String], _ rows: [String]) -> String {
    let heads = columns.map { "<th scope=\"col\"\(isPlot($0) ? " class=\"plot\"" : "")>\($0)</th>" }
    return "<div class=\"scroll\"><table>\n<thead><tr>\(heads.joined())</tr></thead>\n<tbody>\n"
      + rows.joined(separator: "\n") + "\n</tbody></table></div>\n"
  }

  private func isPlot(_ column: String) -> Bool { column.hasPrefix("<svg") }

  private func figures(_ text: String) -> String { text.escapedForHTML.withMinusSigns }
}
