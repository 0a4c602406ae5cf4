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

  /// What it sees in pictures `[batch, side, side, 3]`, float32, in -1...1.
  func features(_ pictures: Tensor) -> Tensor

  /// How well the pictures behind `features` fit each of `texts`: logits `[batch]`, float32, for each.
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
}
