import Evaluation
import Files

/// An evaluation as one page of HTML that needs nothing beside it: the scores, and every picture
/// with what is wrong with it.
///
/// The same evaluation gives the same bytes.
public struct EvaluationPage {
  private let evaluation: ModelEvaluation
  private let report: ScoreReport
  private let pictures: [ScoredPicture]
  private let software: String
  private let pictureLimit: Int

  /// The page of an evaluation.
  ///
  /// - Parameters:
  ///   - evaluation: What was scored on what.
  ///   - report: The scores.
  ///   - pictures: All pictures, in the order in which they were drawn.
  ///   - software: The program and its version.
  ///   - pictureLimit: The most pictures that the page shows. Where there are more, two thirds are
  ///     those of the prompts that did worst, and a third of those that did best.
  public init(
    _ evaluation: ModelEvaluation, _ report: ScoreReport, _ pictures: [ScoredPicture],
    software: String, pictureLimit: Int = 4000
  ) {
    self.evaluation = evaluation
    self.report = report
    self.pictures = pictures
    self.software = software
    self.pictureLimit = pictureLimit
  }

  /// The page's text.
  ///
  /// - Throws: `InputError` where a picture cannot be encoded or the model's file is damaged.
  public func text() throws -> String {
    let name = evaluation.stored.header.name
    let hash = try evaluation.stored.verifiedHash()
    let set = evaluation.set
    let cards = try self.cards(model: "\(name) \(hash)")
    let facts = HTMLPage.strip([
      ("Model", "\(name.escapedForHTML) \(HTMLPage.code(hash))"),
      (
        "Prompts",
        "\((evaluation.promptsPath ?? "built in").escapedForHTML), \(set.prompts.count) "
          + HTMLPage.code(set.hash)
      ),
      ("Seeds", "\(evaluation.seeds.ofPrompts), n being the prompts before"),
      ("Signature", "<code>\(evaluation.signature.escapedForHTML)</code>"),
      ("Program", software.escapedForHTML),
    ])
    return HTMLPage(
      title: "\(name) on \(counted(set.prompts.count, "prompt"))",
      parts: [
        verdict, try notes(), facts, HTMLScores(try evaluation.json(of: report), by: nil).section, cards,
        HTMLPage.section(
          "To see it again",
          """
          <p>In the folder that all of its files are in:</p>
          <pre>\(command.escapedForHTML)</pre>
          <p>One picture: click it in the gallery for its command.</p>
          """),
      ]
    ).text
  }

  private var verdict: String {
    guard let overall = report.scores.overall else { return "" }
    let wrong = pictures.count { !$0.verdict.correct }
    return "<p class=\"verdict\"><b>overall</b> \(share(overall.mean)), the mean of the tags; of "
      + "\(counted(pictures.count, "picture")) \(wrong) fell short</p>"
  }

  private func notes() throws -> String {
    let items = try evaluation.warnings().map { "<li>\($0.escapedForHTML)</li>" }
    return items.isEmpty ? "" : "<ul class=\"notes\">\(items.joined())</ul>"
  }

  private func cards(model: String) throws -> String {
    let prompts = evaluation.set.prompts
    let seeds = evaluation.seeds.seeds.count
    let cards = prompts.indices.map { index in
      let own = pictures[index * seeds..<(index + 1) * seeds].map {
        JudgedPicture($0.image, seed: $0.seed, verdict: $0.verdict)
      }
      let mean = own.reduce(0) { $0 + $1.score } / Double(seeds)
      let row = HTMLCards.Row(
        letter: nil, name: evaluation.stored.header.name, prompt: prompts[index].prompt,
        figures: share(mean), model: model, modelPath: evaluation.modelPath, pictures: own)
      let tag = prompts[index].tag ?? "untagged"
      return (mean, HTMLCards.Card(id: prompts[index].id, tag: tag, rows: [row]))
    }
    // Those that did equally well in their order.
    let order = cards.indices.sorted { (cards[$0].0, $0) < (cards[$1].0, $1) }
    return try HTMLCards(pictures: pictureLimit, perCard: seeds).section(
      "Pictures, the worst first", legend: HTMLCards.verdicts, order.map { cards[$0].1 },
      tags: report.scores.tags.map(\.tag), record: "the verdicts (limn evaluate --verdicts)")
  }

  private var command: String {
    let words =
      ["limn", "evaluate"] + (evaluation.modelPath.map { ["--model", $0] } ?? [])
      + (evaluation.promptsPath.map { ["--prompts", $0] } ?? [])
      + ["--seed", "\(evaluation.seeds)"]
    return words.map(shellWord).joined(separator: " ")
  }
}
