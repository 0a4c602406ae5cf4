import Datasets

/// What the oracle sees in one picture.
public struct Observation: Equatable, Sendable {
  /// The colour behind the objects; nil where no pixel is nearest to one of the three.
  public var background: Background?
  /// The objects, in the order of their topmost rows.
  public var objects: [Detection]

  /// An observation from its parts.
  public init(background: Background?, objects: [Detection]) {
    self.background = background
    self.objects = objects
  }

  /// What a faultless oracle sees in a picture of `scene`.
  public init(of scene: Scene) {
    background = scene.background
    objects = scene.objects.map {
      Detection(
        shape: $0.shape, color: $0.color, size: $0.size, x: $0.x, y: $0.y, radius: $0.radius,
        score: 1)
    }
  }
}

/// One object the oracle found.
public struct Detection: Equatable, Sendable {
  /// Its shape.
  public var shape: Shape
  /// Its colour.
  public var color: ShapeColor
  /// Its size class.
  public var size: Size
  /// The horizontal centre of its bounding box in canvas units (side = 1), from the left.
  public var x: Float
  /// The vertical centre of its bounding box in canvas units, from the top.
  public var y: Float
  /// Half the longer side of its bounding box, in canvas units.
  public var radius: Float
  /// Its overlap with the template of its shape, intersection over union, 0 to 1.
  public var score: Float

  /// A detection from its parts.
  public init(
    shape: Shape, color: ShapeColor, size: Size, x: Float, y: Float, radius: Float, score: Float
  ) {
    self.shape = shape
    self.color = color
    self.size = size
    self.x = x
    self.y = y
    self.radius = radius
    self.score = score
  }
}
