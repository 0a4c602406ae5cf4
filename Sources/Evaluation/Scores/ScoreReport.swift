/// What a model's pictures are worth, beside the ends of the scale.
public struct ScoreReport: Equatable, Sendable {
  /// The rules the figures were made by.
  public var metric: MetricSignature
  /// The scores of the pictures.
  public var scores: Scores
  /// The scores of faultless pictures: rendered for each prompt of the Shapes world, elsewhere the
  /// real ones of each caption.
  public var ceiling: Scores
  /// The scores of the same pictures, each judged by a prompt of another tag, or by another caption.
  public var floor: Scores

  /// A report from its parts.
  public init(metric: MetricSignature, scores: Scores, ceiling: Scores, floor: Scores) {
    self.metric = metric
    self.scores = scores
    self.ceiling = ceiling
    self.floor = floor
  }
}

/// The shares of correct pictures, by tag and over all tags.
public struct Scores: Equatable, Sendable {
  /// The mean of the tags' shares; nil where a tag has no pictures.
  public var overall: Estimate?
  /// The mean over the tags with unseen prompts, of their seen prompts: what `unseen` is to be
  /// compared with.
  public var seen: Estimate?
  /// The mean over the tags with unseen prompts, of these prompts.
  public var unseen: Estimate?
  /// Each tag, in the order of the prompt set.
  public var tags: [TagScores]
}

/// The shares of correct pictures of one tag.
public struct TagScores: Equatable, Sendable {
  /// The tag.
  public var tag: String
  /// All its prompts; nil where there are no pictures.
  public var all: Estimate?
  /// Its prompts of the category "seen".
  public var seen: Estimate?
  /// Its prompts of the category "unseen".
  public var unseen: Estimate?
}
