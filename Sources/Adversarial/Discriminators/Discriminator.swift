import Language
import Layers
import Tensors

/// Judges whether a picture is real and fits its text: a matching-aware discriminator.
///
/// After Reed et al. 2016. The costly part sees a picture once, however many texts it is held
/// against.
public protocol Discriminator {
  /// Its parameters by name.
  var parameters: ParameterSet { get }

  /// Whether what it says of a picture depends on that picture and its text alone, and not on what
  /// else is in the batch, as batch normalization makes it.
  var judgesApart: Bool { get }

  /// What it sees in pictures `[batch, side, side, 3]`, float32, in -1...1; of a translation with the
  /// outlines beside the colours, 6 channels.
  func features(_ pictures: Tensor) -> Tensor

  /// How well the pictures behind `features` fit each of `texts`: logits `[batch]`, float32, for
  /// each; one that judges patches gives a logit for each patch of each picture.
  func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor]
}

extension Discriminator {
  /// How well the pictures behind `features` fit `text`: logits `[batch]`, float32.
  public func judge(_ features: Tensor, _ text: TextFeatures) -> Tensor {
    judge(features, [text])[0]
  }

  /// The logits `[batch]` of pictures with their texts.
  public func callAsFunction(_ pictures: Tensor, _ text: TextFeatures) -> Tensor {
    judge(features(pictures), text)
  }

  /// The logits of what an update of the discriminator compares.
  ///
  /// Pictures that are judged apart are judged in one pass, but looked at one batch after the
  /// other, which was faster (docs/decisions/0022-linear-steps-in-one.md).
  ///
  /// - Parameters:
  ///   - x: real pictures.
  ///   - fake: as many drawn ones.
  ///   - t: the texts of both.
  ///   - wrong: texts that do not fit the real ones, if any.
  /// - Returns: the logits, `[N]` each.
  func logits(real x: Tensor, fake: Tensor, _ t: TextFeatures, wrong: TextFeatures?) -> PairLogits {
    guard judgesApart else {
      let real = judge(features(x), wrong.map { [t, $0] } ?? [t])
      return PairLogits(real: real[0], wrong: wrong.map { _ in real[1] }, fake: self(fake, t))
    }
    return .inOnePass(real: features(x), fake: features(fake), t, wrong: wrong) { judge($0, $1) }
  }
}
