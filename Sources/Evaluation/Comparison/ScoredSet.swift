/// What the pictures of a set of prompts scored: one side of a comparison.
public struct ScoredSet: Equatable, Sendable {
  /// The prompts in the set's order, with unique ids.
  public var prompts: [ScoredPrompt]
  /// What figures must share to be compared.
  public var signature: ScoreSignature

  /// A set from its parts.
  public init(prompts: [ScoredPrompt], signature: ScoreSignature) {
    self.prompts = prompts
    self.signature = signature
  }
}

/// What the pictures of one prompt scored.
public struct ScoredPrompt: Equatable, Sendable {
  /// The prompt's name; prompts of two sets with one id are compared with each other.
  public var id: String
  /// What the prompt tests; nil where its set does not say.
  public var tag: String?
  /// The score of each seed's picture, 0 to 1, in the order of the signature's seeds.
  public var scores: [Double]

  /// How much its pictures differ from each other, 0 to 1; nil where that was not measured.
  public var diversity: Double?

  /// A prompt's scores.
  public init(id: String, tag: String? = nil, scores: [Double], diversity: Double? = nil) {
    self.id = id
    self.tag = tag
    self.scores = scores
    self.diversity = diversity
  }

  /// The mean over the seeds, which is what one prompt counts with; 0 where there are none.
  public var mean: Double { scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count) }
}
