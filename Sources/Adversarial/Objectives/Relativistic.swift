import Tensors

/// Relativistic pairing: a real picture need only be judged more real than a drawn one.
///
/// After Jolicoeur-Martineau 2019 (RpGAN) and Huang et al. 2024 (R3GAN, section 2).
///
///     L_D = E[softplus(D(G(z)) - D(x))]
///     L_G = E[softplus(D(x) - D(G(z)))]
public struct Relativistic: Objective {
  /// The objective.
  public init() {}

  /// L_D; see `Objective`.
  public func discriminatorLoss(real: Tensor, rejected: Rejected) -> Tensor {
    rejected.mean { ($0 - real).softplus() }
  }

  /// L_G; see `Objective`.
  public func generatorLoss(fake: Tensor, real: () -> Tensor) -> Tensor {
    (real() - fake).softplus().mean()
  }
}
