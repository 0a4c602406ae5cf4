import Imaging
import Tensors

/// A change to a picture after which its captions are still true: it is scaled, moved, blurred, and
/// covered with noise, in this order.
///
/// Lengths are parts of the picture's side, so that a change means the same at every size.
public struct PictureChange: Equatable, Sendable {
  /// How many times as large what it shows becomes, above 0.
  public var scale: Float = 1
  /// How far it moves to the right.
  public var right: Float = 0
  /// How far it moves down.
  public var down: Float = 0
  /// The standard deviation of a Gaussian blur.
  public var blur: Float = 0
  /// The standard deviation of normal noise on each byte, of 255.
  public var noise: Float = 0

  /// No change.
  public init() {}

  /// The changed picture, of the same size.
  ///
  /// - Parameters:
  ///   - picture: A square.
  ///   - random: Where the noise is drawn from.
  /// - Returns: The picture.
  public func callAsFunction(_ picture: RGBImage, using random: inout RandomSource) -> RGBImage {
    let side = Float(picture.width)
    let warped =
      scale == 1 && right == 0 && down == 0
      ? picture : picture.warped(scale: scale, right: right * side, down: down * side)
    return noisy(warped.blurred(deviation: blur * side), using: &random)
  }

  private func noisy(_ picture: RGBImage, using random: inout RandomSource) -> RGBImage {
    guard noise > 0 else { return picture }
    var picture = picture
    for (index, value) in random.normal(count: picture.pixels.count).enumerated() {
      let changed = (Float(picture.pixels[index]) + noise * value).rounded()
      picture.pixels[index] = UInt8(min(max(changed, 0), 255))
    }
    return picture
  }
}

extension PictureChange {
  /// Changes that a person hardly minds, to test a judge with; the same for every judge.
  public enum Mild: String, CaseIterable, Sendable {
    /// None.
    case plain
    /// By a sixteenth of the side along both axes.
    case moved
    /// A tenth larger or smaller.
    case scaled
    /// By a standard deviation of a 64th of the side.
    case blurred
    /// Of standard deviation 10 of 255.
    case noisy
    /// All of these.
    case together

    /// The change, its directions drawn from `random`.
    public func change(using random: inout RandomSource) -> PictureChange {
      let signs = (0..<3).map { _ in random.integer(below: 2) == 0 ? Float(-1) : 1 }
      var change = PictureChange()
      if self == .moved || self == .together {
        (change.right, change.down) = (signs[0] / 16, signs[1] / 16)
      }
      if self == .scaled || self == .together { change.scale = 1 + signs[2] / 10 }
      if self == .blurred || self == .together { change.blur = 1.0 / 64 }
      if self == .noisy || self == .together { change.noise = 10 }
      return change
    }
  }
}
