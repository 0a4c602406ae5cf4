import Tensors

/// The objectives of GAN-CLS: of the matching-aware discriminator, and of the generator in the form
/// that does not saturate.
///
/// After Reed et al. 2016, algorithm 1, and Goodfellow et al. 2014. They are those of
/// `NonSaturating` with wrong pairs of weight 1. Logits are `[batch]`, float32; cross-entropies are
/// means over the batch.
public enum GANCLS {
  /// L_D = -log D(x, t) - 1/2 (log(1 - D(x, t̃)) + log(1 - D(G(z, t), t))).
  ///
  /// - Parameters:
  ///   - real: logits of real pictures with their own texts.
  ///   - wrong: logits of real pictures with texts that do not fit.
  ///   - fake: logits of drawn pictures with the texts they were drawn for.
  /// - Returns: the loss, a scalar.
  public static func discriminatorLoss(real: Tensor, wrong: Tensor, fake: Tensor) -> Tensor {
    NonSaturating().discriminatorLoss(
      real: real, rejected: Rejected(wrong: wrong, weight: 1, fake: fake))
  }

  /// L_G = -log D(G(z, t), t), from the logits of drawn pictures.
  public static func generatorLoss(fake: Tensor) -> Tensor {
    NonSaturating().generatorLoss(fake: fake) { fake }
  }
}
