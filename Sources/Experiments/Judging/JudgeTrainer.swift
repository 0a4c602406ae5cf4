import Adversarial
import Datasets
import Evaluation
import TextToImage

/// Trains a judge as a spec says: the contrastive pre-training of a text encoder beside an image
/// encoder, which a model's training begins with, and nothing else.
///
/// Every random number is addressed by the seed and the step.
public final class JudgeTrainer {
  private let spec: JudgeSpec
  private let pair: EncoderPair
  private let batches: ShapesBatches
  private let optimizers: EncoderPair.Optimizers

  /// A trainer at the start.
  ///
  /// - Throws: `InputError` where the captions' characters alone are too many for the vocabulary.
  public init(_ spec: JudgeSpec) throws {
    let text = spec.textEncoder
    let tokenizer = try text.trainedTokenizer(on: .shapes, seed: spec.seed)
    self.spec = spec
    pair = EncoderPair(
      text, side: spec.dataset.size, tokenizer: tokenizer, precision: .float32, seed: spec.seed)
    batches = ShapesBatches(
      tokenizer: tokenizer, length: text.length, side: spec.dataset.size, slots: 4,
      seed: UInt64(spec.seed))
    optimizers = pair.optimizers()
  }

  /// The steps there are to take.
  public var stepCount: Int { spec.textEncoder.pretraining.steps }

  /// The number of scalars of each network, by name.
  public var parameterCounts: [(name: String, count: Int)] { pair.parameterSets.counts }

  /// The networks by the names they are kept under.
  var parameterSets: EncoderPair.Sets { pair.parameterSets }

  /// The judge that training has come to.
  public var judge: Judge { pair.judge }

  /// Takes the step of a number from 0.
  ///
  /// - Throws: `TrainingFailure` where a number stops being finite.
  public func takeStep(_ step: Int) throws -> StepReport {
    let report = try pair.takeStep(
      step, of: spec.textEncoder.pretraining, on: batches, optimizers: optimizers)
    try requireFinite(report, stage: .pretraining, step: step + 1)
    return report
  }
}

extension Judge {
  /// The share of fresh pictures whose own caption the judge finds nearest.
  ///
  /// - Throws: `InputError` where the tokenizer is damaged.
  public func precision(on test: RetrievalTest) throws -> Estimate {
    let pictures = test.scenes.map { vector(of: render($0, side: side)) }
    let captions = try test.captions.map { try read($0).vector }
    return test.precision { pictures[$0].cosine(with: captions[$1]) }
  }
}
