import Language
import Tensors

/// k E|∇_(x, s) D(x, s)|^p at real pictures x with the sentences s that fit them: MA-GP.
///
/// After Tao et al. 2022 (DF-GAN), section 3.3. The norm is that of both gradients together, as in
/// the authors' program; the paper writes the sum of two norms. It is computed as a power of its
/// square, which has a slope everywhere.
public struct MatchingAwarePenalty: DiscriminatorPenalty {
  /// Its name in metrics.
  public let name = "matching_aware"
  /// k.
  public let weight: Float
  /// p.
  public let power: Float

  /// The penalty of weight k and power p, at least 2; by default the paper's.
  public init(weight: Float = 2, power: Float = 6) {
    require(power >= 2, "MatchingAwarePenalty: expected a power of at least 2, got \(power)")
    self.weight = weight
    self.power = power
  }

  /// See `DiscriminatorPenalty`.
  public func callAsFunction(
    _ discriminator: any Discriminator, _ pictures: PenalizedPictures,
    using random: inout RandomSource
  ) -> Tensor {
    let (x, s) = (pictures.real.variable(), pictures.text.sentence.variable())
    let text = TextFeatures(
      sentence: s, words: pictures.text.words, mask: pictures.text.mask)
    let slopes = gradients(
      of: discriminator(x, text).sum(), withRespectTo: [x, s], keepingGraph: true)
    let squared = slopes[0].squaredRowNorms + slopes[1].squaredRowNorms
    return (power == 2 ? squared : squared.power(power / 2)).mean()
  }
}
