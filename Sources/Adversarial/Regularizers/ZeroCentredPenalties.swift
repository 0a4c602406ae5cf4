import Language
import Tensors

/// γ/2 E|∇_x D(x, t)|² at real pictures x.
///
/// After Mescheder et al. 2018, equation 9.
public struct R1: DiscriminatorPenalty {
  /// Its name in metrics.
  public let name = "r1"
  /// γ.
  public let weight: Float

  /// The penalty of weight γ.
  public init(weight: Float) { self.weight = weight }

  /// See `DiscriminatorPenalty`.
  public func callAsFunction(
    _ discriminator: any Discriminator, _ pictures: PenalizedPictures,
    using random: inout RandomSource
  ) -> Tensor {
    squaredSlope(at: pictures.real) { discriminator($0, pictures.text) }.scaled(by: 0.5)
  }
}

/// γ/2 E|∇_x D(x, t)|² at drawn pictures x.
///
/// After Mescheder et al. 2018, equation 10.
public struct R2: DiscriminatorPenalty {
  /// Its name in metrics.
  public let name = "r2"
  /// γ.
  public let weight: Float

  /// The penalty of weight γ.
  public init(weight: Float) { self.weight = weight }

  /// See `DiscriminatorPenalty`.
  public func callAsFunction(
    _ discriminator: any Discriminator, _ pictures: PenalizedPictures,
    using random: inout RandomSource
  ) -> Tensor {
    squaredSlope(at: pictures.fake) { discriminator($0, pictures.text) }.scaled(by: 0.5)
  }
}
