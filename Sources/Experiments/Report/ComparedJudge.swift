import Datasets
import Files
import OrderedCollections
import TextToImage

/// The judge that scored the pictures of a comparison, and why it did.
public struct ComparedJudge: Equatable, Sendable {
  /// What the judge is called.
  public let name: String
  /// Its file, without its folder; nil for the shipped one.
  public let file: String?
  /// Where it lies, seen from the folder that all of the comparison's files are in; nil for the
  /// shipped one.
  var path: String?
  /// The SHA-256 of its file.
  public let hash: String
  /// Why it was needed, as a clause; nil where it was asked for.
  public let reason: String?
  /// The data set that it learned from; nil for the Shapes world.
  public let dataset: String?

  /// A judge from its parts.
  public init(
    name: String, file: String?, hash: String, reason: String?, dataset: String? = nil
  ) {
    self.name = name
    self.file = file
    path = file
    self.hash = hash
    self.reason = reason
    self.dataset = dataset
  }
}

extension ComparedJudge {
  /// The judge that pictures of `sets` need: the one in the file `path`, or one that ships and knows
  /// the data of `model` where a prompt does not say what a picture must show; nil where the oracle
  /// can score them all.
  ///
  /// - Throws: `InputError` where its file is missing or faulty.
  static func needed(
    for sets: [(name: String, set: PromptSet)], drawnBy model: StoredModel, named path: String?
  ) throws -> (stored: StoredJudge, path: String, facts: ComparedJudge)? {
    let reason = sets.lazy.compactMap { name, set in
      set.prompts.first { $0.expect == nil }.map {
        "prompt \($0.id) of \(name) has no \"expect\""
      }
    }.first
    guard path != nil || reason != nil else { return nil }
    let found = try path.map(judgeFile) ?? StoredJudge.find(for: model, since: reason ?? "")
    let stored = try StoredJudge(found)
    return (
      stored, found,
      ComparedJudge(
        name: stored.name, file: path.map(fileName), hash: stored.hash, reason: reason,
        dataset: try stored.dataset(path: found)?.name)
    )
  }
}

extension ComparisonReport {
  /// What a reader must know of a judge's figures.
  var judgeNotes: [String] {
    guard let judge else { return [] }
    let why = judge.reason.map { "since \($0) for the oracle to check" } ?? "as was asked for"
    var notes = [
      "A learned judge, \(judge.name) \(judge.hash.prefix(8)), scored the pictures, \(why): a "
        + "score is how well a picture agrees with its prompt, from 0 to 1.",
      "The judge learned from pictures and captions of \(judge.dataset ?? "the Shapes world") only: it "
        + "says nothing of what these captions do not speak of.",
    ]
    let words = OrderedSet([a, b].flatMap { $0.judging?.unknownWords ?? [] })
    if !words.isEmpty { notes.append("Words that the judge never saw: \(listed(words.elements)).") }
    // Two models draw the same prompts.
    let cut = (subject == .prompts ? [a, b] : [a]).reduce(0) { $0 + ($1.judging?.cutPrompts ?? 0) }
    if cut > 0 { notes.append("The judge read only the beginning of \(counted(cut, "prompt")).") }
    notes.append(
      comparison.diversity == nil
        ? "Diversity is not measured: it takes two seeds or more."
        : "Diversity is how much the pictures of a prompt differ in the judge's eyes, from 0 to 1.")
    return notes
  }
}
