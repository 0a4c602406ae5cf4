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
    objects = scene.objects.map { Detection(object: $0, overlap: 1) }
  }
}

/// One object the oracle found.
public struct Detection: Equatable, Sendable {
  /// The object.
  public var object: SceneObject
  /// Its overlap with the template of its shape, intersection over union, 0 to 1.
  public var overlap: Float

  /// A detection from its parts.
  public init(object: SceneObject, overlap: Float) {
    self.object = object
    self.overlap = overlap
  }
}
