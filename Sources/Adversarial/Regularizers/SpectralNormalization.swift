import Language
import Layers
import Tensors

/// A discriminator whose weights are divided by their largest singular value.
///
/// After Miyato et al. 2018, section 2.1. A weight W `[outputs, …]` counts as a matrix of `outputs`
/// rows. Its singular value σ comes from power iteration (algorithm 1): with ũ kept from update to
/// update,
///
///     ṽ = Wᵀũ / |Wᵀũ|, ũ = Wṽ / |Wṽ|, σ = ũᵀWṽ, W_SN = W / σ
///
/// and gradients pass through W and σ, not through ũ and ṽ. The vectors ũ are statistics of the
/// parameter set, so that they are kept with a training state.
public final class SpectralNormalization: Discriminator {
  /// The parameters of the discriminator within, before they are divided.
  public var parameters: ParameterSet { base.parameters }
  /// See `Discriminator`.
  public var judgesApart: Bool { base.judgesApart }
  private let base: any Discriminator
  /// The vectors ũ of the weights that have one, by the weights' places.
  private let vectors: [Parameter?]
  private var latest: (raw: [Tensor], divided: [Tensor])?

  /// Wraps `base`; first vectors are random.
  public init(_ base: any Discriminator, seed: UInt64) {
    self.base = base
    let scope = ParameterScope(base.parameters, seed: nil)
    var random = RandomSource(seed: seed, 0x7370_6563)
    vectors = zip(base.parameters.names, base.parameters.values).map { name, weight in
      guard weight.rank >= 2 else { return nil }
      let vector = scope(name).statistic("spectral_vector", [weight.shape[0]], startingAt: 0)
      vector.assign(
        Tensor(random.normal(count: weight.shape[0]), shape: [weight.shape[0]]).normalized)
      return vector
    }
  }

  /// Takes one step of the power iteration; once before every update of the discriminator.
  public func iterate() {
    withoutRecording {
      for (vector, weight) in zip(vectors, parameters.values) {
        guard let vector else { continue }
        let matrix = weight.asMatrix
        let right = matrix.rightVector(of: vector.value)
        vector.assign(matrix.matmul(right).reshaped(to: vector.value.shape).normalized)
      }
    }
    latest = nil
  }

  /// See `Discriminator`.
  public func features(_ pictures: Tensor) -> Tensor {
    parameters.with(divided()) { base.features(pictures) }
  }

  /// See `Discriminator`.
  public func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    parameters.with(divided()) { base.judge(features, texts) }
  }

  /// The present parameters, weights divided by their singular values; with recording on, computed
  /// once for each state of the parameters and each graph that gradients have not let go of.
  private func divided() -> [Tensor] {
    let raw = parameters.values
    // Values that `latest` holds are not changed where they are: the same tensors are the same
    // state.
    if let latest, zip(latest.raw, raw).allSatisfy({ $0 === $1 }),
      !latest.divided.contains(where: \.isReleased)
    {
      return latest.divided
    }
    let divided = zip(vectors, raw).map { vector, weight in
      vector.map { weight / weight.asMatrix.singularValue(along: $0.value.detached) } ?? weight
    }
    // Without recording no gradient would pass through them later.
    if zip(vectors, divided).contains(where: { $0 != nil && $1.isRecorded }) {
      latest = (raw, divided)
    }
    return divided
  }
}

extension Tensor {
  /// `[outputs, everything else]`.
  fileprivate var asMatrix: Tensor { reshaped(to: [shape[0], count / shape[0]]) }

  /// The vector over the length that it has, of all elements.
  fileprivate var normalized: Tensor {
    self / square().sum().scaled(by: 1, plus: 1e-24).squareRoot()
  }

  /// ṽ = Wᵀũ / |Wᵀũ| of this matrix, `[columns, 1]`, a constant.
  fileprivate func rightVector(of left: Tensor) -> Tensor {
    withoutRecording {
      matmul(left.reshaped(to: [shape[0], 1]), transposingLeft: true).normalized
    }
  }

  /// σ = ũᵀWṽ of this matrix, a scalar.
  fileprivate func singularValue(along left: Tensor) -> Tensor {
    (left.reshaped(to: [1, shape[0]]).matmul(self).matmul(rightVector(of: left)))
      .reshaped(to: [])
  }
}
