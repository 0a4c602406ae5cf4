import Language
import Tensors

/// The logits `[N]` of real pictures with their texts and with wrong ones, and of drawn pictures.
struct PairLogits {
  let real: Tensor
  let wrong: Tensor?
  let fake: Tensor

  /// The logits of a discriminator that judges rows apart, all in one pass.
  ///
  /// - Parameters:
  ///   - real: what is judged of real pictures, `[N, …]`.
  ///   - fake: the same of drawn ones.
  ///   - t: the texts of both.
  ///   - wrong: texts that do not fit the real ones, if any.
  ///   - judge: gives the logits of rows under as many texts.
  /// - Returns: the logits, `[N]` each.
  static func inOnePass(
    real: Tensor, fake: Tensor, _ t: TextFeatures, wrong: TextFeatures?,
    _ judge: (Tensor, TextFeatures) -> Tensor
  ) -> PairLogits {
    let seen = [real, fake] + (wrong == nil ? [] : [real])
    let texts = [t, t] + (wrong.map { [$0] } ?? [])
    let logits = judge(concatenate(seen, alongAxis: 0), .joined(texts)).split(into: seen.count)
    return PairLogits(real: logits[0], wrong: wrong.map { _ in logits[2] }, fake: logits[1])
  }

  /// L_D of `Relativistic`, with wrong pairs of weight w beside drawn ones.
  ///
  ///     softplus(D(G(z, s), s) - D(x, s)) + w softplus(D(x, s̃) - D(x, s))
  ///
  /// Unlike the shares of `Rejected`, the weights sum to 1 + w.
  func relativisticLoss(wrongPairs w: Float) -> Tensor {
    func loss(_ rejected: Tensor) -> Tensor {
      Relativistic().discriminatorLoss(real: real, rejected: Rejected(fake: rejected))
    }
    return wrong.map { loss(fake) + loss($0).scaled(by: w) } ?? loss(fake)
  }
}
