import Tensors

/// The game of the first GAN.
///
/// After Goodfellow et al. 2014, equation 1.
///
///     L_D = -E[log sigmoid(D(x))] - E[log(1 - sigmoid(D(G(z))))]
///     L_G =  E[log(1 - sigmoid(D(G(z))))]
///
/// with -log sigmoid(l) = softplus(-l) and -log(1 - sigmoid(l)) = softplus(l). Where the
/// discriminator is sure, L_G is flat.
public struct Minimax: Objective {
  /// The objective.
  public init() {}

  /// L_D; see `Objective`.
  public func discriminatorLoss(real: Tensor, rejected: Rejected) -> Tensor {
    (-real).softplus().mean() + rejected.mean { $0.softplus() }
  }

  /// L_G; see `Objective`.
  public func generatorLoss(fake: Tensor, real: () -> Tensor) -> Tensor {
    -fake.softplus().mean()
  }
}
