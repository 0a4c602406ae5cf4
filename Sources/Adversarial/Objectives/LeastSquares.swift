import Tensors

/// Least squares towards 1 for real and 0 for drawn pictures.
///
/// After Mao et al. 2017, equation 9: equation 2 with a = 0 and b = c = 1.
///
///     L_D = 1/2 E[(D(x) - 1)²] + 1/2 E[D(G(z))²]
///     L_G = 1/2 E[(D(G(z)) - 1)²]
public struct LeastSquares: Objective {
  /// The objective.
  public init() {}

  /// L_D; see `Objective`.
  public func discriminatorLoss(real: Tensor, rejected: Rejected) -> Tensor {
    (distance(from: 1, real).mean() + rejected.mean { distance(from: 0, $0) }).scaled(by: 0.5)
  }

  /// L_G; see `Objective`.
  public func generatorLoss(fake: Tensor, real: () -> Tensor) -> Tensor {
    distance(from: 1, fake).mean().scaled(by: 0.5)
  }

  private func distance(from target: Float, _ logits: Tensor) -> Tensor {
    logits.scaled(by: 1, plus: -target).square()
  }
}
