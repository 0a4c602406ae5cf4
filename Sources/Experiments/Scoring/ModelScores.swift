import Datasets
import Evaluation
import Files
import OrderedCollections
import TextToImage

/// Draws each prompt of `set` with each of its seeds and scores the pictures.
///
/// - Parameters:
///   - model: What draws.
///   - set: Prompts with tags and expectations.
///   - sampling: How the pictures are drawn.
///   - judged: Called with each picture and what is made of it.
///   - advanced: Called after each prompt with the number of prompts done; a false answer stops.
/// - Returns: The evaluation with the pictures in it; nil where it was stopped.
/// - Throws: `InputError` where a prompt cannot be drawn or scored.
public func evaluate(
  _ model: Model, on set: PromptSet, _ sampling: Sampling,
  judged: (ScoredPicture) throws -> Void = { _ in },
  advanced: (Int) -> Bool = { _ in true }
) throws -> ShapeEvaluation? {
  var evaluation = try ShapeEvaluation(set)
  for (index, prompt) in set.prompts.enumerated() {
    let text = try model.read(prompt.prompt).text
    for seed in sampling.seeds.seeds(ofPrompt: index) {
      let image = model.picture(
        of: text, seed: seed, truncation: Float(sampling.truncation))
      let verdict = evaluation.add(image, of: index)
      try judged(
        ScoredPicture(prompt: prompt, origin: .seed(seed), image: image, verdict: verdict))
    }
    guard advanced(index + 1) else { return nil }
  }
  return evaluation
}

extension PromptSet {
  /// The set of `count` prompts of each tag, or all where there are fewer, spread evenly over the
  /// tag's prompts.
  public func selecting(perTag count: Int) -> PromptSet {
    let chosen = OrderedSet(prompts.compactMap(\.tag)).flatMap { tag in
      let members = prompts.indices.filter { prompts[$0].tag == tag }
      return members.evenlySpread(count)
    }
    return selecting(chosen)
  }
}

extension ScoreReport {
  /// The report as JSON.
  public var json: JSONValue {
    [
      "metric": ["name": .string(metric.name), "version": .integer(metric.version)],
      "scores": scores.json, "ceiling": ceiling.json, "floor": floor.json,
    ]
  }
}

extension ScoreReport {
  /// The means as a run's record has them; `scope` says what they are over, and `prefix` keeps
  /// names apart from those of other metrics.
  func metricRecords(over scope: String, prefix: String = "") -> [MetricRecord] {
    let signature = "\(metric.name)/\(metric.version), \(scope)"
    var values = [("overall", scores.overall), ("seen", scores.seen), ("unseen", scores.unseen)]
    values += scores.tags.map { ($0.tag, $0.all) }
    return values.compactMap { name, estimate in
      estimate.map { MetricRecord(name: prefix + name, value: $0.mean, signature: signature) }
    }
  }
}

extension Scores {
  /// The scores as JSON.
  public var json: JSONValue {
    [
      "overall": overall.json, "seen": seen.json, "unseen": unseen.json,
      "tags": .object(
        tags.map { tag in
          .init(
            tag.tag, ["all": tag.all.json, "seen": tag.seen.json, "unseen": tag.unseen.json])
        }),
    ]
  }
}

extension Estimate? {
  /// The estimate as JSON; null where there is none.
  fileprivate var json: JSONValue {
    guard let self else { return .null }
    return [
      "mean": .exactly(self.mean), "low": .exactly(self.low), "high": .exactly(self.high),
      "prompts": .integer(self.prompts), "images": .integer(self.images),
    ]
  }
}

extension PromptSet {
  /// The SHA-256 of what the set says, whatever file it came from.
  public var hash: String { sha256(jsonLines().utf8) }
}
