import Tensors

/// How far pictures are changed at random before a judge learns from them, so that it learns what
/// they show and not their pixels.
public struct PictureAugmentation: Equatable, Sendable {
  /// The most that a picture moves along each axis, as a part of its side.
  public let translation: Double
  /// The most that it grows or shrinks, as a part of its size, below 1.
  public let scaling: Double
  /// The largest standard deviation of its blur, as a part of its side.
  public let blur: Double
  /// The largest standard deviation of its noise, of 255.
  public let noise: Double

  /// An augmentation from its parts.
  public init(translation: Double, scaling: Double, blur: Double, noise: Double) {
    self.translation = translation
    self.scaling = scaling
    self.blur = blur
    self.noise = noise
  }

  /// A change; each part is uniformly distributed up to its most.
  public func change(using random: inout RandomSource) -> PictureChange {
    func reach(_ most: Double) -> ClosedRange<Float> { -Float(most)...Float(most) }
    var change = PictureChange()
    change.right = random.uniform(in: reach(translation))
    change.down = random.uniform(in: reach(translation))
    change.scale = 1 + random.uniform(in: reach(scaling))
    change.blur = random.uniform(in: 0...Float(blur))
    change.noise = random.uniform(in: 0...Float(noise))
    return change
  }
}
