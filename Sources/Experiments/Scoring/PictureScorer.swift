import Datasets
import Evaluation
import Files
import Imaging
import OrderedCollections
import TextToImage

/// What scores the pictures of prompts.
public enum PictureScorer {
  /// The program that looks at pixels, where every prompt says what it must find.
  case oracle
  /// A learned judge, for any prompts.
  case judge(StoredJudge)

  /// The figure's name, and the version of the rules that it is made by.
  public var metric: MetricSignature {
    switch self {
    case .oracle: ShapeOracle.signature
    case .judge(let stored): stored.signature
    }
  }
}

extension StoredJudge {
  /// The name of its figures, in which stands which judge it is: those of two judges cannot be
  /// compared.
  public var signature: MetricSignature {
    MetricSignature(name: "agreement-\(hash.prefix(8))", version: 1)
  }
}

/// The pictures of a prompt set, scored.
public struct ScoredPictures {
  /// The pictures of each prompt, one a seed.
  public private(set) var pictures: [[JudgedPicture]] = []
  /// Words of the prompts that the model never saw, each once, in order.
  public private(set) var unknownWords: [String] = []
  /// What a judge found beside the scores; nil where the oracle scored them.
  public private(set) var judging: SideJudging?
}

/// Draws every prompt of `set` with each of its seeds and scores the pictures.
///
/// - Parameters:
///   - set: Prompts, for the oracle all with expectations.
///   - stored: The model.
///   - seeds: Gives the seeds of a prompt's pictures by its number in the set.
///   - scorer: What scores them.
///   - keepsPictures: Whether the pictures themselves are kept, for a report that shows them.
///   - advanced: Called after each prompt with the number of prompts done; a false answer stops.
/// - Returns: What came of it; nil where it was stopped.
/// - Throws: `InputError` where a prompt cannot be drawn or scored.
public func drawAndScore(
  _ set: PromptSet, with stored: StoredModel, seeds: (_ prompt: Int) -> [UInt64],
  by scorer: PictureScorer, keepsPictures: Bool, advanced: (Int) -> Bool = { _ in true }
) throws -> ScoredPictures? {
  var scored = ScoredPictures(scorer)
  for (index, prompt) in set.prompts.enumerated() {
    let reading = try stored.model.read(prompt.prompt)
    scored.add(unknownWords: reading.unknownWords)
    // Each picture is scored before the next one is drawn.
    let drawn = seeds(index).lazy.map { seed in
      (seed: seed, image: stored.model.picture(of: reading.text, seed: seed))
    }
    switch scorer {
    case .oracle: try scored.add(drawn, of: prompt, keeps: keepsPictures)
    case .judge(let judge):
      try scored.add(drawn, of: prompt, judgedBy: judge.judge, keeps: keepsPictures)
    }
    guard advanced(index + 1) else { return nil }
  }
  return scored
}

extension ScoredPictures {
  fileprivate init(_ scorer: PictureScorer) {
    if case .judge = scorer { judging = SideJudging(metric: scorer.metric) }
  }

  fileprivate mutating func add(unknownWords words: [String]) {
    unknownWords = OrderedSet(unknownWords + words).elements
  }

  fileprivate mutating func add(
    _ drawn: some Sequence<(seed: UInt64, image: RGBImage)>, of prompt: Prompt, keeps: Bool
  ) throws {
    let expectation = try prompt.requiredExpectation
    pictures.append(
      try drawn.map { try JudgedPicture($1, seed: $0, expectation: expectation, keeps: keeps) })
  }

  fileprivate mutating func add(
    _ drawn: some Sequence<(seed: UInt64, image: RGBImage)>, of prompt: Prompt,
    judgedBy judge: Judge, keeps: Bool
  ) throws {
    let reading = try judge.read(prompt.prompt)
    var vectors: [UnitVector] = []
    pictures.append(
      try drawn.map { seed, image in
        let vector = judge.vector(of: image)
        vectors.append(vector)
        return try JudgedPicture(
          image, seed: seed, agreement: Judge.agreement(of: vector, with: reading.vector),
          keeps: keeps)
      })
    judging?.add(reading, vectors)
  }
}

extension SideJudging {
  fileprivate mutating func add(_ reading: Judge.Reading, _ pictures: [UnitVector]) {
    unknownWords = OrderedSet(unknownWords + reading.unknownWords).elements
    if reading.isTruncated { cutPrompts += 1 }
    if pictures.count > 1 { diversities.append(Judge.diversity(of: pictures)) }
  }
}
