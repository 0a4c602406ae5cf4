import Tensors

/// The codes that the scene encoder finds behind pictures: a normal distribution for each number.
struct Posterior {
  /// 1 for slots whose codes are meant, 0 for others: `[N, K + 1, 1]`.
  let isMeant: Tensor
  private let mean: Tensor
  private let logVariance: Tensor

  /// The distribution of the given moments, each `[N, K + 1, codeWidth]`, where `isMeant`.
  init(_ moments: (mean: Tensor, logVariance: Tensor), where isMeant: Tensor) {
    self.isMeant = isMeant
    // Mean 0 and logarithmic variance 0 have no divergence.
    mean = moments.mean * isMeant
    logVariance = moments.logVariance * isMeant
  }

  /// Codes made from standard normal `noise` by reparameterization (Kingma and Welling 2014).
  func sampled(_ noise: Tensor) -> Tensor { mean + logVariance.scaled(by: 0.5).exp() * noise }

  /// KL(N(mean, variance) || N(0, 1)), summed over slots and numbers and averaged over the batch:
  /// 1/2 sum(mean² + variance - 1 - log variance).
  var divergence: Tensor {
    (mean.square() + logVariance.exp() - logVariance).scaled(by: 1, plus: -1)
      .sum().scaled(by: 0.5 / Float(mean.shape[0]))
  }
}
