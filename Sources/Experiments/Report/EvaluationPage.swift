import Evaluation
import Files
import Tensors

/// An evaluation as one page of HTML that needs nothing beside it: the scores, and the pictures
/// with what is wrong with them.
///
/// The same evaluation gives the same bytes.
public struct EvaluationPage {
  private let evaluation: ModelEvaluation
  private let pictureLimit: Int
  private var pictures: [JudgedPicture] = []

  /// A page without pictures.
  ///
  /// - Parameters:
  ///   - evaluation: What is scored on what.
  ///   - pictureLimit: The most pictures that the page shows, but those of three prompts in any
  ///     case. Where there are more, two thirds are those of the prompts that did worst, and a third
  ///     of those that did best.
  public init(of evaluation: ModelEvaluation, pictureLimit: Int = 4000) {
    self.evaluation = evaluation
    self.pictureLimit = pictureLimit
  }

  /// Adds a picture that the model drew; all are added in the order in which they are drawn.
  ///
  /// - Throws: `InputError` where it cannot be encoded.
  public mutating func add(_ picture: ScoredPicture) throws {
    guard case .seed(let seed) = picture.origin else {
      fatalError("EvaluationPage: expected a picture of a model, got \(picture.origin)")
    }
    pictures.append(try JudgedPicture(picture.image, seed: seed, verdict: picture.verdict))
  }

  /// The page's text, once all pictures are there.
  ///
  /// - Parameters:
  ///   - report: Their scores.
  ///   - software: The program and its version.
  /// - Returns: The text.
  /// - Throws: `InputError` where the model's file is damaged.
  public func text(_ report: ScoreReport, software: String) throws -> String {
    let set = evaluation.set
    require(
      pictures.count == set.prompts.count * evaluation.sampling.seeds.seeds.count,
      "EvaluationPage: expected a picture of each of \(set.prompts.count) prompts with each of "
        + "\(evaluation.sampling.seeds.seeds.count) seeds, got \(pictures.count)")
    let name = evaluation.stored.header.name
    let hash = try evaluation.stored.verifiedHash()
    let facts = HTMLPage.strip([
      ("Model", "\(name.escapedForHTML) \(HTMLPage.code(hash))"),
      (
        "Prompts",
        "\((evaluation.promptsPath ?? "built in").escapedForHTML), \(set.prompts.count) "
          + HTMLPage.code(set.hash)
      ),
      ("Seeds", "\(evaluation.sampling.text), n being the prompts before"),
      ("Signature", "<code>\(evaluation.signature.escapedForHTML)</code>"),
      ("Program", software.escapedForHTML),
    ])
    return HTMLPage(
      title: "\(name) on \(counted(set.prompts.count, "prompt"))",
      parts: [
        verdict(report), try notes(), facts,
        HTMLScores(try evaluation.json(of: report), by: nil).section,
        cards(model: "\(name) \(hash)", tags: report.scores.tags.map(\.tag)),
        HTMLPage.again(
          command, hasFiles: evaluation.modelPath != nil || evaluation.promptsPath != nil),
      ]
    ).text
  }

  private func verdict(_ report: ScoreReport) -> String {
    guard let overall = report.scores.overall else { return "" }
    let wrong = pictures.count { $0.isCorrect != true }
    return "<p class=\"verdict\"><b>overall</b> \(share(overall.mean)), the mean of the tags; of "
      + "\(counted(pictures.count, "picture")) \(wrong) fell short</p>"
  }

  private func notes() throws -> String {
    let items = try evaluation.warnings().map { "<li>\($0.escapedForHTML)</li>" }
    return items.isEmpty ? "" : "<ul class=\"notes\">\(items.joined())</ul>"
  }

  private func cards(model: String, tags: [String]) -> String {
    let prompts = evaluation.set.prompts
    let seeds = evaluation.sampling.seeds.seeds.count
    let cards = prompts.indices.map { index in
      let own = Array(pictures[index * seeds..<(index + 1) * seeds])
      let mean = own.reduce(0) { $0 + $1.score } / Double(seeds)
      let row = HTMLCards.Row(
        prompt: prompts[index].prompt, figures: share(mean), model: model,
        options: (evaluation.modelPath.map { ["--model", $0] } ?? []) + evaluation.sampling.options,
        pictures: own)
      let tag = prompts[index].tag ?? "untagged"
      return (mean, HTMLCards.Card(id: prompts[index].id, tag: tag, rows: [row]))
    }
    // Those that did equally well in their order.
    let order = cards.indices.sorted { (cards[$0].0, $0) < (cards[$1].0, $1) }
    return HTMLCards(pictures: pictureLimit, perCard: seeds).section(
      "Pictures, the worst first", legend: HTMLCards.verdicts, order.map { cards[$0].1 },
      tags: tags, record: "what limn evaluate --verdicts writes")
  }

  private var command: String {
    let words =
      ["limn", "evaluate"] + (evaluation.modelPath.map { ["--model", $0] } ?? [])
      + (evaluation.promptsPath.map { ["--prompts", $0] } ?? [])
      + ["--seed", "\(evaluation.sampling.seeds)"] + evaluation.sampling.options
    return words.map(shellWord).joined(separator: " ")
  }
}
