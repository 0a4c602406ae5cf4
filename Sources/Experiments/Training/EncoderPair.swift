import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// A text encoder and an image encoder that learn beside each other: the first stage of a model's
/// training, and all of a judge's.
final class EncoderPair {
  typealias Sets = [(name: String, set: ParameterSet)]
  typealias Optimizers = [(name: String, optimizer: Adam)]

  let tokenizer: Tokenizer
  let textEncoder: TextEncoder
  let imageEncoder: ImageEncoder
  private let precision: DataType

  /// The encoders that a spec describes, at the start.
  ///
  /// - Throws: `InputError` where the spec asks for labels, and the captions of `data` name none.
  init(
    _ spec: TextEncoderSpec, side: Int, tokenizer: Tokenizer, data: TrainingData,
    precision: DataType, seed: Int
  ) throws {
    self.tokenizer = tokenizer
    self.precision = precision
    textEncoder = TextEncoder(
      try spec.configuration(of: tokenizer, for: data), seed: UInt64(seed))
    imageEncoder = ImageEncoder(side: side, width: spec.width, seed: UInt64(seed))
  }

  /// Both networks by the names they are kept under.
  var parameterSets: Sets {
    [("text_encoder", textEncoder.parameters), ("image_encoder", imageEncoder.parameters)]
  }

  /// Both networks as a judge of pictures.
  var judge: Judge {
    Judge(tokenizer: tokenizer, textEncoder: textEncoder, imageEncoder: imageEncoder)
  }

  /// New optimizers of both, by name.
  func optimizers() -> Optimizers {
    parameterSets.optimizers(.regression)
  }

  /// Takes step number `step` of `plan`.
  ///
  /// - Throws: `InputError` where the tokenizer is damaged.
  func takeStep(
    _ step: Int, of plan: PretrainingSpec, on batches: any TrainingBatches,
    optimizers: Optimizers
  ) throws -> StepReport {
    let batch = try batches.batch(stage: .pretraining, step: step, size: plan.batchSize)
    let pretraining = PretrainingStep(
      textEncoder: textEncoder, imageEncoder: imageEncoder, temperature: Float(plan.temperature),
      precision: precision, padding: tokenizer.paddingId, optimizers: optimizers.map(\.optimizer))
    let rate = scheduledRate(plan.learningRate, finalFraction: 0.1, at: step, of: plan.steps)
    return pretraining(batch, learningRate: rate)
  }
}

/// The learning rate of step `step` of a stage of `total`: it rises to `peak` in the first 200
/// steps or a tenth of all, and then falls to `finalFraction` of it.
func scheduledRate(_ peak: Double, finalFraction: Float, at step: Int, of total: Int) -> Float {
  LearningRate(
    peak: Float(peak), finalFraction: finalFraction, rise: min(200, total / 10 + 1), total: total
  )(at: step)
}

extension TextEncoderSpec {
  /// A tokenizer trained on captions of `data`, as `seed` draws them.
  ///
  /// - Throws: `InputError` where the captions' characters alone are too many for the vocabulary.
  func trainedTokenizer(on data: TrainingData, seed: Int) throws -> Tokenizer {
    try Tokenizer.train(
      captions: data.captions(count: captions, seed: seed), vocabularySize: vocabularySize)
  }

  /// What the text encoder is built from.
  fileprivate func configuration(
    of tokenizer: Tokenizer, for data: TrainingData
  ) throws -> TextEncoder.Configuration {
    let isTransformer = architecture == .transformer
    return TextEncoder.Configuration(
      architecture: architecture, vocabularySize: tokenizer.vocabularySize, length: length,
      width: width, layers: isTransformer ? layers : 0, heads: isTransformer ? heads : 1,
      hasPositions: isTransformer ? positions : true,
      labels: architecture == .labels ? try data.labels(tokenizer, length: length) : [])
  }
}

extension EncoderPair.Sets {
  /// Every tensor that training changes, the optimizers' own aside, by the name that a state file
  /// keeps it under.
  var tensors: [(name: String, value: Tensor)] {
    flatMap { network, set in
      [set, set.statistics].flatMap { part in
        zip(part.names, part.values).map { (name: "\(network).\($0)", value: $1) }
      }
    }
  }

  /// The number of scalars of each network, by name.
  var counts: [(name: String, count: Int)] { map { ($0.name, $0.set.scalarCount) } }
}

/// Checks that all numbers of a step are finite.
///
/// - Throws: `TrainingFailure`.
func requireFinite(_ report: StepReport, stage: Stage, step: Int) throws {
  if let bad = report.first(where: { !$0.value.isFinite }) {
    throw TrainingFailure(stage: stage, step: step, what: "\(bad.name) is \(bad.value)")
  }
}
