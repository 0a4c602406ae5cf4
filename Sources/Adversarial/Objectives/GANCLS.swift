import Tensors

/// The objectives of GAN-CLS (Reed and others, 2016, algorithm 1).
///
/// The generator's is in the form that does not saturate (Goodfellow et al. 2014). Logits are `[batch]`, float32; cross-entropies are means over the batch:
/// -log sigmoid(l) = softplus(-l) where the judgement should be "real and fitting", and
/// -log(1 - sigmoid(l)) = softplus(l) where it should not.
public enum GANCLS {
  /// L_D = -log D(x, t) - 1/2 (log(1 - D(x, t̃)) + log(1 - D(G(z, t), t))).
  ///
  /// - Parameters:
  ///   - real: logits of real pictures with their own texts.
  ///   - wrong: logits of real pictures with texts that do not fit.
  ///   - fake: logits of drawn pictures with the texts they were drawn for.
  /// - Returns: the loss, a scalar.
  public static func discriminatorLoss(real: Tensor, wrong: Tensor, fake: Tensor) -> Tensor {
    rejected(real) + (accepted(wrong) + accepted(fake)).scaled(by: 0.5)
  }

  /// L_G = -log D(G(z, t), t), from the logits of drawn pictures.
  public static func generatorLoss(fake: Tensor) -> Tensor { rejected(fake) }

  /// What it costs to reject: -log sigmoid(l).
  private static func rejected(_ logits: Tensor) -> Tensor { (-logits).softplus().mean() }

  /// What it costs to accept: -log(1 - sigmoid(l)).
  private static func accepted(_ logits: Tensor) -> Tensor { logits.softplus().mean() }
}
