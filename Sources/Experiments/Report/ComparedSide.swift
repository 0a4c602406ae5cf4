import Datasets
import Evaluation
import Files
import Imaging
import TextToImage

/// One side of a comparison: a set of prompts, the model that drew it, and what came of it.
public struct ComparedSide: Sendable {
  /// What the side is called in reports.
  public var name: String
  /// The prompt set's file, without its folder.
  public var promptsFile: String
  /// The prompts.
  public var set: PromptSet
  /// The model's file, without its folder; nil for the shipped one.
  public var modelFile: String?
  /// What the model is called.
  public var modelName: String
  /// The SHA-256 of the model's file.
  public var modelHash: String
  /// The side of the pictures, in pixels.
  public var side: Int
  /// The pictures of each prompt, one a seed.
  public var pictures: [[JudgedPicture]]
  /// Words of the prompts that the model never saw, each once, in order.
  public var unknownWords: [String]
  /// The run that the model came from, where it did.
  public private(set) var run: ComparedRun?

  /// A side from its parts.
  public init(
    name: String, promptsFile: String, set: PromptSet, modelFile: String?, modelName: String,
    modelHash: String, side: Int, pictures: [[JudgedPicture]], unknownWords: [String] = []
  ) {
    self.name = name
    self.promptsFile = promptsFile
    self.set = set
    self.modelFile = modelFile
    self.modelName = modelName
    self.modelHash = modelHash
    self.side = side
    self.pictures = pictures
    self.unknownWords = unknownWords
  }

  /// Says that the model came from `run`; where runs are what is compared, the side is called so.
  public mutating func describe(as run: ComparedRun, isSubject: Bool) {
    self.run = run
    guard isSubject else { return }
    name = run.name
    modelFile = run.modelFile
  }

  /// The side's figures, for pictures of `seeds`.
  public func scored(seeds: SeedList) -> ScoredSet {
    ScoredSet(
      prompts: zip(set.prompts, pictures).map { prompt, pictures in
        ScoredPrompt(id: prompt.id, tag: prompt.tag, scores: pictures.map(\.score))
      },
      signature: ScoreSignature(metric: ShapeOracle.signature, seeds: "\(seeds)", side: side))
  }
}

/// A picture, judged.
public struct JudgedPicture: Sendable {
  /// The picture; nil where it was not kept.
  public var image: RGBImage?
  /// The SHA-256 of its pixels.
  public var pixelsHash: String
  /// Whether it shows what its prompt asks for, and if not, why.
  public var verdict: Verdict

  /// Judges `image` by `expectation`.
  public init(_ image: RGBImage, expectation: Expectation, keeps: Bool) {
    self.image = keeps ? image : nil
    pixelsHash = sha256(image.pixels)
    verdict = ShapeOracle().score(image, expectation: expectation)
  }

  /// 1 for a correct picture, else 0.
  public var score: Double { verdict.correct ? 1 : 0 }
}

extension PromptSet {
  /// Checks that the pictures of every prompt can be judged.
  ///
  /// - Parameter path: The set's file, for the message.
  /// - Throws: `InputError` (`invalid`) that names the first prompt without an expectation.
  public func requireExpectations(path: String) throws {
    guard let prompt = prompts.first(where: { $0.expect == nil }) else { return }
    throw InputError(
      .invalid, path: "\(path): prompt \(prompt.id)",
      expected: "\"expect\", what a picture must show, since that is what scores are made of",
      found: "none", hint: "prompts/shapes.jsonl shows how it is written")
  }
}

/// Draws every prompt of `set` with every seed and judges the pictures.
///
/// - Parameters:
///   - set: Prompts with expectations.
///   - stored: The model.
///   - seeds: The seeds of each prompt's pictures.
///   - keepsPictures: Whether the pictures themselves are kept, for a report that shows them.
///   - advanced: Called after each prompt with the number of prompts done; a false answer stops.
/// - Returns: The pictures of each prompt and the words that the model never saw; nil where it was
///   stopped.
/// - Throws: `InputError` where a prompt cannot be drawn or has no expectation.
public func drawAndJudge(
  _ set: PromptSet, with stored: StoredModel, seeds: [UInt64], keepsPictures: Bool,
  advanced: (Int) -> Bool = { _ in true }
) throws -> (pictures: [[JudgedPicture]], unknownWords: [String])? {
  try set.requireExpectations(path: "the prompts")
  var pictures: [[JudgedPicture]] = []
  var unknownWords: [String] = []
  for (index, prompt) in set.prompts.enumerated() {
    guard let expectation = prompt.expect else { continue }
    let reading = try stored.model.read(prompt.prompt)
    unknownWords += reading.unknownWords.filter { !unknownWords.contains($0) }
    pictures.append(
      seeds.map { seed in
        JudgedPicture(
          stored.model.picture(of: reading.text, seed: seed), expectation: expectation,
          keeps: keepsPictures)
      })
    guard advanced(index + 1) else { return nil }
  }
  return (pictures, unknownWords)
}
