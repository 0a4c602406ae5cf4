import Language
import Layers
import Tensors

/// One step of the text encoder's contrastive pre-training beside an image encoder.
public final class PretrainingStep {
  private let textEncoder: TextEncoder
  private let imageEncoder: ImageEncoder
  private let temperature: Float
  private let precision: DataType
  private let padding: Int32
  private let optimizers: [Adam]

  /// A step over the given networks, whose optimizers it shares.
  public init(
    textEncoder: TextEncoder, imageEncoder: ImageEncoder, temperature: Float,
    precision: DataType, padding: Int32, optimizers: [Adam]
  ) {
    self.textEncoder = textEncoder
    self.imageEncoder = imageEncoder
    self.temperature = temperature
    self.precision = precision
    self.padding = padding
    self.optimizers = optimizers
  }

  /// Takes the step on a batch that has `isTrue`.
  public func callAsFunction(_ batch: TrainingBatch, learningRate: Float) -> StepReport {
    let text = textEncoder(
      batch.captions + batch.wrongCaptions, padding: padding, precision: precision)
    let seen = imageEncoder(batch.pictures, precision: precision)
    let (loss, accuracy) = contrastiveLoss(
      pictures: seen, captions: text.sentence, isTrue: batch.knownTruth, temperature: temperature)
    let norm = descend(loss, optimizers, learningRate: learningRate, maximumNorm: 1)
    return [("contrastive", loss.scalar), ("accuracy", accuracy), ("gradient_norm", norm)]
  }
}
