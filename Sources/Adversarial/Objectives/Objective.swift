import Tensors

/// What the discriminator and the generator each try to make small, as a function of logits.
///
/// All logits are `[N]`, float32, and all losses are scalars, means over the batch. D(x, t) is the
/// logit of picture x under text t; where a paper has a probability, it is sigmoid(D).
public protocol Objective: Sendable {
  /// L_D, the discriminator's loss.
  ///
  /// - Parameters:
  ///   - real: the logits of real pictures with their own texts.
  ///   - rejected: those of pairs that are not to pass for such.
  /// - Returns: a scalar.
  func discriminatorLoss(real: Tensor, rejected: Rejected) -> Tensor

  /// L_G, the generator's loss.
  ///
  /// - Parameters:
  ///   - fake: the logits of drawn pictures with the texts they were drawn for.
  ///   - real: those of real pictures; asked for only by objectives that compare the two.
  /// - Returns: a scalar.
  func generatorLoss(fake: Tensor, real: () -> Tensor) -> Tensor
}

/// The logits of pairs that the discriminator is to reject, each kind with its share of the loss;
/// shares sum to 1.
///
/// Matching-aware (Reed et al. 2016, algorithm 1): beside drawn pictures stand real pictures with
/// texts that do not fit. With the weight w of those, they have w / (1 + w) of the loss; w = 1 is
/// the algorithm's, and without them all is as each objective was published.
public struct Rejected {
  private let kinds: [(logits: Tensor, share: Float)]

  /// Drawn pictures alone.
  public init(fake: Tensor) { kinds = [(fake, 1)] }

  /// Real pictures with wrong texts, of the given weight, and drawn pictures.
  public init(wrong: Tensor, weight: Float, fake: Tensor) {
    kinds = [(wrong, weight / (1 + weight)), (fake, 1 / (1 + weight))]
  }

  /// The mean of what each kind costs.
  public func mean(_ cost: (_ logits: Tensor) -> Tensor) -> Tensor {
    kinds.map { cost($0.logits).mean().scaled(by: $0.share) }.reduce(nil) { sum, term in
      sum.map { $0 + term } ?? term
    } ?? Tensor(0)
  }
}
