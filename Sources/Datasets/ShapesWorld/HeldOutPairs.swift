/// The eight colour-shape pairs that no training scene and no training caption contains.
///
/// They are what "unseen" means in every score. Each shape has one such colour, and each colour is
/// that of one shape.
public enum HeldOutPairs {
  /// Whether `shape` in `color` is held out.
  public static func contains(_ shape: Shape, _ color: ShapeColor) -> Bool {
    shape.heldOutColor == color
  }
}

extension Shape {
  /// The colour in which training never shows this shape.
  public var heldOutColor: ShapeColor {
    switch self {
    case .star: .red
    case .cross: .orange
    case .ring: .yellow
    case .heart: .green
    case .triangle: .blue
    case .circle: .purple
    case .square: .pink
    case .diamond: .brown
    }
  }

  /// The seven colours in which training shows this shape.
  public var seenColors: [ShapeColor] {
    ShapeColor.allCases.filter { $0 != heldOutColor }
  }
}
