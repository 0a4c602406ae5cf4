import Adversarial
import TextToImage

/// Trains a judge as a spec says: the contrastive pre-training of a text encoder beside an image
/// encoder, which a model's training begins with, and nothing else.
///
/// Every random number is addressed by the seed and the step.
public final class JudgeTrainer {
  private let spec: JudgeSpec
  private let pair: EncoderPair
  private let batches: any TrainingBatches
  private let optimizers: EncoderPair.Optimizers

  /// A trainer at the start.
  ///
  /// - Parameters:
  ///   - spec: What to train, and how.
  ///   - data: What to train on; nil for what the spec names.
  /// - Throws: `InputError` where the data is missing or has nothing to train on, or the captions'
  ///   characters alone are too many for the vocabulary.
  public init(_ spec: JudgeSpec, on data: TrainingData? = nil) throws {
    let data = try (data ?? TrainingData(spec.dataset)).learned(by: spec)
    let text = spec.textEncoder
    let tokenizer = try text.trainedTokenizer(on: data, seed: spec.seed)
    self.spec = spec
    pair = try EncoderPair(
      text, side: spec.dataset.size, tokenizer: tokenizer, data: data, precision: .float32,
      seed: spec.seed)
    batches = BatchesAhead(try data.batches(of: spec, tokenizer: tokenizer))
    optimizers = pair.optimizers()
  }

  /// The steps there are to take.
  public var stepCount: Int { spec.textEncoder.pretraining.steps }

  /// The number of scalars of each network, by name.
  public var parameterCounts: [(name: String, count: Int)] { pair.parameterSets.counts }

  /// The networks by the names they are kept under.
  var parameterSets: EncoderPair.Sets { pair.parameterSets }

  /// What is wrong with each picture that could not be read so far; others were drawn in its place.
  var leftOut: [String] { batches.leftOut }

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
