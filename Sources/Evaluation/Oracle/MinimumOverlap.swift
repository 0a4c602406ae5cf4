import Datasets

extension Shape {
  /// The overlap with its template from which a region counts as the shape.
  ///
  /// One bound for all shapes would ask more of thin ones: an outline that is off by a pixel
  /// everywhere costs a ring far more overlap than a circle, while any round blob overlaps a circle
  /// well. So the bound is on the mean distance t between the outlines, 0.08 of the radius. At that
  /// distance two figures of area A and perimeter P differ by P t, half of it on either side, and
  ///
  ///     overlap = (A - P t / 2) / (A + P t / 2)
  ///
  /// but it is never less than 0.70: from 0.70 for star and ring to 0.85 for circle and square.
  ///
  /// - Parameter area: The shape's area at radius 1.
  /// - Returns: The overlap, 0.70 to 1.
  func minimumOverlap(area: Float) -> Float {
    let half = perimeter * 0.08 / 2
    return max(0.70, (area - half) / (area + half))
  }

  /// The length of the outline at radius 1, the ring's hole included.
  private var perimeter: Float {
    switch self {
    case .circle: 2 * .pi
    case .square, .cross: 8
    case .triangle: 6
    case .star: 7.64
    case .heart: 6.07
    case .diamond: 5.66
    case .ring: 2 * .pi * 1.55
    }
  }
}
