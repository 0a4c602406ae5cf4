import Tensors

extension CaptionedScene {
  /// A scene like this one in what the caption leaves open, and at random otherwise: objects of the
  /// same sizes at the same places, in the same colours where none are told, of any shapes, since
  /// those are always told.
  ///
  /// What is coded of it cannot tell what the caption tells. It shows no held-out pair.
  public func lookalike(using random: inout RandomSource) -> Scene {
    let objects = scene.objects.map { object -> SceneObject in
      var other = object
      if description.tellsColor(of: object) {
        other.shape = random.element(of: Shape.allCases)
        other.color = random.element(of: other.shape.seenColors)
      } else {
        let shapes = Shape.allCases.filter { $0.seenColors.contains(object.color) }
        other.shape = random.element(of: shapes)
      }
      return other
    }
    let background =
      description.background == nil ? scene.background : random.element(of: Background.allCases)
    return Scene(background: background, objects: objects)
  }
}
