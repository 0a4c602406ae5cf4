import RealModule

/// A learning rate that rises linearly at first and then falls along half a cosine.
public struct LearningRate: Equatable, Sendable {
  /// The highest rate.
  public var peak: Float
  /// The rate at the end, as a part of the peak.
  public var finalFraction: Float
  /// The steps of the rise.
  public var rise: Int
  /// All steps.
  public var total: Int

  /// A schedule over `total` steps.
  public init(peak: Float, finalFraction: Float, rise: Int, total: Int) {
    self.peak = peak
    self.finalFraction = finalFraction
    self.rise = rise
    self.total = total
  }

  /// The rate of step `step`, counted from 0.
  public func callAsFunction(at step: Int) -> Float {
    if step < rise { return peak * Float(step + 1) / Float(rise) }
    let progress = min(1, Float(step - rise) / Float(max(1, total - rise)))
    let fall = (1 + .cos(Float.pi * progress)) / 2
    return peak * (finalFraction + (1 - finalFraction) * fall)
  }
}
