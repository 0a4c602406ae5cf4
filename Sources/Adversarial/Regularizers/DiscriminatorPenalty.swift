import Language
import Tensors

/// A term of the discriminator's loss that keeps its slope in bounds.
public protocol DiscriminatorPenalty: Sendable {
  /// Its name in metrics.
  var name: String { get }
  /// What it is multiplied by.
  var weight: Float { get }

  /// How far the slope is from what it should be.
  ///
  /// - Parameters:
  ///   - discriminator: whose slope is looked at.
  ///   - pictures: real ones and drawn ones, with the same texts.
  ///   - random: what the penalty draws from.
  /// - Returns: the penalty without its weight, a scalar that leads to the discriminator's
  ///   parameters.
  func callAsFunction(
    _ discriminator: any Discriminator, _ pictures: PenalizedPictures,
    using random: inout RandomSource
  ) -> Tensor
}

/// Where a penalty may look at the discriminator's slope.
public struct PenalizedPictures {
  /// Real pictures, `[N, side, side, 3]`.
  public let real: Tensor
  /// Drawn pictures, `[N, side, side, 3]`.
  public let fake: Tensor
  /// The texts of both.
  public let text: TextFeatures

  /// Pictures and texts, cut off from what they were computed from.
  public init(real: Tensor, fake: Tensor, text: TextFeatures) {
    self.real = real.detached
    self.fake = fake.detached
    self.text = text.detached
  }
}

/// A penalty that is due at every k-th update of the discriminator only, and then times k.
///
/// Lazy regularization, after Karras et al. 2020, section 3.1.
public struct LazyPenalty: Sendable {
  /// The penalty.
  public let penalty: any DiscriminatorPenalty
  /// k.
  public let every: Int

  /// A penalty that is due at updates 0, `every`, 2 `every` and so on; 1 is eager.
  public init(_ penalty: any DiscriminatorPenalty, every: Int = 1) {
    require(every >= 1, "LazyPenalty: expected an interval of at least 1, got \(every)")
    self.penalty = penalty
    self.every = every
  }

  /// Whether it is due at update `index`.
  public func isDue(at index: Int) -> Bool { index % every == 0 }
  /// What the penalty counts for in the loss of an update at which it is due.
  public var dueWeight: Float { penalty.weight * Float(every) }
}
