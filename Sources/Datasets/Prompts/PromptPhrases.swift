/// A sentence and what it asks for.
struct Sentence {
  var text: String
  var expect: Expectation

  /// The plain sentence that asks for `objects`: one, or two joined by their relation or "and".
  init(_ objects: [ObjectRequirement], on background: Background? = nil) {
    let joint = objects[0].position.map { " \($0.relation.phrase) " } ?? " and "
    let place = background.map { " on a \($0.rawValue) background" } ?? ""
    text = objects.map(\.phrase).joined(separator: joint) + place
    expect = Expectation(background: background, include: objects)
  }
}

/// A colour and a shape together.
struct ColoredShape: Equatable {
  var color: ShapeColor
  var shape: Shape

  /// All 64, by colour.
  static let all = ShapeColor.allCases.flatMap { color in
    Shape.allCases.map { ColoredShape(color: color, shape: $0) }
  }

  func requirement(count: Int? = nil) -> ObjectRequirement {
    ObjectRequirement(shape: shape, color: color, count: count)
  }
}

extension Expectation {
  /// Whether a pair held out of training is asked for.
  var isUnseen: Bool {
    include.contains { object in
      object.color.map { ColoredShape(color: $0, shape: object.shape).isHeldOut } ?? false
    }
  }
}

extension ObjectRequirement {
  /// "a circle", "an orange star", "a small red ring", "three green hearts".
  fileprivate var phrase: String {
    let words = [size?.rawValue, color?.rawValue, count.map { $0 > 1 } == true ? plural : shape.rawValue]
      .compactMap { $0 }
    let number =
      switch count {
      case 2: "two"
      case 3: "three"
      case 4: "four"
      default: words[0] == "orange" ? "an" : "a"
      }
    return ([number] + words).joined(separator: " ")
  }

  private var plural: String { shape.rawValue + (shape == .cross ? "es" : "s") }
}

extension Relation {
  fileprivate var phrase: String {
    switch self {
    case .above, .below: rawValue
    case .leftOf, .rightOf: "to the \(rawValue)"
    }
  }
}

// held out (temporary)
extension ColoredShape {
  var isHeldOut: Bool {
    let held: [(ShapeColor, Shape)] = [
      (.red, .star), (.orange, .cross), (.yellow, .ring), (.green, .heart), (.blue, .triangle),
      (.purple, .circle), (.pink, .square), (.brown, .diamond),
    ]
    return held.contains { $0 == (color, shape) }
  }
}
