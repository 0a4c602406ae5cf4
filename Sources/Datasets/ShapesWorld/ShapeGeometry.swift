/// The outlines of the shapes, in unit coordinates: x to the right and y down, both from the centre
/// of the bounding box, whose longer side reaches from -1 to 1.
///
/// Every shape is symmetric about x = 0 and meets each horizontal line in at most two mirrored
/// pieces, so that its outline is given by how far from the axis those pieces begin and end.
extension Shape {
  /// Whether the point lies in the shape, its outline included.
  public func contains(x: Float, y: Float) -> Bool {
    let extent = extent(atY: y)
    let distance = abs(x)
    return extent.inner <= distance && distance <= extent.outer
  }

  /// Half the height of the bounding box; half its width is 1.
  public var halfHeight: Float {
    switch self {
    case .circle, .square, .cross, .diamond, .ring: 1
    case .triangle: Triangle.halfHeight
    case .star: Star.halfHeight
    case .heart: Heart.halfHeight
    }
  }

  /// The distances from the axis x = 0 between which the shape lies at height `y`; where it has no
  /// point there, `inner` exceeds `outer`.
  func extent(atY y: Float) -> Extent {
    guard abs(y) <= halfHeight else { return Extent(inner: 1, outer: -1) }
    switch self {
    case .circle: return Extent(outer: chord(radius: 1, at: y))
    case .square: return Extent(outer: 1)
    case .triangle: return Triangle.extent(atY: y)
    case .star: return Star.extent(atY: y)
    case .heart: return Heart.extent(atY: y)
    case .cross: return Extent(outer: abs(y) <= 0.35 ? 1 : 0.35)
    case .diamond: return Extent(outer: 1 - abs(y))
    case .ring: return Extent(inner: chord(radius: 0.55, at: y), outer: chord(radius: 1, at: y))
    }
  }
}

/// A shape's cut with a horizontal line: the points whose distance from the axis is in a range.
struct Extent {
  /// Where the shape begins; 0 where it covers the axis.
  var inner: Float = 0
  /// Where the shape ends.
  var outer: Float
}

/// Half the chord of a circle around 0 at height `y`, and 0 outside it.
private func chord(radius: Float, at y: Float) -> Float {
  max(0, radius * radius - y * y).squareRoot()
}

/// The equilateral triangle, point up.
private enum Triangle {
  static let halfHeight: Float = 0.866_025_4

  static func extent(atY y: Float) -> Extent {
    Extent(outer: (y + halfHeight) / (2 * halfHeight))
  }
}

/// The regular five-pointed star (pentagram), one point up.
private enum Star {
  /// The distance of the points from the middle, 1 / sin 72°, which makes the star 2 wide.
  static let radius: Float = 1.051_462_2
  /// The middle's distance below the centre of the bounding box, radius (1 - cos 36°) / 2.
  static let drop: Float = 0.100_405_7
  static let halfHeight: Float = radius - drop
  /// The height of the two points at the sides, -radius cos 72°.
  static let sidePoints: Float = -0.324_919_7
  /// The distance of the notches from the middle, radius times the golden ratio's inverse squared.
  static let notch: Float = 0.401_622_8

  static func extent(atY y: Float) -> Extent {
    let y = y - drop
    // The two lines that bound the right half: from the top point down to the right foot (tan 18°),
    // and from the right point down to the left foot (tan 54°).
    let leg = (y + radius) * 0.324_919_7
    let arm = (notch - y) * 1.376_381_9
    return Extent(inner: max(0, -arm), outer: y < sidePoints ? leg : max(arm, leg))
  }
}

/// Two round lobes and the two tangents, at right angles, that meet in the point below.
private enum Heart {
  static let lobeRadius: Float = 0.52
  static let lobeX: Float = 0.48
  /// What puts the lobes' tops and the point at equal distances from the centre: 1/2 + radius / √2.
  static let halfHeight: Float = 0.5 + lobeRadius * 0.707_106_8
  static let lobeY: Float = lobeRadius - halfHeight
  /// The height at which the lobes pass into the tangents.
  static let tangency: Float = lobeY + lobeRadius * 0.707_106_8

  static func extent(atY y: Float) -> Extent {
    guard y < tangency else { return Extent(outer: halfHeight - y) }
    let reach = chord(radius: lobeRadius, at: y - lobeY)
    return Extent(inner: y < lobeY ? max(0, lobeX - reach) : 0, outer: lobeX + reach)
  }
}
