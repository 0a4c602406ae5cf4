import Datasets
import Evaluation
import Files
import Imaging
import TextToImage

/// One side of a comparison: a set of prompts, the model that drew it, and what came of it.
public struct ComparedSide: Sendable {
  /// What the side is called in reports.
  public var name: String
  /// The prompt set's file, without its folder where the other side's has another name.
  public var promptsFile: String
  /// The prompts.
  public var set: PromptSet
  /// The model's file, without its folder where the other side's has another name; nil for the
  /// shipped one.
  public var modelFile: String?
  /// Where the prompt set's file lies, seen from the folder that all of the comparison's files are
  /// in; nil for the built-in prompts.
  public var promptsPath: String?
  /// Where the model's file lies, seen from there; nil for the shipped one.
  public var modelPath: String?
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
  /// What a judge found beside the scores; nil where the oracle scored the pictures.
  public var judging: SideJudging?
  /// The run that the model came from, where it did.
  public private(set) var run: ComparedRun?

  /// A side from its parts.
  public init(
    name: String, promptsFile: String, set: PromptSet, modelFile: String?, modelName: String,
    modelHash: String, side: Int, pictures: [[JudgedPicture]], unknownWords: [String] = [],
    judging: SideJudging? = nil
  ) {
    self.name = name
    self.promptsFile = promptsFile
    self.set = set
    self.modelFile = modelFile
    promptsPath = promptsFile == ComparisonReport.builtInPrompts ? nil : promptsFile
    modelPath = modelFile
    self.modelName = modelName
    self.modelHash = modelHash
    self.side = side
    self.pictures = pictures
    self.unknownWords = unknownWords
    self.judging = judging
  }

  /// Says that the model came from `run`; where runs are what is compared, the side is called so.
  public mutating func describe(as run: ComparedRun, isSubject: Bool) {
    self.run = run
    guard isSubject else { return }
    name = run.name
  }

  /// The side's figures, for pictures of `seeds` of the first prompt.
  public func scored(seeds: SeedList) -> ScoredSet {
    let metric = judging?.metric ?? ShapeOracle.signature
    return ScoredSet(
      prompts: set.prompts.indices.map { index in
        ScoredPrompt(
          id: set.prompts[index].id, tag: set.prompts[index].tag,
          scores: pictures[index].map(\.score), diversity: diversity(of: index))
      },
      signature: ScoreSignature(metric: metric, seeds: seeds.ofPrompts, side: side))
  }

  /// How much the pictures of prompt number `index` differ; nil where that was not measured.
  func diversity(of index: Int) -> Double? {
    judging.flatMap { $0.diversities.isEmpty ? nil : $0.diversities[index] }
  }
}

/// What a judge found of one side beside its pictures' scores.
public struct SideJudging: Sendable {
  /// The figure's name, which holds which judge it was.
  public let metric: MetricSignature
  /// How much the pictures of each prompt differ, 0 to 1; empty where there is one of each.
  public var diversities: [Double] = []
  /// Words of the prompts that the judge never saw, each once, in order.
  public var unknownWords: [String] = []
  /// The prompts of which the judge read the beginning only.
  public var cutPrompts = 0

  /// Nothing found yet.
  public init(metric: MetricSignature) { self.metric = metric }
}
