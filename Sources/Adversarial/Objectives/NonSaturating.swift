import Tensors

/// The game of the first GAN with a generator's loss that does not go flat.
///
/// After Goodfellow et al. 2014, section 3, below equation 1.
///
///     L_D = -E[log sigmoid(D(x))] - E[log(1 - sigmoid(D(G(z))))]
///     L_G = -E[log sigmoid(D(G(z)))]
public struct NonSaturating: Objective {
  /// The objective.
  public init() {}

  /// L_D; see `Objective`.
  public func discriminatorLoss(real: Tensor, rejected: Rejected) -> Tensor {
    Minimax().discriminatorLoss(real: real, rejected: rejected)
  }

  /// L_G; see `Objective`.
  public func generatorLoss(fake: Tensor, real: () -> Tensor) -> Tensor {
    (-fake).softplus().mean()
  }
}
