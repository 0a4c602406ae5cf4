import Tensors

/// The Wasserstein distance in its dual form.
///
/// After Arjovsky et al. 2017, algorithm 1.
///
///     L_D = E[D(G(z))] - E[D(x)]
///     L_G = -E[D(G(z))]
///
/// It is a distance only where the discriminator's slope is bounded: by `WeightClipping` as in the
/// paper, or by `GradientPenalty` (Gulrajani et al. 2017).
public struct Wasserstein: Objective {
  /// The objective.
  public init() {}

  /// L_D; see `Objective`.
  public func discriminatorLoss(real: Tensor, rejected: Rejected) -> Tensor {
    rejected.mean { $0 } - real.mean()
  }

  /// L_G; see `Objective`.
  public func generatorLoss(fake: Tensor, real: () -> Tensor) -> Tensor { -fake.mean() }
}
