/// A colour and a shape together.
struct ColoredShape: Equatable {
  var color: ShapeColor
  var shape: Shape

  /// All 64, by colour.
  static let all = ShapeColor.allCases.flatMap { color in
    Shape.allCases.map { ColoredShape(color: color, shape: $0) }
  }

  /// Whether the pair is held out of training.
  var isHeldOut: Bool { HeldOutPairs.contains(shape, color) }

  /// The pairs of training that have another colour and another shape.
  var partners: [ColoredShape] {
    Self.all.filter { !$0.isHeldOut && $0.color != color && $0.shape != shape }
  }

  func requirement(count: Int? = nil) -> ObjectRequirement {
    ObjectRequirement(shape: shape, color: color, count: count)
  }
}
