import Imaging

/// What can be seen in a picture of the Shapes world: a background and the objects on it.
public struct Scene: Equatable, Sendable {
  /// The colour behind the objects.
  public var background: Background
  /// The objects, in no particular order; they never overlap.
  public var objects: [SceneObject]

  /// A scene from its parts.
  public init(background: Background, objects: [SceneObject]) {
    self.background = background
    self.objects = objects
  }
}

/// One filled shape of a scene.
public struct SceneObject: Equatable, Sendable {
  /// Its shape.
  public var shape: Shape
  /// Its one flat colour.
  public var color: ShapeColor
  /// Its size class.
  public var size: Size
  /// The horizontal centre of its bounding box in canvas units (side = 1), from the left.
  public var x: Float
  /// The vertical centre of its bounding box in canvas units, from the top.
  public var y: Float
  /// Half the longer side of its bounding box, in canvas units.
  public var radius: Float

  /// An object from its attributes.
  public init(shape: Shape, color: ShapeColor, size: Size, x: Float, y: Float, radius: Float) {
    self.shape = shape
    self.color = color
    self.size = size
    self.x = x
    self.y = y
    self.radius = radius
  }
}

/// The eight shapes.
public enum Shape: String, CaseIterable, Sendable {
  case circle, square, triangle, star, heart, cross, diamond, ring
}

/// The eight colours of objects.
public enum ShapeColor: String, CaseIterable, Sendable {
  case red, orange, yellow, green, blue, purple, pink, brown

  /// The colour's sRGB value.
  public var rgb: RGBColor {
    switch self {
    case .red: RGBColor(red: 0xD6, green: 0x27, blue: 0x28)
    case .orange: RGBColor(red: 0xFF, green: 0x8C, blue: 0x1A)
    case .yellow: RGBColor(red: 0xF5, green: 0xD3, blue: 0x27)
    case .green: RGBColor(red: 0x2C, green: 0xA0, blue: 0x2C)
    case .blue: RGBColor(red: 0x1F, green: 0x5F, blue: 0xD6)
    case .purple: RGBColor(red: 0x8E, green: 0x44, blue: 0xAD)
    case .pink: RGBColor(red: 0xFF, green: 0x7E, blue: 0xB6)
    case .brown: RGBColor(red: 0x7B, green: 0x4A, blue: 0x2B)
    }
  }
}

/// The three backgrounds.
public enum Background: String, CaseIterable, Sendable {
  case white, gray, black

  /// The background's sRGB value.
  public var rgb: RGBColor {
    switch self {
    case .white: RGBColor(red: 0xFF, green: 0xFF, blue: 0xFF)
    case .gray: RGBColor(red: 0xA0, green: 0xA0, blue: 0xA0)
    case .black: RGBColor(red: 0x10, green: 0x10, blue: 0x10)
    }
  }
}

/// The two size classes.
public enum Size: String, CaseIterable, Sendable {
  case small, large

  /// The radii of the class in canvas units.
  public var radii: ClosedRange<Float> {
    switch self {
    case .small: 0.11...0.14
    case .large: 0.18...0.22
    }
  }
}

/// How the first of two objects lies to the second.
public enum Relation: String, CaseIterable, Sendable {
  case above
  case below
  case leftOf = "left of"
  case rightOf = "right of"
}
