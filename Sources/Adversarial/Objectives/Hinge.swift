import Tensors

/// The hinge loss.
///
/// After Lim and Ye 2017, section 3, and Miyato et al. 2018, equations 16 and 17.
///
///     L_D = E[max(0, 1 - D(x))] + E[max(0, 1 + D(G(z)))]
///     L_G = -E[D(G(z))]
public struct Hinge: Objective {
  /// The objective.
  public init() {}

  /// L_D; see `Objective`.
  public func discriminatorLoss(real: Tensor, rejected: Rejected) -> Tensor {
    real.scaled(by: -1, plus: 1).relu().mean()
      + rejected.mean { $0.scaled(by: 1, plus: 1).relu() }
  }

  /// L_G; see `Objective`.
  public func generatorLoss(fake: Tensor, real: () -> Tensor) -> Tensor { -fake.mean() }
}
